package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.series.SeriesSpec;
import io.semblance.quality.Finding.Topic;
import io.semblance.quality.Metric.Better;
import io.semblance.quality.Metric.Part;
import io.semblance.quality.page.Page;
import io.semblance.quality.series.SeriesFigures;
import io.semblance.quality.series.SeriesFigures.Judged;
import io.semblance.quality.series.SeriesFigures.Lines;
import io.semblance.quality.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether rows follow one another as real ones do: recurrent judges, dependence in time, lengths
 * and times. Empty where nobody said that rows make series.
 *
 * @param figures null where that is so
 * @param seeds how often each judge was trained
 */
record SeriesScore(SeriesFigures figures, int seeds) implements Score {

  /** A discriminative score above this is told; .5 is the most there is. */
  private static final double TOLD_APART = .35;

  /** Below this, and near the ceiling, series are hardly told apart. */
  private static final double LIKE = .15;

  private static final double NEAR_CEILING = .1;

  /** A floor that is not farther than this above the ceiling, relative to it, says nothing. */
  private static final double NO_GAIN = .05;

  /** Parts of the way from the ceiling to the floor. */
  private static final double LOST = .5;

  private static final double WEAK = .25;

  /** Autocorrelations, and distances of lengths and times, beyond what halves show. */
  private static final double CORRELATION_OFF = .1;

  private static final double DISTANCE_OFF = .3;

  /** Rows that are not later than the one before, beyond the real share. */
  private static final double NOT_LATER = .001;

  static SeriesScore of(Evaluation tables) {
    QualityOptions options = tables.options();
    if (options.series().isEmpty()) {
      return new SeriesScore(null, 0);
    }
    SeriesSpec spec = options.series().get();
    tables.step("series: recurrent judges, " + options.seriesSeeds() + " of each");
    return new SeriesScore(
        SeriesFigures.of(
            tables.real(), tables.synthetic(), spec, tables.seed(), options.seriesSeeds()),
        options.seriesSeeds());
  }

  private static Figure figure(Lines lines) {
    return new Figure(lines.value(), lines.floor(), lines.ceiling());
  }

  private static Figure figure(Judged judged) {
    return new Figure(judged.value().mean(), judged.floor().mean(), judged.ceiling().mean());
  }

  @Override
  public List<Metric> metrics() {
    if (figures == null) {
      return List.of();
    }
    List<Metric> all = new ArrayList<>();
    all.add(
        Metric.of("series.discriminative_score.mean", figure(figures.discriminative()), Part.SERIES)
            .line("series told apart", "0 is perfect, .5 is certain")
            .card(
                "Discriminative score",
                "How well a recurrent network tells synthetic from real windows: |accuracy - .5|."
                    + " 0 is perfect, .5 certain.",
                Better.LOWER,
                0,
                .5));
    Figure predictive = figure(figures.predictive());
    all.add(
        Metric.of("series.predictive_score.mean", predictive, Part.SERIES)
            .line("series, next step", "mean abs error; the ceiling is good")
            .card(
                "Predictive score",
                "Mean error on real windows of a network that learnt from synthetic ones to predict"
                    + " the next step, of the range. Near the ceiling is good.",
                Better.LOWER,
                0,
                end(predictive)));
    all.add(
        lower("autocorrelation_difference", figures.autocorrelation())
            .line("autocorrelation", "mean difference; 0 is perfect")
            .card(
                "Autocorrelation",
                "Mean difference of how each feature depends on its own past. 0 is perfect.",
                Better.LOWER));
    all.add(
        lower("cross_correlation_difference", figures.crossCorrelation())
            .line("cross-correlation", "mean difference; 0 is perfect")
            .card(
                "Cross-correlation",
                "Mean difference of how pairs of features depend on one another, at once and a step"
                    + " later. 0 is perfect.",
                Better.LOWER));
    all.add(
        lower("step_change_distance", figures.changes())
            .line("steps", "KS distance of changes; 0 is perfect")
            .card(
                "Changes from step to step",
                "How far the distribution of changes is from the real one. 0 is perfect.",
                Better.LOWER));
    all.add(
        optional(
            lower("length_distance", figures.lengths()),
            "lengths",
            "Lengths of sequences",
            "How far the distribution of lengths is from the real one. 0 is perfect."));
    all.add(
        optional(
            lower("interval_distance", figures.intervals()),
            "intervals",
            "Distances of times",
            "How far the distribution of the distances of times is from the real one. 0 is"
                + " perfect."));
    all.add(
        optional(
            lower("missing_run_distance", figures.missingRuns()),
            "runs of missing",
            "Runs of missing cells",
            "How far the lengths of runs of missing cells are from real ones. 0 is perfect."));
    Metric order =
        Metric.of(
            "series.not_increasing.value",
            new Figure(figures.notLater(), Double.NaN, figures.realNotLater()),
            Part.SERIES);
    all.add(figures.timed() ? order.line("time not rising", "share of rows; 0 is perfect") : order);
    return all;
  }

