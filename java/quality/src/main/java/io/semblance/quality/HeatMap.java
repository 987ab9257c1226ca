package io.semblance.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The differences of Pearson correlations, synthetic minus real, as a triangle of coloured cells.
 */
final class HeatMap {

  /** More columns than this would make cells too small to read; the worst are shown. */
  private static final int MOST_COLUMNS = 40;

  private static final int CELL = 20;
  private static final int LEFT = 140;
  private static final int LONGEST_NAME = 20;

  /** The colour is full at the largest difference, but never at one too small to matter. */
  private static final double SMALLEST_SCALE = .05;

  private HeatMap() {}

  static void draw(StringBuilder out, Correlations correlations) {
    List<Integer> shown = shown(correlations);
    double scale = SMALLEST_SCALE;
    for (int i : shown) {
      for (int j : shown) {
        if (i != j && !Double.isNaN(correlations.absDelta(i, j))) {
          scale = Math.max(scale, correlations.absDelta(i, j));
        }
      }
    }
    int n = shown.size();
    // The first row and the last column of the triangle would be empty.
    int width = LEFT + (n - 1) * CELL + 2;
    int height = (n - 1) * CELL + LEFT;
    out.append("<div class=\"scroll\"><svg class=\"heat\" viewBox=\"0 0 ").append(width);
    out.append(' ').append(height).append("\" width=\"").append(width);
    out.append("\" role=\"img\" aria-label=\"Differences of correlations\">");
    for (int row = 1; row < n; row++) {
      int i = shown.get(row);
      int y = (row - 1) * CELL;
      out.append("<text x=\"").append(LEFT - 6).append("\" y=\"").append(y + 14);
      out.append("\" text-anchor=\"end\">").append(name(correlations, i)).append("</text>");
      for (int column = 0; column < row; column++) {
        cell(out, correlations, i, shown.get(column), LEFT + column * CELL, y, scale);
      }
    }
    for (int column = 0; column < n - 1; column++) {
      int x = LEFT + column * CELL + 14;
      int y = (n - 1) * CELL + 6;
      out.append("<text transform=\"translate(").append(x).append(' ').append(y);
      out.append(") rotate(-90)\" text-anchor=\"end\">");
      out.append(name(correlations, shown.get(column))).append("</text>");
    }
    out.append("</svg></div><p class=\"legend\"><span class=\"swatch weaker\"></span>lower in the");
    out.append(" synthetic table <span class=\"swatch stronger\"></span>higher; full colour at ");
    out.append(Html.number(Math.round(scale * 1000) / 1000.0)).append('.');
    if (n < correlations.names().size()) {
      out.append(" The ").append(n).append(" columns with the largest differences of ");
      out.append(correlations.names().size()).append('.');
    }
    out.append("</p>");
  }

  private static void cell(
      StringBuilder out, Correlations correlations, int i, int j, int x, int y, double scale) {
    double real = correlations.real(i, j);
    double synthetic = correlations.synthetic(i, j);
    out.append("<rect x=\"").append(x).append("\" y=\"").append(y);
    out.append("\" width=\"19\" height=\"19\" class=\"");
    if (Double.isNaN(real)) {
      out.append("none\"/>");
      return;
    }
    double delta = synthetic - real;
    out.append(delta < 0 ? "weaker" : "stronger").append("\" fill-opacity=\"");
    out.append(Html.number(Math.round(100 * Math.abs(delta) / scale) / 100.0));
    out.append("\"><title>").append(name(correlations, i)).append(" ~ ");
    out.append(name(correlations, j)).append(": real ").append(correlation(real));
    out.append(", synthetic ").append(correlation(synthetic)).append("</title></rect>");
  }

  private static String correlation(double r) {
    return Html.number(Math.round(r * 1000) / 1000.0);
  }

  private static String name(Correlations correlations, int i) {
    return Html.escape(Html.shorten(correlations.names().get(i), LONGEST_NAME));
  }

  private static List<Integer> shown(Correlations correlations) {
    int n = correlations.names().size();
    double[] largest = new double[n];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
      for (int j = 0; j < n; j++) {
        if (i != j && correlations.absDelta(i, j) > largest[i]) {
          largest[i] = correlations.absDelta(i, j);
        }
      }
    }
    order.sort(Comparator.comparingDouble((Integer i) -> largest[i]).reversed());
    return order.stream().limit(MOST_COLUMNS).sorted().toList();
  }
}
