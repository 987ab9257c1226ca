package io.semblance.quality.page;

import java.util.List;
import java.util.Locale;

/** A table of numbers between -1 and 1 (or 0 and 1) as coloured cells. */
public final class Heat {
  private static final int CELL = 20;
  private static final int LETTER = 7;
  private static final int LONGEST_NAME = 20;

  private Heat() {}

  /** The number in a cell; NaN leaves it empty. */
  public interface Cells {
    /** The number in a row and a column. */
    double at(int row, int column);
  }

  /** What a cell tells under the pointer. */
  public interface Hints {
    /** Plain text. */
    String at(int row, int column);
  }

  /**
   * The lower triangle of a symmetric matrix.
   *
   * @param full the number that has the full colour
   */
  public static void triangle(
      StringBuilder out, String title, List<String> names, Cells cells, double full) {
    int n = names.size();
    int left = margin(names);
    int width = left + (n - 1) * CELL + 2;
    int height = (n - 1) * CELL + left;
    open(out, title, width, height);
    for (int row = 1; row < n; row++) {
      rowName(out, names.get(row), left, (row - 1) * CELL);
      for (int column = 0; column < row; column++) {
        double value = cells.at(row, column);
        cell(out, left + column * CELL, (row - 1) * CELL, value, full);
        hint(out, names.get(row), names.get(column), value);
      }
    }
    for (int column = 0; column < n - 1; column++) {
      columnName(out, names.get(column), left + column * CELL, (n - 1) * CELL);
    }
    out.append("</svg></div>\n");
  }

  /** A rectangle of cells with a name for each row and column, which may be empty. */
  public static void grid(
      StringBuilder out,
      String title,
      List<String> rows,
      List<String> columns,
      Cells cells,
      double full,
      Hints hints) {
    int left = margin(rows);
    int width = left + columns.size() * CELL + 2;
    int height = rows.size() * CELL + margin(columns);
    open(out, title, width, height);
    for (int row = 0; row < rows.size(); row++) {
      rowName(out, rows.get(row), left, row * CELL);
      for (int column = 0; column < columns.size(); column++) {
        double value = cells.at(row, column);
        cell(out, left + column * CELL, row * CELL, value, full);
        out.append("<title>").append(Html.escape(hints.at(row, column))).append("</title></rect>");
      }
    }
    for (int column = 0; column < columns.size(); column++) {
      columnName(out, columns.get(column), left + column * CELL, rows.size() * CELL);
    }
    out.append("</svg></div>\n");
  }

  private static void open(StringBuilder out, String title, int width, int height) {
    out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    out.append(Html.escape(title)).append("\"><svg class=\"heat\" width=\"").append(width);
    out.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ").append(width);
    out.append(' ').append(height).append("\" role=\"img\" aria-label=\"");
    out.append(Html.escape(title)).append("\">");
  }

  private static int margin(List<String> names) {
    int longest = names.stream().mapToInt(String::length).max().orElse(0);
    return 14 + LETTER * Math.min(LONGEST_NAME, longest);
  }

  private static void rowName(StringBuilder out, String name, int left, int y) {
    Svg.label(out, left - 6, y + 14, "end", Html.shorten(name, LONGEST_NAME));
  }

  private static void columnName(StringBuilder out, String name, int x, int y) {
    out.append("<text transform=\"translate(").append(x + 14).append(' ').append(y + 6);
    out.append(") rotate(-90)\" text-anchor=\"end\">");
    out.append(Html.escape(Html.shorten(name, LONGEST_NAME))).append("</text>");
  }

  private static void cell(StringBuilder out, int x, int y, double value, double full) {
    out.append("<rect x=\"").append(x).append("\" y=\"").append(y).append("\" class=\"");
    if (Double.isNaN(value)) {
      out.append("e\">");
      return;
    }
    int strength = (int) Math.round(20 * Math.min(1, Math.abs(value) / full));
    out.append(value < 0 ? "m" : "p").append("\" fill-opacity=\"");
    out.append(strength == 20 ? "1" : "." + String.format(Locale.ROOT, "%02d", strength * 5))
        .append("\">");
  }

  private static void hint(StringBuilder out, String row, String column, double value) {
    out.append("<title>").append(Html.escape(Html.shorten(row, LONGEST_NAME))).append(" \u00b7 ");
    out.append(Html.escape(Html.shorten(column, LONGEST_NAME))).append(": ");
    out.append(Double.isNaN(value) ? "\u2013" : round(value)).append("</title></rect>");
  }

  private static String round(double value) {
    return Html.number(Math.round(value * 1000) / 1000.0);
  }
}