  private static Metric lower(String name, Lines lines) {
    return Metric.of("series." + name + ".value", figure(lines), Part.SERIES);
  }

  /** Shown where it is defined. */
  private static Metric optional(Metric metric, String line, String title, String meaning) {
    return Double.isNaN(metric.figure().value())
        ? metric
        : metric.line(line, "KS distance; 0 is perfect").card(title, meaning, Better.LOWER);
  }

  private static double end(Figure figure) {
    return Math.max(.1, Math.ceil(figure.most() * 20) / 20);
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    if (figures == null) {
      return;
    }
    metrics().forEach(metric -> metric.write(root));
    ObjectNode series = (ObjectNode) root.get("series");
    ObjectNode told = (ObjectNode) series.get("discriminative_score");
    QualityJson.put(told, "deviation", figures.discriminative().value().deviation());
    told.put("seeds", seeds);
    ObjectNode byTime = told.putObject("split_by_time");
    QualityJson.put(byTime, "mean", figures.byTime().mean());
    QualityJson.put(byTime, "deviation", figures.byTime().deviation());
    ObjectNode predictive = (ObjectNode) series.get("predictive_score");
    QualityJson.put(predictive, "deviation", figures.predictive().value().deviation());
    predictive.put("seeds", seeds);
    predictive.put("column", figures.target());
    QualityJson.putAll(
        ((ObjectNode) series.get("autocorrelation_difference")).putObject("columns"),
        figures.byFeature());
    QualityJson.put(
        (ObjectNode) series.get("missing_run_distance"),
        "share_difference",
        figures.missingShare());
    series.put("length", figures.length());
    counts(series.putObject("windows"), figures.realWindows(), figures.syntheticWindows());
    counts(series.putObject("sequences"), figures.realSequences(), figures.syntheticSequences());
    if (!figures.unreadable().isEmpty()) {
      series.put("unreadable", figures.unreadable());
    }
  }

  private static void counts(ObjectNode node, int real, int synthetic) {
    node.put("real", real);
    node.put("synthetic", synthetic);
  }

  @Override
  public void section(Page page, QualityReport report) {
    if (figures != null && figures.unreadable().isEmpty()) {
      new SeriesPlots(figures, seeds).draw(page.section("series", "Series"));
    }
  }

  @Override
  public void findings(Findings found, QualityReport report) {
    if (figures == null) {
      return;
    }
    if (!figures.unreadable().isEmpty()) {
      found.add(
          Finding.bad(
                  Topic.SERIES, "series_unreadable", "The rows make no series as the real ones do.")
              .because(PlainText.shorten(figures.unreadable(), 240))
              .forbidding(Use.SOFTWARE, Use.FORECASTING));
      return;
    }
    toldApart(found);
    forecasting(found);
    autocorrelation(found);
    validity(found);
  }

