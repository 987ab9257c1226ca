package io.semblance.quality.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** The range of many series step by step, its middle, and a few series before it. */
public final class Bands {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 150;
  private static final int FLOOR = 148;
  private static final int TOP = 4;

  private Bands() {}

  /** What the colours mean; all plain text. */
  public static void legend(StringBuilder out, String band, String middle, String examples) {
    out.append("<p class=\"legend\"><span><i class=\"swatch range\"></i>");
    out.append(Html.escape(band)).append("</span><span><i class=\"swatch a\"></i>");
    out.append(Html.escape(middle)).append("</span><span><i class=\"swatch b\"></i>");
    out.append(Html.escape(examples)).append("</span></p>");
  }

  /**
   * Draws them. What is not finite breaks a line and the band.
   *
   * @param title plain text
   * @param low of the band by step, not empty
   * @param middle as long
   * @param high as long
   * @param examples as long or shorter
   */
  public static void draw(
      StringBuilder out,
      String title,
      double[] low,
      double[] middle,
      double[] high,
      List<double[]> examples,
      DoubleFunction<String> value) {
    List<double[]> all = new ArrayList<>(examples);
    all.add(low);
    all.add(middle);
    all.add(high);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] line : all) {
      for (double v : line) {
        least = Double.isFinite(v) ? Math.min(least, v) : least;
        most = Double.isFinite(v) ? Math.max(most, v) : most;
      }
    }
    boolean any = most >= least;
    String words = any ? "between " + value.apply(least) + " and " + value.apply(most) : "no value";
    out.append("<div>");
    Svg.open(out, "plot wide", WIDTH, HEIGHT, title, words);
    if (any) {
      int steps = low.length;
      double span = most > least ? most - least : 1;
      StringBuilder area = new StringBuilder();
      for (int t = 0; t < steps; ) {
        int end = t;
        while (end < steps && Double.isFinite(low[end]) && Double.isFinite(high[end])) {
          end++;
        }
        if (end > t) {
          area.append(path(high, t, end, steps, least, span, 1));
          area.append(path(low, t, end, steps, least, span, -1).replace('M', 'L')).append('Z');
        }
        t = Math.max(end, t + 1);
      }
      out.append("<path class=\"range\" d=\"").append(area).append("\"/>");
      line(out, "line thin", middle, steps, least, span);
      for (double[] example : examples) {
        line(out, "line example", example, steps, least, span);
      }
    }
    out.append("<path class=\"axis\" d=\"M0 ").append(FLOOR).append('H').append(WIDTH);
    // Words stand outside of the picture, which a phone would shrink them with.
    out.append("\"/></svg><p class=\"ends soft\"><span>step 1</span><span>");
    out.append(Html.escape(words)).append("</span><span>step ").append(low.length);
    out.append("</span></p></div>");
  }

  private static void line(
      StringBuilder out, String style, double[] values, int steps, double least, double span) {
    out.append("<path class=\"").append(style).append("\" d=\"");
    for (int t = 0; t < values.length; ) {
      int end = t;
      while (end < values.length && Double.isFinite(values[end])) {
        end++;
      }
      out.append(path(values, t, end, steps, least, span, 1));
      t = Math.max(end, t + 1);
    }
    out.append("\"/>");
  }

  /** A stretch of steps, forwards (1) or backwards (-1). */
  private static String path(
      double[] values, int from, int to, int steps, double least, double span, int direction) {
    StringBuilder out = new StringBuilder();
    int t = direction > 0 ? from : to - 1;
    for (int i = from; i < to; i++, t += direction) {
      double x = steps > 1 ? (double) t / (steps - 1) * WIDTH : 0;
      double y = FLOOR - (values[t] - least) / span * (FLOOR - TOP);
      out.append(i == from ? 'M' : 'L').append(Html.at(x)).append(' ').append(Html.at(y));
    }
    return out.toString();
  }
}
