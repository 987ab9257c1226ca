package io.semblance.data.csv;

import io.semblance.data.DataException;
import io.semblance.data.Text;
import java.util.List;

/** A file as read: text cells by column, and the line on which each row stands. */
final class RawTable {
  final String source;

  /** What stands between cells. */
  final char delimiter;

  /** Text of the header cells; null when the file has no header. */
  final List<String> headers;

  /** The names of the columns: unique, never empty. */
  final List<String> names;

  final List<RawColumn> columns;
  private final int[] lines;

  RawTable(
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
  }

  /** The line, counted from 1, on which a row starts. */
  int line(int row) {
    return lines[row];
  }

  /** Starts the error for a cell: its place, and the first words of it. */
  DataException.Builder badCell(RawColumn column, String name, int code, String expected) {
    String text = Text.shorten(column.texts().get(code));
    return DataException.builder("found '" + text + "' where " + expected)
        .source(source)
        .line(line(column.firstRow(code)))
        .column(name);
  }
}
