package io.semblance.quality;

import io.semblance.data.ColumnType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A {@link Histogram} as SVG: real as filled bars, synthetic as a line over them. */
final class HistogramPlot {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 128;
  private static final int TOP = 6;
  private static final int FLOOR = 108;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Ranges shorter than this, in milliseconds, are labelled with the time of day. */
  private static final double SHORT_RANGE = 20 * 86_400_000.0;

  private HistogramPlot() {}

  static void draw(StringBuilder out, String name, Histogram histogram, ColumnType type) {
    double[] edges = histogram.edges();
    int bins = edges.length - 1;
    double tallest = 1e-12;
    for (int i = 0; i < bins; i++) {
      tallest = Math.max(tallest, Math.max(histogram.real()[i], histogram.synthetic()[i]));
    }
    out.append("<svg class=\"plot\" viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT);
    out.append("\" role=\"img\" aria-label=\"Distribution of ").append(Html.escape(name));
    out.append(", real and synthetic\">");
    double width = (double) WIDTH / bins;
    StringBuilder line = new StringBuilder("M0 " + FLOOR);
    for (int i = 0; i < bins; i++) {
      double left = i * width;
      double real = y(histogram.real()[i] / tallest);
      String synthetic = Html.at(y(histogram.synthetic()[i] / tallest));
      double gap = bins > 1 ? Math.min(1, width * .12) : 0;
      out.append("<rect class=\"real\" x=\"").append(Html.at(left + gap / 2));
      out.append("\" y=\"").append(Html.at(real));
      out.append("\" width=\"").append(Html.at(width - gap));
      out.append("\" height=\"").append(Html.at(FLOOR - real)).append("\"><title>");
      out.append(Html.escape(range(histogram, i, type)));
      out.append(": real ").append(Html.percent(histogram.real()[i]));
      out.append(", synthetic ").append(Html.percent(histogram.synthetic()[i]));
      out.append("</title></rect>");
      line.append('L').append(Html.at(left)).append(' ').append(synthetic);
      line.append('H').append(Html.at(left + width));
    }
    line.append("V" + FLOOR);
    out.append("<path class=\"synthetic\" d=\"").append(line).append("\"/>");
    out.append("<path class=\"axis\" d=\"M0 " + FLOOR + "H" + WIDTH + "\"/>");
    String low =
        histogram.openLow()
            ? "\u2264 " + range(histogram, 0, type, false)
            : value(histogram, histogram.min(), type);
    String high =
        histogram.openHigh()
            ? "\u2265 " + range(histogram, bins - 1, type, true)
            : value(histogram, histogram.max(), type);
    text(out, 0, "start", low);
    if (bins > 1) {
      text(out, WIDTH, "end", high);
    }
    out.append("</svg>");
  }

  private static void text(StringBuilder out, int x, String anchor, String text) {
    out.append("<text x=\"").append(x).append("\" y=\"").append(HEIGHT - 6);
    out.append("\" text-anchor=\"").append(anchor).append("\">");
    out.append(Html.escape(text)).append("</text>");
  }

  private static double y(double share) {
    return FLOOR - share * (FLOOR - TOP);
  }

  private static String range(Histogram histogram, int bin, ColumnType type) {
    String from = range(histogram, bin, type, false);
    String to = range(histogram, bin, type, true);
    return from.equals(to) ? from : from + " to " + to;
  }

  /** One end of a bin; bins of whole numbers are named by the numbers in them, not by half ones. */
  private static String range(Histogram histogram, int bin, ColumnType type, boolean end) {
    double[] edges = histogram.edges();
    double edge = edges[end ? bin + 1 : bin];
    if (edges[0] != Math.rint(edges[0]) && edges[0] + .5 == Math.rint(edges[0] + .5)) {
      edge += end ? -.5 : .5;
    }
    return value(histogram, edge, type);
  }

  private static String value(Histogram histogram, double value, ColumnType type) {
    if (type != ColumnType.DATETIME) {
      return Html.number(value);
    }
    boolean close = histogram.max() - histogram.min() < SHORT_RANGE;
    return (close ? MINUTE : DAY).format(Instant.ofEpochMilli((long) value));
  }
}
