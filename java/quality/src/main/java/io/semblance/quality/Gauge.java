package io.semblance.quality;

import java.util.Locale;

/** A {@link Metric} as a bar with two ticks, the floor and the ceiling. */
final class Gauge {

  /** Closer lines than this leave no distance to be a part of. */
  private static final double NO_DISTANCE = .005;

  private Gauge() {}

  /**
   * @param wayToCeiling whether to say how far up from the floor the score is, which makes no sense
   *     for a metric that shuffling leaves alone
   */
  static void draw(
      StringBuilder out, String title, String meaning, Metric metric, boolean wayToCeiling) {
    double least = least(metric.score(), metric.floor(), metric.ceiling());
    double most = -least(-metric.score(), -metric.floor(), -metric.ceiling());
    // Scores start at the tenth below the lowest, differences at 0: both ends are written out.
    double from = metric.higherIsBetter() ? Math.max(0, Math.floor(least * 10 - .5) / 10) : 0;
    double to = metric.higherIsBetter() ? 1 : Math.max(.05, Math.ceil(most * 22) / 20);
    out.append("<article class=\"gauge\"><h3>").append(title).append("</h3><p class=\"figure\">");
    out.append(Html.score(metric.score())).append("</p><div class=\"scale\">");
    if (!Double.isNaN(metric.score())) {
      out.append("<div class=\"track\"><div class=\"bar\" style=\"width:");
      out.append(percent(metric.score(), from, to)).append("%\"></div></div>");
      tick(out, "ceiling", metric.ceiling(), from, to);
      tick(out, "floor", metric.floor(), from, to);
    }
    out.append("</div><p class=\"ends\"><span>").append(Html.number(from)).append("</span><span>");
    out.append(Html.number(to)).append("</span></p><p>").append(meaning).append(' ');
    out.append(metric.higherIsBetter() ? "1 is perfect." : "0 is perfect.");
    out.append(wayToCeiling ? distance(metric) : "").append("</p></article>");
  }

  private static void tick(StringBuilder out, String name, double value, double from, double to) {
    if (Double.isNaN(value)) {
      return;
    }
    double place = Double.parseDouble(percent(value, from, to));
    // A label in the middle of its tick would leave the page at either end.
    String side = place > 75 ? "left" : place < 25 ? "right" : "middle";
    out.append("<div class=\"tick ").append(name).append(' ').append(side);
    out.append("\" style=\"left:").append(Html.at(place)).append("%\"><span>").append(name);
    out.append(' ').append(Html.score(value)).append("</span></div>");
  }

  private static String distance(Metric metric) {
    double whole = metric.ceiling() - metric.floor();
    if (Double.isNaN(whole) || Math.abs(whole) < NO_DISTANCE || Double.isNaN(metric.score())) {
      return "";
    }
    double part = (metric.score() - metric.floor()) / whole;
    if (part < 0) {
      return " <b>Worse than the floor.</b>";
    }
    return String.format(
        Locale.ROOT, " <b>%.0f%% of the way from floor to ceiling.</b>", 100 * Math.min(1, part));
  }

  private static double least(double... values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Double.isNaN(value) ? least : Math.min(least, value);
    }
    return Double.isInfinite(least) ? 0 : least;
  }

  private static String percent(double value, double from, double to) {
    return Html.at(100 * Math.max(0, Math.min(1, (value - from) / (to - from))));
  }
}
