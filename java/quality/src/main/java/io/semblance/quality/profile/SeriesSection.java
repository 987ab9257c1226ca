package io.semblance.quality.profile;

import io.semblance.data.ColumnSchema;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.LinePlot;
import io.semblance.quality.page.Svg;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Tables.Fact;
import io.semblance.quality.page.Words;
import io.semblance.quality.summary.TimeBuckets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/** Columns over time: a line, the autocorrelation, and whether the series returns to its mean. */
final class SeriesSection {
  private static final int MOST_COLUMNS = 40;

  /** Half the width of the band in which 95% of the autocorrelations of noise lie, times root n. */
  private static final double BAND = 1.96;

  private final Profile profile;

  SeriesSection(Profile profile) {
    this.profile = profile;
  }

  void draw(StringBuilder out) {
    TimeBuckets buckets = profile.summary().time();
    ColumnSchema schema = profile.summary().schema().column(profile.options().time());
    double[] times = buckets.times();
    DoubleFunction<String> time = Words.edges(schema, times[0], times[times.length - 1]);
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("From", Words.value(schema, times[0])));
    facts.add(new Fact("To", Words.value(schema, times[times.length - 1])));
    facts.add(new Fact("Points in time", Html.count(times.length)));
    DateGaps gaps = DateGaps.ofTimes(times);
    if (gaps != null) {
      facts.add(new Fact("Usual step", step(schema, gaps.usual())));
      facts.add(new Fact("Longer steps (gaps)", Html.count(gaps.count())));
      facts.add(new Fact("Longest step", step(schema, gaps.widest())));
      facts.add(new Fact("Longest step from", Words.value(schema, gaps.from())));
      facts.add(new Fact("to", Words.value(schema, gaps.to())));
    }
    out.append("<article class=\"card\">");
    Tables.facts(out, facts);
    out.append("</article>");
    if (buckets.width() > 0) {
      out.append(
          "<p class=\"soft\">There are too many points in time to keep; each point below is");
      out.append(" the mean over ").append(Html.escape(step(schema, buckets.width())));
      out.append(".</p>");
    } else if (buckets.averaged()) {
      out.append("<p class=\"soft\">Some points in time have several rows; the series are their");
      out.append(" means.</p>");
    }
    List<TimeSeries> series = profile.series();
    if (series.size() > MOST_COLUMNS) {
      out.append("<p class=\"soft\">The first ").append(MOST_COLUMNS).append(" of ");
      out.append(series.size()).append(" columns of numbers.</p>");
    }
    out.append("<div class=\"cards\">");
    for (TimeSeries one : series.subList(0, Math.min(MOST_COLUMNS, series.size()))) {
      card(out, one, time);
    }
    out.append("</div>");
  }

  private static String step(ColumnSchema schema, double width) {
    double millis = schema.numeric().millis(width);
    return Double.isNaN(millis) ? Html.number(width) : Words.duration(millis);
  }

  private static void card(StringBuilder out, TimeSeries series, DoubleFunction<String> time) {
    String title = Html.shorten(series.name(), 60);
    out.append("<article class=\"card\"><header><h3>").append(Words.name(title));
    out.append("</h3>");
    Adf adf = series.adf();
    if (adf != null) {
      boolean stationary = adf.pValue() <= .05;
      out.append("<span class=\"badge").append(stationary ? "" : " warn").append("\">");
      out.append(stationary ? "stationary" : "non-stationary").append("</span>");
    }
    out.append("</header><div class=\"side\">");
    LinePlot.draw(out, title + " over time", series.times(), series.values(), time, Html::number);
    out.append("<div>");
    double[] correlation = series.autocorrelation();
    if (correlation.length > 0) {
      long present = Arrays.stream(series.values()).filter(Double::isFinite).count();
      Svg.stems(
          out,
          "Autocorrelation of " + title,
          "At lag 1: " + Words.coefficient(correlation[0]),
          correlation,
          Math.min(1, BAND / Math.sqrt(present)));
    }
    List<Fact> facts = new ArrayList<>();
    if (correlation.length > 0) {
      facts.add(new Fact("At lag 1", Words.coefficient(correlation[0])));
    }
    if (adf != null) {
      facts.add(new Fact("Dickey-Fuller", Words.rounded(adf.statistic(), 2)));
      facts.add(new Fact("p", adf.pValue() < .001 ? "< 0.001" : Words.rounded(adf.pValue(), 3)));
      facts.add(new Fact("Lags", Integer.toString(adf.lags())));
    }
    Tables.facts(out, facts);
    out.append("</div></div></article>\n");
  }
}
