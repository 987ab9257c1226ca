package io.semblance.data.csv;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Formulas;
import io.semblance.data.Hash;
import io.semblance.data.NumberKind;
import io.semblance.data.NumericColumn;
import io.semblance.data.NumericKind;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows of a table as comma-separated text, in memory that is reused: what {@link CsvWriter} writes,
 * so that many threads can make text for one file. Not for use by several threads at a time.
 */
public final class CsvText {
  /** So many rows at the beginning are kept apart for {@link ReadBack}. */
  private static final int FIRST_ROWS = 200;

  private final Schema schema;
  private final char delimiter;
  private final boolean escapeFormulas;
  private final ByteText text = new ByteText();
  private int rows;
  private int rowsFrom;
  private int firstRowsTo;
  private final StringBuilder printed = new StringBuilder();
  private final Cell[] cells;

  /**
   * Text of tables with the columns of a schema, empty at first.
   *
   * @param delimiter any character but a quote or a line end
   */
  public CsvText(Schema schema, char delimiter) {
    this(schema, CsvLayout.of(delimiter, true));
  }

  /** The same; whether there is a header is for the caller to say, see {@link #appendHeader}. */
  CsvText(Schema schema, CsvLayout layout) {
    char delimiter = layout.delimiter();
    if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
      throw new IllegalArgumentException("delimiter " + (int) delimiter);
    }
    this.schema = schema;
    this.delimiter = delimiter;
    this.escapeFormulas = layout.escapeFormulas();
    this.cells = new Cell[schema.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Cell(schema.column(i), i > 0);
    }
  }

  /** How many bytes there are. */
  public int size() {
    return text.size();
  }

  /** Drops the text and keeps the memory. */
  public void clear() {
    text.clear();
    rows = 0;
    rowsFrom = 0;
    firstRowsTo = 0;
  }

  /** The first rows, without a header. */
  byte[] firstRows() {
    return text.copy(rowsFrom, Math.max(rowsFrom, firstRowsTo));
  }

  /** Writes the text in UTF-8 and leaves it as it is. */
  public void writeTo(OutputStream out) throws IOException {
    text.writeTo(out);
  }

  /** Appends the header line. */
  public void appendHeader() {
    int start = text.size();
    for (Cell cell : cells) {
      text.append(cell.bytes(cell.schema.header()));
    }
    endLine(start);
    rowsFrom = text.size();
  }

  /**
   * Appends all rows of a part of the table.
   *
   * @throws IllegalArgumentException when its columns are not those of the schema
   */
  public void append(Table part) {
    append(part, 0, part.rows());
  }

  /**
   * Appends the rows from {@code from} to before {@code to}.
   *
   * @throws IllegalArgumentException when the table's columns are not those of the schema
   */
  public void append(Table part, int from, int to) {
    if (!part.schema().names().equals(schema.names())) {
      throw new IllegalArgumentException(
          "columns " + part.schema().names() + " instead of " + schema.names());
    }
    for (int i = 0; i < cells.length; i++) {
      cells[i].use(part.column(i));
    }
    for (int row = from; row < to; row++) {
      int start = text.size();
      for (Cell cell : cells) {
        cell.append(row);
      }
      endLine(start);
      if (rows < FIRST_ROWS) {
        firstRowsTo = text.size();
        rows++;
      }
    }
  }

  private void endLine(int start) {
    if (text.size() == start) {
      text.append("\"\""); // an empty line would be no row at all
    }
    text.append('\n');
  }

  /** What a reader drops around cells. */
  private static boolean isBlank(char c) {
    return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private String quoted(String cell) {
    boolean need =
        !cell.isEmpty() && (isBlank(cell.charAt(0)) || isBlank(cell.charAt(cell.length() - 1)));
    for (int i = 0; i < cell.length() && !need; i++) {
      char c = cell.charAt(i);
      need = c == delimiter || c == '"' || c == '\n' || c == '\r';
    }
    return need ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  private long contents(int row) {
    long hash = 0;
    for (Cell cell : cells) {
      hash = Hash.mix(hash ^ cell.content(row));
    }
    return hash;
  }

  /**
   * Appends the cells of one column, with the delimiter before them; labels are quoted once, not
   * once per row.
   */
  private final class Cell {
    private final ColumnSchema schema;
    private final String lead;
    private final byte[][] missing;
    private final double[] missingShares;
    private final NumericKind kind; // null for labels
    private final boolean decimal;
    private final int fewest;
    private final int most;
    private final TextMemo memo; // null for labels
    private List<String> dictionary = List.of();
    private byte[][] labels = {};
    private double[] values;
    private int[] codes;

    Cell(ColumnSchema schema, boolean delimited) {
      this.schema = schema;
      this.lead = delimited ? String.valueOf(delimiter) : "";
      this.missing =
          schema.missingTexts().keySet().stream().map(this::bytes).toArray(byte[][]::new);
      this.missingShares =
          schema.missingTexts().values().stream().mapToDouble(share -> share).toArray();
      this.kind = schema.kind() instanceof NumericKind numeric ? numeric : null;
      this.memo = kind == null ? null : new TextMemo();
      // Most columns are of numbers, which have a way of their own that is some times faster.
      this.decimal = kind instanceof NumberKind number && number.isPlain();
      this.fewest = schema.minDecimals();
      this.most = schema.decimals();
    }

    byte[] bytes(String cell) {
      return (lead + quoted(cell)).getBytes(StandardCharsets.UTF_8);
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
        labels = new byte[dictionary.size()][];
      }
    }

    void append(int row) {
      if (codes != null) {
        text.append(codes[row] < 0 ? missing[0] : label(codes[row]));
        return;
      }
      double value = values[row];
      if (Double.isNaN(value)) {
        text.append(missing.length == 1 ? missing[0] : missing(value, row));
        return;
      }
      byte[] known = memo.get(value);
      if (known != null) {
        text.append(known);
        return;
      }
      int start = text.size();
      text.append(lead);
      appendNumber(value);
      memo.put(value, text, start);
    }

    /** The text that the cell had, or one by the other cells of the row. */
    private byte[] missing(double value, int row) {
      int known = NumericColumn.missingText(value);
      if (known > 0 && known <= missing.length) {
        return missing[known - 1];
      }
      double at = Hash.uniform(schema.name().hashCode(), missing.length, contents(row));
      for (int i = 0; i < missing.length - 1; i++) {
        at -= missingShares[i];
        if (at < 0) {
          return missing[i];
        }
      }
      return missing[missing.length - 1];
    }

    private long content(int row) {
      if (codes == null) {
        return Double.doubleToLongBits(values[row]);
      }
      String label = codes[row] < 0 ? null : dictionary.get(codes[row]);
      return label == null ? 0 : Hash.text(label);
    }

    private void appendNumber(double value) {
      if (decimal) {
        DecimalText.append(text, value, fewest, most);
      } else {
        printed.setLength(0);
        kind.print(value, printed);
        text.append(quoted(printed.toString()));
      }
    }

    private byte[] label(int code) {
      if (labels[code] == null) {
        String label = dictionary.get(code);
        labels[code] =
            label == null ? missing[0] : bytes(escapeFormulas ? Formulas.escaped(label) : label);
      }
      return labels[code];
    }
  }
}
