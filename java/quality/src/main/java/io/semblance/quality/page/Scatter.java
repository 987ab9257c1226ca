package io.semblance.quality.page;

/** Two clouds of points in one plane. */
public final class Scatter {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int MARGIN = 5;

  private Scatter() {}

  /**
   * Draws points, the first ones under the others.
   *
   * @param title plain text
   * @param description plain text
   * @param x across, finite, not empty
   * @param y up, as long
   * @param first how many of the points are of the first cloud
   */
  public static void draw(
      StringBuilder out, String title, String description, double[] x, double[] y, int first) {
    Svg.open(out, "plot", WIDTH, HEIGHT, title, description);
    double[] across = placed(x, WIDTH, false);
    double[] down = placed(y, HEIGHT, true);
    cloud(out, "a", across, down, 0, first);
    cloud(out, "b", across, down, first, x.length);
    out.append("</svg>");
  }

  private static void cloud(
      StringBuilder out, String style, double[] x, double[] y, int from, int to) {
    out.append("<path class=\"dots ").append(style).append("\" d=\"");
    for (int i = from; i < to; i++) {
      // A line without length is seen as its round cap.
      out.append('M').append(Html.at(x[i])).append(' ').append(Html.at(y[i])).append("h0");
    }
    out.append("\"/>");
  }

  private static double[] placed(double[] values, int size, boolean turned) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      double part = most > least ? (values[i] - least) / (most - least) : .5;
      out[i] = MARGIN + (turned ? 1 - part : part) * (size - 2 * MARGIN);
    }
    return out;
  }
}
