package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.Metric.Better;
import io.semblance.quality.Metric.Part;
import io.semblance.quality.page.Page;
import io.semblance.quality.text.PlainText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Shape, trend and the difference of correlations, as {@link Fidelity} defines them: what every
 * report begins with.
 */
final class FidelityScore implements Score {

  private static final int WORST = 3;
  private static final int LONGEST_NAME = 40;
  private static final double WAY_TO_CEILING = 0.1;

  private final FidelityScores scores;
  private final Baseline floor;
  private final Baseline ceiling;
  private final WorstPairs pairs;
  private final Correlations correlations;

  private FidelityScore(Evaluation tables) {
    Fidelity.Detailed compared = Fidelity.detailed(tables.real(), tables.synthetic());
    this.scores = compared.scores();
    this.correlations = compared.correlations();
    this.floor = Baseline.floor(tables);
    this.ceiling = Baseline.ceiling(tables).orElse(null);
    int rows = Math.min(tables.real().rows(), tables.synthetic().rows());
    this.pairs = WorstPairs.of(compared, floor.scores(), ceilingOrNull(), rows);
  }

  static FidelityScore of(Evaluation tables) {
    tables.step("shape and trend");
    return new FidelityScore(tables);
  }

  FidelityScores scores() {
    return scores;
  }

  Baseline floor() {
    return floor;
  }

  /** Null when the real table is too small to be halved. */
  Baseline ceiling() {
    return ceiling;
  }

  private FidelityScores ceilingOrNull() {
    return ceiling == null ? null : ceiling.scores();
  }

  WorstPairs pairs() {
    return pairs;
  }

  Figure trend() {
    return figure(FidelityScores::trendMean);
  }

  /** Mean |delta r|. */
  Figure delta() {
    return figure(FidelityScores::meanAbsDeltaPearson);
  }

  private Figure figure(ToDoubleFunction<FidelityScores> of) {
    return new Figure(
        of.applyAsDouble(scores),
        of.applyAsDouble(floor.scores()),
        ceiling == null ? Double.NaN : of.applyAsDouble(ceiling.scores()));
  }

  @Override
  public List<Metric> metrics() {
    Figure shape = figure(FidelityScores::shapeMean);
    return List.of(
        score(
            Metric.of("shape.mean", shape, Part.FIDELITY).line("shape", "higher is better"),
            "Shape",
            "How alike the distribution of each column is; shuffling leaves it alone.",
            Better.NEITHER),
        score(
            Metric.of("trend.mean", trend(), Part.FIDELITY).line("trend", "higher is better"),
            "Trend",
            "How alike the dependence within each pair of columns is.",
            Better.HIGHER),
        score(
            Metric.of("trend.own_edges_mean", figure(FidelityScores::ownEdgesMean), Part.FIDELITY)
                .line("trend, own edges", "higher is better"),
            "Trend, own edges",
            "Trend with synthetic columns cut over their own range, as published.",
            Better.HIGHER),
        Metric.of("mean_abs_delta_pearson.value", delta(), Part.FIDELITY)
            .line("mean |delta r|", "lower is better")
            .card(
                "Mean |\u0394r|",
                "Mean absolute difference of the correlations of all pairs. 0 is perfect.",
                Better.LOWER,
                0,
                Math.max(.05, Math.ceil(delta().most() * 22) / 20)));
  }

  /** From the tenth below the lowest, so that small differences near 1 can be seen. */
  private static Metric score(Metric metric, String title, String meaning, Better better) {
    double from = Math.max(0, Math.floor(metric.figure().least() * 10 - .5) / 10);
    return metric.card(title, meaning + " 1 is perfect.", better, from, 1);
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    ObjectNode shape = metrics().get(0).write(root);
    QualityJson.putAll(shape.putObject("columns"), scores.shapeColumns());

    ObjectNode trend = metrics().get(1).write(root);
    Figure ownEdges = metrics().get(2).figure();
    QualityJson.put(trend, "own_edges_mean", ownEdges.value());
    QualityJson.put(trend, "own_edges_floor", ownEdges.floor());
    QualityJson.put(trend, "own_edges_ceiling", ownEdges.ceiling());
    QualityJson.putAll(trend.putObject("pairs"), scores.trendPairs());
    trend.put("below_floor", pairs.belowFloor());
    ArrayNode worst = trend.putArray("worst");
    pairs.pairs().forEach(pair -> pair(worst.addObject(), pair));

    ArrayNode ranking = root.putArray("ranking");
    report.columns().forEach(column -> rank(ranking.addObject(), column));

    ObjectNode delta = metrics().get(3).write(root);
    delta.put("pairs", scores.deltaPearsonPairs());
  }

