package io.semblance.quality.page;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Bars whose widths are shares of rows: what is in them, or how high they are, is another column.
 */
public final class Spine {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 132;
  private static final int FLOOR = 112;
  private static final int TOP = 4;
  private static final int COLOURS = 6;

  /** Bars narrower than this, in pixels, are drawn wider: what occurs shall be seen. */
  private static final double THINNEST = 2;

  private Spine() {}

  /** The colours of the classes. */
  public static void legend(StringBuilder out, List<String> classes) {
    out.append("<p class=\"legend\">");
    for (int i = 0; i < classes.size(); i++) {
      out.append("<span><i class=\"swatch c").append(i % COLOURS).append("\"></i><bdi>");
      out.append(Html.escape(classes.get(i))).append("</bdi></span>");
    }
    out.append("</p>");
  }

  /** Each bar divided by the shares of classes; {@code counts} by group and class. */
  public static void shares(
      StringBuilder out,
      String title,
      List<String> groups,
      List<String> classes,
      double[][] counts) {
    double[] totals = new double[groups.size()];
    for (int g = 0; g < totals.length; g++) {
      for (double count : counts[g]) {
        totals[g] += count;
      }
    }
    double[] widths = widths(totals);
    Svg.open(out, "plot", WIDTH, HEIGHT, title, describe(groups, classes, counts, totals));
    double x = 0;
    for (int g = 0; g < totals.length; g++) {
      if (totals[g] == 0) {
        continue;
      }
      double gap = Math.min(1.2, widths[g] * .2);
      double y = FLOOR;
      out.append("<g><title>").append(Html.escape(groups.get(g))).append(" (");
      out.append(Html.count((long) totals[g])).append(" rows)");
      for (int c = 0; c < classes.size(); c++) {
        out.append("; ").append(Html.escape(classes.get(c))).append(": ");
        out.append(Html.percent(counts[g][c] / totals[g]));
      }
      out.append("</title>");
      for (int c = 0; c < classes.size(); c++) {
        double height = counts[g][c] / totals[g] * (FLOOR - TOP);
        if (height > 0) {
          out.append("<path class=\"c").append(c % COLOURS).append("\" d=\"M");
          out.append(Html.at(x))
              .append(' ')
              .append(Html.at(y))
              .append("v-")
              .append(Html.at(height));
          out.append('h').append(Html.at(widths[g] - gap)).append('v').append(Html.at(height));
          out.append("z\"/>");
          y -= height;
        }
      }
      out.append("</g>");
      x += widths[g];
    }
    ends(out, groups);
    out.append("</svg>");
  }

  /** Each bar as high as a mean, between the least and the greatest of them. */
  public static void means(
      StringBuilder out,
      String title,
      List<String> groups,
      double[] counts,
      double[] means,
      DoubleFunction<String> value) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int g = 0; g < means.length; g++) {
      if (counts[g] > 0) {
        least = Math.min(least, means[g]);
        most = Math.max(most, means[g]);
      }
    }
    double[] widths = widths(counts);
    String range =
        most >= least ? "means from " + value.apply(least) + " to " + value.apply(most) : "no mean";
    Svg.open(out, "plot", WIDTH, HEIGHT, title, range);
    double x = 0;
    for (int g = 0; g < means.length; g++) {
      if (counts[g] == 0) {
        continue;
      }
      double share = most > least ? (means[g] - least) / (most - least) : .5;
      double height = 4 + share * (FLOOR - TOP - 20);
      double gap = Math.min(1.2, widths[g] * .2);
      out.append("<path class=\"a\" d=\"M").append(Html.at(x)).append(' ').append(FLOOR);
      out.append("v-").append(Html.at(height)).append('h').append(Html.at(widths[g] - gap));
      out.append("v").append(Html.at(height)).append("z\"><title>");
      out.append(Html.escape(groups.get(g))).append(" (").append(Html.count((long) counts[g]));
      out.append(" rows): ").append(Html.escape(value.apply(means[g]))).append("</title></path>");
      x += widths[g];
    }
    Svg.label(out, 0, 11, "start", range);
    ends(out, groups);
    out.append("</svg>");
  }

  private static String describe(
      List<String> groups, List<String> classes, double[][] counts, double[] totals) {
    StringBuilder text = new StringBuilder();
    int last = classes.size() - 1;
    for (int g = 0; g < totals.length; g++) {
      if (totals[g] > 0) {
        text.append(text.isEmpty() ? "" : "; ").append(groups.get(g)).append(": ");
        text.append(classes.get(last))
            .append(' ')
            .append(Html.percent(counts[g][last] / totals[g]));
      }
    }
    return text.toString();
  }

  private static double[] widths(double[] totals) {
    double all = 0;
    for (double total : totals) {
      all += total;
    }
    double[] widths = new double[totals.length];
    double sum = 0;
    for (int g = 0; g < widths.length; g++) {
      widths[g] = totals[g] == 0 ? 0 : Math.max(THINNEST, totals[g] / all * WIDTH);
      sum += widths[g];
    }
    for (int g = 0; g < widths.length; g++) {
      widths[g] *= WIDTH / sum;
    }
    return widths;
  }

  private static void ends(StringBuilder out, List<String> groups) {
    if (!groups.isEmpty()) {
      Svg.label(out, 0, HEIGHT - 6, "start", Html.shorten(groups.get(0), 24));
      if (groups.size() > 1) {
        Svg.label(out, WIDTH, HEIGHT - 6, "end", Html.shorten(groups.get(groups.size() - 1), 24));
      }
    }
  }
}
