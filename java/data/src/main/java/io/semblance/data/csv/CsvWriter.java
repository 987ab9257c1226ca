package io.semblance.data.csv;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.io.IOException;
import java.io.OutputStream;
/** Skeleton. */
public final class CsvWriter implements AutoCloseable {
  /** Comma, header line. */
  public CsvWriter(OutputStream out, Schema schema) { this(out, schema, ',', true); }
  /** Skeleton. */
  public CsvWriter(OutputStream out, Schema schema, char delimiter, boolean header) { }
  /** Writes the rows of a part. */
  public void write(Table part) throws IOException { throw new UnsupportedOperationException(); }
  @Override public void close() throws IOException { }
}