  private static void pair(ObjectNode node, WorstPair pair) {
    node.put("x", pair.x());
    node.put("y", pair.y());
    QualityJson.put(node, "trend", pair.trend());
    QualityJson.put(node, "floor", pair.floor());
    QualityJson.put(node, "ceiling", pair.ceiling());
    node.put("measure", pair.measure());
    QualityJson.put(node, "real", pair.real());
    QualityJson.put(node, "synthetic", pair.synthetic());
    if (pair.mark() != WorstPair.Mark.NONE) {
      node.put("mark", pair.mark().name().toLowerCase(Locale.ROOT));
    }
  }

  private static void rank(ObjectNode node, ColumnRank column) {
    node.put("column", column.name());
    QualityJson.put(node, "failing", column.failing());
    QualityJson.put(node, "shape", column.shape());
    QualityJson.put(node, "shape_ceiling", column.shapeCeiling());
    QualityJson.put(node, "trend", column.trend());
    QualityJson.put(node, "trend_floor", column.trendFloor());
    QualityJson.put(node, "trend_ceiling", column.trendCeiling());
    QualityJson.put(node, "telling", column.detectionShare());
    node.put("invalid_cells", column.invalidCells());
  }

  @Override
  public void console(ConsoleLines lines, QualityReport report) {
    worst(lines, "worst columns", scores.shapeColumns());
    worst(lines, "worst pairs", scores.trendPairs());
    if (pairs.belowFloor() > 0) {
      lines.named("below the floor", belowFloor());
    }
    if (lines.justTrained() && hardlyAboveFloor()) {
      lines.line(
          "note:    columns depend on each other hardly more than in the shuffled table;"
              + " longer training may help (--budget, --epochs)");
    }
  }

  private static void worst(ConsoleLines lines, String title, Map<String, Double> scores) {
    String worst =
        scores.entrySet().stream()
            .sorted(Comparator.comparingDouble(Map.Entry::getValue)) // ties in table order
            .limit(WORST)
            .map(entry -> name(entry.getKey()) + " " + ConsoleLines.number(entry.getValue()))
            .collect(Collectors.joining(", "));
    if (!worst.isEmpty()) {
      lines.named(title, worst);
    }
  }

  /** Pairs that shuffled columns come closer to. */
  private String belowFloor() {
    String named =
        pairs.pairs().stream()
            .filter(pair -> pair.mark() != WorstPair.Mark.NONE)
            .limit(WORST)
            .map(
                pair ->
                    name(pair.x() + "~" + pair.y())
                        + (pair.mark() == WorstPair.Mark.BELOW_FLOOR
                            ? ""
                            : " (" + pair.mark().words() + ")"))
            .collect(Collectors.joining(", "));
    String counted = pairs.belowFloor() + " of " + pairs.all() + " pairs";
    return named.isEmpty() ? counted : counted + ": " + named;
  }

  /** Whether pairs are less than a tenth of the way from shuffled columns to real ones. */
  private boolean hardlyAboveFloor() {
    Figure trend = trend();
    double top = ceiling == null ? 1 : trend.ceiling();
    return trend.value() < trend.floor() + WAY_TO_CEILING * Math.max(0, top - trend.floor());
  }

  private static String name(String name) {
    String plain = PlainText.printable(name);
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME - 3) + "...";
  }

  @Override
  public void section(Page page, QualityReport report) {
    if (!pairs.pairs().isEmpty()) {
      FailingPairs.draw(page.section("pairs", "Pairs"), pairs, correlations);
    }
  }
}
