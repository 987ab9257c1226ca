package io.semblance.quality.page;

import java.util.List;
import java.util.function.DoubleFunction;

/** Plots as SVG with a title and a description for those who cannot see them. */
public final class Svg {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 124;
  private static final int TOP = 6;
  private static final int FLOOR = 104;

  private Svg() {}

  /** Opens a picture; title and description are plain text. */
  public static void open(
      StringBuilder out, String style, int width, int height, String title, String description) {
    out.append("<svg class=\"").append(style).append("\" viewBox=\"0 0 ").append(width);
    out.append(' ').append(height).append("\" role=\"img\" aria-label=\"");
    out.append(Html.escape(title)).append("\"><title>").append(Html.escape(title));
    out.append("</title><desc>").append(Html.escape(description)).append("</desc>");
  }

  /**
   * A histogram of one or two distributions in the same bins: the first as bars, the second as a
   * line.
   *
   * @param second may be null
   * @param names of the two, for hints; the second may be null
   * @param hints whether each bar tells its range and shares under the pointer
   * @param value writes an edge
   */
  public static void histogram(
      StringBuilder out,
      String title,
      Bins bins,
      double[] first,
      double[] second,
      List<String> names,
      boolean hints,
      DoubleFunction<String> value) {
    double tallest = Math.max(max(first), second == null ? 0 : max(second));
    open(out, "plot", WIDTH, HEIGHT, title, describe(bins, first, value));
    double width = (double) WIDTH / bins.size();
    double gap = bins.size() > 1 ? Math.min(1, width * .12) : 0;
    StringBuilder bars = new StringBuilder();
    StringBuilder line = new StringBuilder("M0 " + FLOOR);
    for (int i = 0; i < bins.size(); i++) {
      double top = y(first[i], tallest);
      if (first[i] > 0) {
        // A value that occurs shall be seen, be it ever so rare.
        top = Math.min(top, FLOOR - .7);
        String bar =
            "M"
                + Html.at(i * width + gap / 2)
                + " "
                + FLOOR
                + "V"
                + Html.at(top)
                + "h"
                + Html.at(width - gap)
                + "V"
                + FLOOR
                + "z";
        if (hints) {
          out.append("<path class=\"a\" d=\"").append(bar).append("\"><title>");
          out.append(Html.escape(range(bins, i, value))).append(": ");
          hint(out, first[i], second == null ? Double.NaN : second[i], names);
          out.append("</title></path>");
        } else {
          bars.append(bar);
        }
      }
      if (second != null) {
        line.append('L').append(Html.at(i * width)).append(' ');
        line.append(Html.at(y(second[i], tallest))).append('H').append(Html.at((i + 1) * width));
      }
    }
    if (!bars.isEmpty()) {
      out.append("<path class=\"a\" d=\"").append(bars).append("\"/>");
    }
    if (second != null) {
      out.append("<path class=\"b line\" d=\"").append(line).append("V" + FLOOR + "\"/>");
    }
    axis(out, FLOOR);
    label(out, 0, HEIGHT - 6, "start", (bins.openLow() ? "\u2264 " : "") + value.apply(low(bins)));
    if (bins.size() > 1) {
      label(
          out,
          WIDTH,
          HEIGHT - 6,
          "end",
          (bins.openHigh() ? "\u2265 " : "") + value.apply(high(bins)));
    }
    out.append("</svg>");
  }

  private static void hint(StringBuilder out, double a, double b, List<String> names) {
    if (Double.isNaN(b)) {
      out.append(Html.percent(a));
    } else {
      out.append(Html.escape(names.get(0))).append(' ').append(Html.percent(a)).append(", ");
      out.append(Html.escape(names.get(1))).append(' ').append(Html.percent(b));
    }
  }

  private static double low(Bins bins) {
    return bins.openLow() ? bins.to(0) : bins.least();
  }

  private static double high(Bins bins) {
    return bins.openHigh() ? bins.from(bins.size() - 1) : bins.greatest();
  }

  private static String range(Bins bins, int bin, DoubleFunction<String> value) {
    String from = value.apply(bins.from(bin));
    String to = value.apply(bins.to(bin));
    return from.equals(to) ? from : from + " to " + to;
  }

  private static String describe(Bins bins, double[] shares, DoubleFunction<String> value) {
    int tallest = 0;
    for (int i = 1; i < shares.length; i++) {
      tallest = shares[i] > shares[tallest] ? i : tallest;
    }
    return "From "
        + value.apply(bins.least())
        + " to "
        + value.apply(bins.greatest())
        + "; most frequent "
        + range(bins, tallest, value)
        + " with "
        + Html.percent(shares[tallest]);
  }

  /** Bars around zero, such as an autocorrelation, with a band of what chance makes. */
  public static void stems(
      StringBuilder out, String title, String description, double[] values, double band) {
    int width = 320;
    int middle = 58;
    open(out, "plot", width, HEIGHT, title, description);
    out.append("<path class=\"band\" d=\"M0 ").append(Html.at(middle - band * 52)).append('H');
    out.append(width).append('V').append(Html.at(middle + band * 52)).append("H0z\"/>");
    double step = (double) width / values.length;
    StringBuilder bars = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      bars.append('M').append(Html.at((i + .2) * step)).append(' ').append(middle).append('V');
      bars.append(Html.at(middle - values[i] * 52)).append('h').append(Html.at(step * .6));
      bars.append('V').append(middle).append('z');
    }
    out.append("<path class=\"a\" d=\"").append(bars).append("\"/>");
    axis(out, middle);
    label(out, 0, HEIGHT - 6, "start", "lag 1");
    label(out, width, HEIGHT - 6, "end", "lag " + values.length);
    out.append("</svg>");
  }

  /** A small bar for a share, to stand in a cell of a table. */
  public static void bar(StringBuilder out, double share) {
    bar(out, share, "a");
  }

  /** The same in the colour of a style. */
  public static void bar(StringBuilder out, double share, String style) {
    out.append("<span class=\"bar\"><i class=\"").append(style).append("\" style=\"width:");
    out.append(Html.at(100 * Math.max(0, Math.min(1, share)))).append("%\"></i></span>");
  }

  private static void axis(StringBuilder out, int y) {
    out.append("<path class=\"axis\" d=\"M0 ").append(y).append('H').append(WIDTH).append("\"/>");
  }

  static void label(StringBuilder out, double x, double y, String anchor, String text) {
    out.append("<text x=\"").append(Html.at(x)).append("\" y=\"").append(Html.at(y));
    out.append("\" text-anchor=\"").append(anchor).append("\">").append(Html.escape(text));
    out.append("</text>");
  }

  private static double y(double value, double tallest) {
    return FLOOR - (tallest > 0 ? value / tallest : 0) * (FLOOR - TOP);
  }

  private static double max(double[] values) {
    double max = 0;
    for (double v : values) {
      max = Math.max(max, v);
    }
    return max;
  }
}
