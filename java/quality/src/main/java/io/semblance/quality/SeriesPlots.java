package io.semblance.quality;

import io.semblance.quality.page.Bands;
import io.semblance.quality.page.Bins;
import io.semblance.quality.page.Curves;
import io.semblance.quality.page.Curves.Curve;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Scatter;
import io.semblance.quality.page.Svg;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Words;
import io.semblance.quality.profile.ChangeCards;
import io.semblance.quality.series.Projection;
import io.semblance.quality.series.SeriesFigures;
import io.semblance.quality.series.SeriesFigures.Judged;
import io.semblance.quality.series.SeriesFigures.Spread;
import io.semblance.quality.series.SeriesLooks.Look;
import io.semblance.quality.summary.Distribution;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/** The section of series on the page: judges, windows in the plane, and features over time. */
final class SeriesPlots {

  private static final ChangeCards.Names NAMES =
      new ChangeCards.Names("Real", "Synthetic", "the synthetic table");

  /** Lines that all lie near 1 shall not look far apart. */
  private static final double[] UNIT = {0, 1};

  private static final int MOST_FEATURES = 100;

  private final SeriesFigures figures;
  private final int seeds;

  SeriesPlots(SeriesFigures figures, int seeds) {
    this.figures = figures;
    this.seeds = seeds;
  }

  void draw(StringBuilder out) {
    lead(out);
    judges(out);
    NAMES.legend(out);
    out.append("<div class=\"cards two\">");
    if (figures.looks().principal() != null) {
      scatter(
          out,
          "Windows along their first two principal components",
          "Components of the real windows. Two clouds that cover one another are alike.",
          figures.looks().principal());
      scatter(
          out,
          "The same windows by t-SNE",
          "Neighbours stay neighbours. Islands of one colour are windows of one table alone.",
          figures.looks().neighbours());
    }
    histogram(
        out,
        "Lengths of sequences, in steps",
        figures.looks().realLengths(),
        figures.looks().syntheticLengths(),
        Html::number);
    histogram(
        out,
        "Distances of neighbouring times",
        figures.looks().realIntervals(),
        figures.looks().syntheticIntervals(),
        figures.looks().calendar() ? Words::duration : Html::number);
    out.append("</div>");
    features(out);
  }

  private void lead(StringBuilder out) {
    out.append("<p>").append(Html.count(figures.syntheticWindows()));
    out.append(" synthetic windows of up to ").append(figures.length()).append(" steps, of ");
    out.append(sequences(figures.syntheticSequences())).append(", against ");
    out.append(Html.count(figures.realWindows())).append(" real ones, of ");
    out.append(sequences(figures.realSequences()));
    out.append(". The floor are the same real windows after every column was shuffled alone; the");
    out.append(" ceiling is one random half of the real windows against the other. Real windows");
    out.append(" overlap, so that halves share rows, and the ceiling flatters. Tested on the last");
    out.append(
        " fifth of each sequence, no row is shared; that score also rises where real series");
    out.append(" drift.</p>");
  }

  private static String sequences(int count) {
    return count == 1 ? "one sequence" : Html.count(count) + " sequences";
  }

  private void judges(StringBuilder out) {
    String caption =
        "Recurrent judges: mean and standard deviation of "
            + seeds
            + (seeds == 1 ? " run" : " runs");
    Tables.open(
        out, caption, false, List.of("", "Synthetic", "Floor", "Ceiling"), false, true, true, true);
    row(out, "Discriminative score (0 is perfect, .5 certain)", figures.discriminative());
    Spread none = new Spread(Double.NaN, Double.NaN);
    row(
        out,
        "The same, tested on the last fifth of each sequence",
        new Judged(figures.byTime(), none, none));
    String predicted = figures.target().isEmpty() ? "" : " of " + figures.target();
    row(
        out,
        "Predictive score: mean error a step ahead" + Html.shorten(predicted, 60),
        figures.predictive());
    Tables.close(out);
  }

  private static void row(StringBuilder out, String name, Judged judged) {
    out.append("<tr>");
    Tables.text(out, name);
    for (Spread spread : List.of(judged.value(), judged.floor(), judged.ceiling())) {
      String shown =
          Double.isNaN(spread.mean())
              ? "\u2013"
              : Html.score(spread.mean()) + " \u00b1 " + Html.score(spread.deviation());
      Tables.number(out, shown, spread.mean());
    }
    out.append("</tr>\n");
  }

