package io.semblance.quality.page;

import java.util.function.DoubleFunction;

/** A line over time. Long series are drawn as the mean and the range of short stretches. */
public final class LinePlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 150;
  private static final int FLOOR = 148;
  private static final int TOP = 4;
  private static final int POINTS = 240;

  private LinePlot() {}

  /**
   * Draws a series.
   *
   * @param x rising, not empty
   * @param y as long; NaN where nothing is known, which breaks the line
   */
  public static void draw(
      StringBuilder out,
      String title,
      double[] x,
      double[] y,
      DoubleFunction<String> xValue,
      DoubleFunction<String> yValue) {
    int n = Math.min(POINTS, x.length);
    double from = x[0];
    double range = x[x.length - 1] > from ? x[x.length - 1] - from : 1;
    double[] sums = new double[n];
    double[] counts = new double[n];
    double[] lows = new double[n];
    double[] highs = new double[n];
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(y[i])) {
        // Short series keep their points; of long ones each stretch of time gets one.
        int k = n == x.length ? i : (int) Math.min(n - 1, (x[i] - from) / range * n);
        lows[k] = counts[k] == 0 ? y[i] : Math.min(lows[k], y[i]);
        highs[k] = counts[k] == 0 ? y[i] : Math.max(highs[k], y[i]);
        sums[k] += y[i];
        counts[k]++;
        least = Math.min(least, y[i]);
        most = Math.max(most, y[i]);
      }
    }
    boolean any = most >= least;
    String words =
        any ? "between " + yValue.apply(least) + " and " + yValue.apply(most) : "no value";
    out.append("<div>");
    Svg.open(out, "plot wide", WIDTH, HEIGHT, title, words);
    if (any) {
      double span = most > least ? most - least : 1;
      StringBuilder line = new StringBuilder();
      StringBuilder ranges = new StringBuilder();
      boolean pen = false;
      for (int k = 0; k < n; k++) {
        if (counts[k] == 0) {
          pen = false;
          continue;
        }
        double at = n == x.length ? (x[k] - from) / range * WIDTH : (k + .5) / n * WIDTH;
        line.append(pen ? 'L' : 'M').append(Html.at(at)).append(' ');
        line.append(Html.at(y(sums[k] / counts[k], least, span)));
        pen = true;
        if (highs[k] > lows[k]) {
          ranges
              .append('M')
              .append(Html.at(at))
              .append(' ')
              .append(Html.at(y(highs[k], least, span)));
          ranges.append('V').append(Html.at(y(lows[k], least, span)));
        }
      }
      if (!ranges.isEmpty()) {
        out.append("<path class=\"ranges\" d=\"").append(ranges).append("\"/>");
      }
      out.append("<path class=\"line thin\" d=\"").append(line).append("\"/>");
    }
    out.append("<path class=\"axis\" d=\"M0 ")
        .append(FLOOR)
        .append('H')
        .append(WIDTH)
        .append("\"/>");
    // Words stand outside of the picture, which a phone would shrink them with.
    out.append("</svg><p class=\"ends soft\"><span>").append(Html.escape(xValue.apply(from)));
    out.append("</span><span>").append(Html.escape(words)).append("</span><span>");
    out.append(Html.escape(xValue.apply(x[x.length - 1]))).append("</span></p></div>");
  }

  private static double y(double value, double least, double span) {
    return FLOOR - (value - least) / span * (FLOOR - TOP);
  }
}
