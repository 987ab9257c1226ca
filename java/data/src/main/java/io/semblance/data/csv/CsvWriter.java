package io.semblance.data.csv;

import io.semblance.data.Formulas;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes tables as comma-separated text in UTF-8, the way the schema says: the header texts of the
 * file that was read, numbers with its decimals, dates in its pattern, its marker for missing
 * cells. The header line is written once, before the first part; lines end in LF. Cells are quoted
 * only where they must be. The first rows are read again before anything is handed on: a table
 * whose cells would not come back is a {@link io.semblance.data.DataException}. Not for use by
 * several threads; what other threads make as {@link CsvText} can be written by {@link
 * #write(CsvText)}.
 */
public final class CsvWriter implements AutoCloseable {
  private static final int FLUSH_AT = 1 << 16;
  private static final int ROWS_AT_ONCE = 64;

  private final OutputStream out;
  private final Schema schema;
  private final CsvLayout layout;
  private final CsvText buffer;
  private boolean headerDue;
  private boolean checked;

  /** A writer with a header line and the schema's own delimiter; closing it closes the stream. */
  public CsvWriter(OutputStream out, Schema schema) {
    this(out, schema, schema.delimiter(), true);
  }

  /** A writer with a delimiter of choice, with or without a header line. */
  public CsvWriter(OutputStream out, Schema schema, char delimiter, boolean header) {
    this(out, schema, CsvLayout.of(delimiter, header));
  }

  /** A writer with a layout of choice. */
  public CsvWriter(OutputStream out, Schema schema, CsvLayout layout) {
    this.out = out;
    this.schema = schema;
    this.layout = layout;
    this.buffer = newText();
    this.headerDue = layout.header();
  }

  /**
   * Writes the rows of a part of the table.
   *
   * @throws IllegalArgumentException when its columns are not those of the schema
   * @throws IOException when the stream fails
   */
  public void write(Table part) throws IOException {
    writeHeader();
    for (int row = 0; row < part.rows(); row += ROWS_AT_ONCE) {
      buffer.append(part, row, Math.min(part.rows(), row + ROWS_AT_ONCE));
      if (buffer.size() >= FLUSH_AT) {
        drain();
      }
    }
  }

  /** Text for {@link #write(CsvText)}, to be filled by any one thread. */
  public CsvText newText() {
    return new CsvText(schema, layout);
  }

  /**
   * Writes rows that are text already and leaves them as they are.
   *
   * @param rows as of {@link #newText}, without a header
   */
  public void write(CsvText rows) throws IOException {
    check(rows);
    writeHeader();
    drain();
    rows.writeTo(out);
  }

  private void check(CsvText rows) {
    byte[] first = checked ? new byte[0] : rows.firstRows();
    if (first.length > 0) {
      checked = true;
      Schema written = layout.escapeFormulas() ? Formulas.escaped(schema) : schema;
      ReadBack.check(first, written, layout.delimiter());
    }
  }

  private void writeHeader() {
    if (headerDue) {
      headerDue = false;
      buffer.appendHeader();
    }
  }

  private void drain() throws IOException {
    check(buffer);
    buffer.writeTo(out);
    buffer.clear();
  }

  /** Hands all rows written so far to the stream and flushes it. */
  public void flush() throws IOException {
    drain();
    out.flush();
  }

  /** Writes what is left, and the header if no row came, and closes the stream. */
  @Override
  public void close() throws IOException {
    try (OutputStream closing = out) {
      writeHeader();
      drain();
      closing.flush();
    }
  }
}
