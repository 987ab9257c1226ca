package io.semblance.data.csv;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DateTimeText;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes tables as comma-separated text in UTF-8, the way the schema says: the header texts of the
 * file that was read, numbers with its decimals, dates in its pattern, its marker for missing
 * cells. The header line is written once, when the writer is made or before the first part; lines
 * end in LF. Cells are quoted only where they must be. Not for use by several threads.
 */
public final class CsvWriter implements AutoCloseable {
  private static final int FLUSH_AT = 1 << 16;

  private final Writer out;
  private final Schema schema;
  private final char delimiter;
  private final StringBuilder buffer = new StringBuilder(FLUSH_AT + 4096);
  private final List<Cell> cells = new ArrayList<>();
  private boolean headerDue;

  /** A writer of comma-separated cells with a header line; closing it closes the stream. */
  public CsvWriter(OutputStream out, Schema schema) {
    this(out, schema, ',', true);
  }

  /** A writer with a delimiter of choice, with or without a header line. */
  public CsvWriter(OutputStream out, Schema schema, char delimiter, boolean header) {
    this(new OutputStreamWriter(out, StandardCharsets.UTF_8), schema, delimiter, header);
  }

  /** A writer of characters; it buffers by itself. */
  public CsvWriter(Writer out, Schema schema, char delimiter, boolean header) {
    if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
      throw new IllegalArgumentException("delimiter " + (int) delimiter);
    }
    this.out = out;
    this.schema = schema;
    this.delimiter = delimiter;
    this.headerDue = header;
    for (ColumnSchema column : schema.columns()) {
      cells.add(new Cell(column));
    }
  }

  /**
   * Writes the rows of a part of the table.
   *
   * @throws IllegalArgumentException when its columns are not those of the schema
   * @throws IOException when the stream fails
   */
  public void write(Table part) throws IOException {
    writeHeader();
    if (!part.schema().names().equals(schema.names())) {
      throw new IllegalArgumentException(
          "columns " + part.schema().names() + " instead of " + schema.names());
    }
    for (int i = 0; i < cells.size(); i++) {
      cells.get(i).use(part.column(i));
    }
    for (int row = 0; row < part.rows(); row++) {
      int start = buffer.length();
      for (int i = 0; i < cells.size(); i++) {
        if (i > 0) {
          buffer.append(delimiter);
        }
        cells.get(i).append(row);
      }
      if (buffer.length() == start) {
        buffer.append("\"\""); // an empty line would be no row at all
      }
      endLine();
    }
  }

  private void writeHeader() throws IOException {
    if (!headerDue) {
      return;
    }
    headerDue = false;
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < schema.size(); i++) {
      line.append(i > 0 ? String.valueOf(delimiter) : "");
      line.append(quoted(schema.column(i).header()));
    }
    buffer.append(line.length() == 0 ? "\"\"" : line);
    endLine();
  }

  private void endLine() throws IOException {
    buffer.append('\n');
    if (buffer.length() >= FLUSH_AT) {
      drain();
    }
  }

  private void drain() throws IOException {
    out.append(buffer);
    buffer.setLength(0);
  }

  /** Hands all rows written so far to the stream and flushes it. */
  public void flush() throws IOException {
    drain();
    out.flush();
  }

  /** Writes what is left, and the header if no row came, and closes the stream. */
  @Override
  public void close() throws IOException {
    try (Writer closing = out) {
      writeHeader();
      drain();
      closing.flush();
    }
  }

  private String quoted(String text) {
    boolean need =
        !text.isEmpty() && (text.charAt(0) <= ' ' || text.charAt(text.length() - 1) <= ' ');
    for (int i = 0; i < text.length() && !need; i++) {
      char c = text.charAt(i);
      need = c == delimiter || c == '"' || c == '\n' || c == '\r';
    }
    return need ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** Writes the cells of one column; labels are quoted once, not once per row. */
  private final class Cell {
    private final ColumnSchema schema;
    private final String missing;
    private final DateTimeText format;
    private List<String> dictionary = List.of();
    private String[] labels = {};
    private double[] values;
    private int[] codes;

    Cell(ColumnSchema schema) {
      this.schema = schema;
      this.missing = quoted(schema.missingText());
      this.format = schema.pattern() == null ? null : DateTimeText.of(schema.pattern());
    }

    void use(Column column) {
      values = null;
      codes = null;
      if (column instanceof NumericColumn) {
        values = ((NumericColumn) column).values();
        return;
      }
      CategoricalColumn labelled = (CategoricalColumn) column;
      codes = labelled.codes();
      if (labelled.dictionary() != dictionary) {
        dictionary = labelled.dictionary();
        labels = new String[dictionary.size()];
        for (int i = 0; i < labels.length; i++) {
          String label = dictionary.get(i);
          labels[i] = label == null ? missing : quoted(label);
        }
      }
    }

    void append(int row) {
      if (codes != null) {
        int code = codes[row];
        buffer.append(code < 0 ? missing : labels[code]);
        return;
      }
      double value = values[row];
      if (Double.isNaN(value)) {
        buffer.append(missing);
      } else if (format != null) {
        format.format((long) value, buffer);
      } else {
        DecimalText.append(buffer, value, schema.minDecimals(), schema.decimals());
      }
    }
  }
}
