package io.semblance.quality;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;

/** One column of the page: its name, score, plot and a line of figures. */
final class ColumnCard {

  private ColumnCard() {}

  static void draw(StringBuilder out, ColumnPair pair, double score) {
    ColumnType type = pair.real().schema().type();
    out.append("<article class=\"card\"><h3>").append(Html.escape(pair.name()));
    out.append("</h3><p class=\"facts\"><span>").append(type.label()).append("</span><span>shape ");
    out.append(Html.score(score)).append("</span></p>");
    if (!pair.numeric()) {
      CategoryPlot.draw(out, pair);
    } else {
      Histogram histogram = Histogram.of(pair.realValues(), pair.syntheticValues());
      if (histogram == null) {
        out.append("<p>No value is present in the real table.</p>");
      } else {
        HistogramPlot.draw(out, pair.name(), histogram, type);
        figures(out, pair, type, histogram);
      }
    }
    out.append("</article>");
  }

  private static void figures(
      StringBuilder out, ColumnPair pair, ColumnType type, Histogram histogram) {
    out.append("<p class=\"facts\">");
    if (type != ColumnType.DATETIME) {
      span(out, "mean", mean(pair.realValues()), mean(pair.syntheticValues()));
      span(out, "std", deviation(pair.realValues()), deviation(pair.syntheticValues()));
    }
    if (pair.real().missingCount() + pair.synthetic().missingCount() > 0) {
      out.append("<span>missing ").append(Html.percent(missing(pair.real())));
      out.append(" \u00b7 ").append(Html.percent(missing(pair.synthetic()))).append("</span>");
    }
    if (histogram.outside() > 0) {
      out.append("<span>").append(Html.percent(histogram.outside()));
      out.append(" of synthetic values outside the real range</span>");
    }
    out.append("</p>");
  }

  private static void span(StringBuilder out, String name, double real, double synthetic) {
    out.append("<span>").append(name).append(' ').append(figure(real)).append(" \u00b7 ");
    out.append(figure(synthetic)).append("</span>");
  }

  private static String figure(double value) {
    return Double.isFinite(value) ? Html.number(value) : "\u2013";
  }

  private static double missing(Column column) {
    return (double) column.missingCount() / column.size();
  }

  private static double mean(double[] values) {
    double sum = 0;
    int n = 0;
    for (double x : values) {
      if (Double.isFinite(x)) {
        sum += x;
        n++;
      }
    }
    return sum / n;
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double sum = 0;
    int n = 0;
    for (double x : values) {
      if (Double.isFinite(x)) {
        sum += (x - mean) * (x - mean);
        n++;
      }
    }
    return Math.sqrt(sum / (n - 1));
  }
}