  private void toldApart(Findings found) {
    Figure score = figure(figures.discriminative());
    String evidence =
        String.format(
            Locale.ROOT,
            "discriminative score %.3f (0 is perfect, .5 certain; ceiling %.3f)",
            score.value(),
            score.ceiling());
    if (score.value() > TOLD_APART) {
      found.add(
          Finding.caution(
                  Topic.SERIES,
                  "series_told_apart",
                  "A recurrent network tells synthetic series from real ones with ease.")
              .because(evidence));
    } else if (score.value() < LIKE && score.value() < score.ceiling() + NEAR_CEILING) {
      found.add(
          Finding.good(
                  Topic.SERIES,
                  "series_alike",
                  "A recurrent network hardly tells synthetic series from real ones.")
              .because(evidence));
    }
  }

  private void forecasting(Findings found) {
    Figure score = figure(figures.predictive());
    double gain = score.floor() - score.ceiling();
    if (!(gain > NO_GAIN * score.ceiling())) {
      return; // Also where it is not defined, or nothing can be predicted.
    }
    double lost = (score.value() - score.ceiling()) / gain;
    if (Double.isNaN(lost)) {
      return;
    }
    String evidence =
        String.format(
            Locale.ROOT,
            "mean absolute error a step ahead of %s %.4f; learnt from real windows %.4f, from"
                + " shuffled ones %.4f",
            Sentences.name(figures.target()),
            score.value(),
            score.ceiling(),
            score.floor());
    if (lost > LOST) {
      found.add(
          Finding.bad(
                  Topic.SERIES,
                  "no_forecasting",
                  "What comes next in real series is not learnt from the synthetic ones.")
              .because(evidence)
              .forbidding(Use.FORECASTING));
    } else if (lost > WEAK) {
      found.add(
          Finding.caution(
                  Topic.SERIES,
                  "weak_forecasting",
                  "What comes next in real series is learnt from the synthetic ones in part.")
              .because(evidence));
    } else {
      found.add(
          Finding.good(
                  Topic.SERIES,
                  "forecasting",
                  "What comes next in real series is learnt from the synthetic ones.")
              .because(evidence)
              .supporting(Use.FORECASTING));
    }
  }

  private void autocorrelation(Findings found) {
    if (!off(figures.autocorrelation(), CORRELATION_OFF)) {
      return;
    }
    Map.Entry<String, Double> worst =
        figures.byFeature().entrySet().stream()
            .filter(entry -> !Double.isNaN(entry.getValue()))
            .max(Map.Entry.comparingByValue())
            .orElseThrow();
    found.add(
        Finding.caution(
                Topic.SERIES,
                "autocorrelation_off",
                "Features depend on their past otherwise than real ones, "
                    + Sentences.name(worst.getKey())
                    + " the most.")
            .because(
                String.format(
                    Locale.ROOT,
                    "autocorrelation differs by %.2f on average, by %.2f there",
                    figures.autocorrelation().value(),
                    worst.getValue())));
  }

  private static boolean off(Lines lines, double by) {
    return lines.value() > by + (Double.isNaN(lines.ceiling()) ? 0 : lines.ceiling());
  }

  private void validity(Findings found) {
    if (figures.notLater() > figures.realNotLater() + NOT_LATER) {
      found.add(
          Finding.bad(
                  Topic.SERIES,
                  "time_not_increasing",
                  "Time does not go on within sequences: rows are not later than the one before.")
              .because(
                  PlainText.percent(figures.notLater())
                      + " of the rows (real: "
                      + PlainText.percent(figures.realNotLater())
                      + ")")
              .forbidding(Use.SOFTWARE, Use.FORECASTING));
    }
    if (off(figures.lengths(), DISTANCE_OFF)) {
      found.add(
          caution("sequence_lengths_off", "Sequences are of other lengths.", figures.lengths()));
    }
    if (off(figures.intervals(), DISTANCE_OFF)) {
      found.add(
          caution(
              "intervals_off",
              "Times are at other distances than real ones.",
              figures.intervals()));
    }
  }

  private static Finding caution(String code, String statement, Lines lines) {
    return Finding.caution(Topic.SERIES, code, statement)
        .because(String.format(Locale.ROOT, "KS distance %.2f", lines.value()));
  }
}
