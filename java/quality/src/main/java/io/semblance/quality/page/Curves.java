package io.semblance.quality.page;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/** Several lines over one axis, each in a colour of its own, with a place marked. */
public final class Curves {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 150;
  private static final int FLOOR = 148;
  private static final int TOP = 4;
  private static final int POINTS = 240;
  private static final int COLOURS = 6;

  private Curves() {}

  /**
   * A line.
   *
   * @param name plain text
   * @param x never falling, not empty
   * @param y as long; what is not finite breaks the line
   */
  public record Curve(String name, double[] x, double[] y) {}

  /**
   * Draws lines, with a legend. Of long ones the mean of short stretches is drawn.
   *
   * @param title plain text
   * @param curves at least one
   * @param mark where a dashed line stands; NaN for nowhere
   * @param marked what is there, plain text
   */
  public static void draw(
      StringBuilder out,
      String title,
      List<Curve> curves,
      double mark,
      String marked,
      DoubleFunction<String> xValue,
      DoubleFunction<String> yValue) {
    draw(out, title, curves, mark, marked, xValue, yValue, new double[0]);
  }

  /**
   * The same.
   *
   * @param reached heights that the axis reaches to in any case
   */
  public static void draw(
      StringBuilder out,
      String title,
      List<Curve> curves,
      double mark,
      String marked,
      DoubleFunction<String> xValue,
      DoubleFunction<String> yValue,
      double[] reached) {
    List<Curve> drawn = curves.stream().map(Curves::thinned).toList();
    Range x = Range.of(curves.stream().map(Curve::x).toList());
    Range y = Range.of(Stream.concat(drawn.stream().map(Curve::y), Stream.of(reached)).toList());
    boolean any = y.most >= y.least;
    String words =
        any ? "between " + yValue.apply(y.least) + " and " + yValue.apply(y.most) : "no value";
    legend(out, curves);
    out.append("<div>");
    String described =
        Double.isNaN(mark) ? words : words + "; " + marked + ": " + xValue.apply(mark);
    Svg.open(out, "plot wide", WIDTH, HEIGHT, title, described);
    for (int i = 0; any && i < drawn.size(); i++) {
      out.append("<path class=\"curve s").append(i % COLOURS).append("\" d=\"");
      path(out, drawn.get(i), x, y);
      out.append("\"/>");
    }
    if (!Double.isNaN(mark)) {
      out.append("<path class=\"marked\" d=\"M").append(Html.at(x.part(mark) * WIDTH));
      out.append(' ').append(TOP).append('V').append(FLOOR).append("\"><title>");
      out.append(Html.escape(marked + ": " + xValue.apply(mark))).append("</title></path>");
    }
    out.append("<path class=\"axis\" d=\"M0 ").append(FLOOR).append('H').append(WIDTH);
    // Words stand outside of the picture, which a phone would shrink them with.
    out.append("\"/></svg><p class=\"ends soft\"><span>")
        .append(Html.escape(xValue.apply(x.least)));
    out.append("</span><span>").append(Html.escape(words)).append("</span><span>");
    out.append(Html.escape(xValue.apply(x.most))).append("</span></p></div>");
  }

  private static void legend(StringBuilder out, List<Curve> curves) {
    out.append("<p class=\"legend\">");
    for (int i = 0; i < curves.size(); i++) {
      out.append("<span><i class=\"swatch c").append(i % COLOURS).append("\"></i><bdi>");
      out.append(Html.escape(curves.get(i).name())).append("</bdi></span>");
    }
    out.append("</p>");
  }

  /** At most {@value #POINTS} points: means of as many stretches; one that broke stays broken. */
  private static Curve thinned(Curve curve) {
    int n = curve.x.length;
    if (n <= POINTS) {
      return curve;
    }
    double[] x = new double[POINTS];
    double[] y = new double[POINTS];
    for (int k = 0; k < POINTS; k++) {
      int from = (int) ((long) k * n / POINTS);
      int to = (int) ((k + 1L) * n / POINTS);
      for (int i = from; i < to; i++) {
        x[k] += curve.x[i] / (to - from);
        y[k] += curve.y[i] / (to - from);
      }
    }
    return new Curve(curve.name, x, y);
  }

  private static void path(StringBuilder out, Curve curve, Range x, Range y) {
    boolean pen = false;
    for (int i = 0; i < curve.x.length; i++) {
      if (!Double.isFinite(curve.y[i])) {
        pen = false;
        continue;
      }
      out.append(pen ? 'L' : 'M').append(Html.at(x.part(curve.x[i]) * WIDTH)).append(' ');
      out.append(Html.at(FLOOR - y.part(curve.y[i]) * (FLOOR - TOP)));
      // A point without neighbours is seen as the round cap of a line without length.
      out.append(pen ? "" : "h0");
      pen = true;
    }
  }

  private record Range(double least, double most) {

    static Range of(List<double[]> values) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (double[] each : values) {
        for (double value : each) {
          least = Double.isFinite(value) ? Math.min(least, value) : least;
          most = Double.isFinite(value) ? Math.max(most, value) : most;
        }
      }
      return new Range(least, most);
    }

    /** Where a value lies in the range, 0 to 1; what is beyond it lies at its end. */
    double part(double value) {
      double part = most > least ? (value - least) / (most - least) : 0;
      return Math.max(0, Math.min(1, part));
    }
  }
}