  private static void scatter(StringBuilder out, String title, String meaning, Projection points) {
    out.append("<article class=\"card\"><header><h3>").append(title).append("</h3></header>");
    int synthetic = points.x().length - points.real();
    Scatter.draw(
        out,
        title,
        points.real() + " real and " + synthetic + " synthetic windows",
        points.x(),
        points.y(),
        points.real());
    out.append("<p class=\"soft\">").append(meaning).append("</p></article>\n");
  }

  private static void histogram(
      StringBuilder out,
      String title,
      Distribution realOrNull,
      Distribution syntheticOrNull,
      DoubleFunction<String> value) {
    if (realOrNull == null || syntheticOrNull == null) {
      return;
    }
    out.append("<article class=\"card\"><header><h3>").append(title).append("</h3></header>");
    Bins bins = Bins.of(realOrNull, syntheticOrNull, 40);
    Svg.histogram(
        out,
        title + ", real and synthetic",
        bins,
        bins.shares(realOrNull),
        bins.shares(syntheticOrNull),
        List.of(NAMES.first(), NAMES.second()),
        true,
        value);
    out.append("</article>\n");
  }

  private void features(StringBuilder out) {
    List<Look> looks = figures.looks().features();
    out.append("<h3>Features over time</h3>");
    Map<String, Double> all = figures.byFeature();
    if (all.size() > looks.size()) {
      out.append("<p class=\"soft\">The ").append(looks.size());
      out.append(" whose autocorrelation is farthest from the real one are drawn.</p>");
    }
    Bands.legend(out, "real windows, from 5% to 95%", "their mean", "synthetic windows, a few");
    out.append("<div class=\"cards\">");
    for (Look look : looks) {
      card(out, look, all.getOrDefault(look.name(), Double.NaN));
    }
    out.append("</div>");
    if (all.size() > looks.size()) {
      table(out, all);
    }
  }

  private static void table(StringBuilder out, Map<String, Double> all) {
    out.append("<div class=\"tall\">");
    Tables.open(
        out,
        "Mean difference of autocorrelations, the worst first",
        true,
        List.of("Feature", "Difference"),
        false,
        true);
    all.entrySet().stream()
        .sorted((a, b) -> Double.compare(sortable(b.getValue()), sortable(a.getValue())))
        .limit(MOST_FEATURES)
        .forEach(
            entry -> {
              out.append("<tr>");
              Tables.text(out, Html.shorten(entry.getKey(), 60));
              Tables.number(out, Html.score(entry.getValue()), entry.getValue());
              out.append("</tr>\n");
            });
    Tables.close(out);
    out.append("</div>");
  }

  private static double sortable(double value) {
    return Double.isNaN(value) ? -1 : value;
  }

  private static void card(StringBuilder out, Look look, double difference) {
    String name = Html.shorten(look.name(), 60);
    out.append("<article class=\"card\"><header><h3>").append(Words.name(name)).append("</h3>");
    if (!Double.isNaN(difference)) {
      out.append("<span class=\"badge\">autocorrelation differs by ");
      out.append(Words.coefficient(difference)).append("</span>");
    }
    out.append("</header><div class=\"halves\">");
    if (look.mean() != null) {
      Bands.draw(
          out,
          name + ": synthetic windows before the range of real ones",
          look.low(),
          look.mean(),
          look.high(),
          look.examples(),
          Html::number);
    }
    if (look.real().length > 0) {
      out.append("<div>");
      Curves.draw(
          out,
          "Autocorrelation of " + name + " by lag",
          List.of(curve("Real", look.real()), curve("Synthetic", look.synthetic())).stream()
              .filter(curve -> curve.x().length > 0)
              .toList(),
          Double.NaN,
          "",
          lag -> "lag " + (int) lag,
          Words::coefficient,
          UNIT);
      out.append("</div>");
    }
    out.append("</div></article>\n");
  }

  private static Curve curve(String name, double[] values) {
    double[] lags = new double[values.length];
    Arrays.setAll(lags, i -> i + 1);
    return new Curve(name, lags, values);
  }
}
