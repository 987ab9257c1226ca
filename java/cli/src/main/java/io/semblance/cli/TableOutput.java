package io.semblance.cli;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A table that is written part by part: to a file, whole or not at all, or to standard output. */
final class TableOutput implements AutoCloseable {
  /** Stands for standard input or output where a file is asked for. */
  static final String STANDARD = "-";

  private final AtomicOutput file; // null: standard output
  private final CsvWriter writer;

  private TableOutput(AtomicOutput file, CsvWriter writer) {
    this.file = file;
    this.writer = writer;
  }

  /** Opens {@code name}; {@code -} is standard output. */
  static TableOutput open(String name, Schema schema, char delimiter, boolean header) {
    if (name.equals(STANDARD)) {
      OutputStream out = new FileOutputStream(FileDescriptor.out);
      return new TableOutput(null, new CsvWriter(out, schema, delimiter, header));
    }
    AtomicOutput file = AtomicOutput.open(Path.of(name));
    return new TableOutput(file, new CsvWriter(unclosed(file.stream()), schema, delimiter, header));
  }

  /** Only {@link AtomicOutput#commit()} may close the file: a failed run must not look finished. */
  private static OutputStream unclosed(OutputStream stream) {
    return new FilterOutputStream(stream) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** Writes rows. */
  void write(Table part) {
    try {
      writer.write(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rows are there. */
  void commit() throws IOException {
    writer.close();
    if (file != null) {
      file.commit();
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
