package io.semblance.data.infer;

import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file as read: text cells by column, and the line on which each row stands. */
public final class RawTable {
  final String source;

  /** What stands between cells. */
  final char delimiter;

  /** Text of the header cells; null when the file has no header. */
  final List<String> headers;

  /** The names of the columns: unique, never empty. */
  final List<String> names;

  final List<RawColumn> columns;

  /** What a typed source says of its columns; null where cells are text. */
  final List<StoredColumn> stored;

  private final int[] lines;

  /**
   * Rows as read.
   *
   * @param headers text of the header cells; null without a header
   * @param lines the line, counted from 1, on which each row starts
   */
  public RawTable(
      String source,
      char delimiter,
      List<String> headers,
      List<String> names,
      List<RawColumn> columns,
      int[] lines) {
    this.source = source;
    this.delimiter = delimiter;
    this.headers = headers;
    this.names = names;
    this.columns = columns;
    this.lines = lines;
    this.stored = null;
  }

  /**
   * Rows of a typed source.
   *
   * @param stored what it says of its columns
   */
  public RawTable(String source, List<StoredColumn> stored, List<RawColumn> columns) {
    this.source = source;
    this.delimiter = Schema.COMMA;
    this.headers = null;
    this.names = stored.stream().map(StoredColumn::name).toList();
    this.columns = columns;
    this.lines = null;
    this.stored = stored;
  }

  /** The texts that stand for missing cells, in the table or by its options. */
  Set<String> missing(TypingOptions options) {
    if (stored == null) {
      return options.missing();
    }
    // A typed source has a null of its own: an empty text, or "NA", is a label.
    Set<String> said = new HashSet<>(options.missing());
    said.removeAll(TypingOptions.DEFAULT_MISSING);
    said.add(RawColumn.NULL);
    return said;
  }

  /** The line, counted from 1, on which a row starts. */
  int line(int row) {
    return lines[row];
  }

  private DataException.Builder at(DataException.Builder fault, int row) {
    return lines == null ? fault.row(row + 1L) : fault.line(line(row));
  }

  /** Starts the error for a cell: its place, and the first words of it. */
  DataException.Builder badCell(RawColumn column, String name, int code, String expected) {
    String text = Text.shorten(column.texts().get(code));
    return at(
            DataException.builder("found '" + text + "' where " + expected).source(source),
            column.firstRow(code))
        .column(name);
  }
}
