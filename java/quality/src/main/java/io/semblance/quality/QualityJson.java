package io.semblance.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Writes a {@link QualityReport} as JSON. */
final class QualityJson {

  /** Of the layout; raised when a key changes its name or meaning. */
  private static final int VERSION = 1;

  /** Ten decimals: far below sampling noise, and .99785 is not written as .9978499999999999. */
  private static final double ROUNDING = 1e10;

  private QualityJson() {}

  static String write(QualityReport report) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("version", VERSION);
    root.put("title", report.options().title());
    ObjectNode rows = root.putObject("rows");
    rows.put("real", report.realRows());
    rows.put("synthetic", report.syntheticRows());
    rows.put("holdout", report.holdoutRows());
    ObjectNode columns = root.putObject("columns");
    columns.put("scored", report.scores().shapeColumns().size());
    report.leftOut().forEach(columns.putArray("left_out")::add);

    ObjectNode shape = root.putObject("shape");
    figure(shape, "mean", report, FidelityScores::shapeMean);
    figure(shape, "floor", "ceiling", report, FidelityScores::shapeMean);
    figures(shape.putObject("columns"), report.scores().shapeColumns());

    ObjectNode trend = root.putObject("trend");
    figure(trend, "mean", report, FidelityScores::trendMean);
    figure(trend, "floor", "ceiling", report, FidelityScores::trendMean);
    figure(trend, "own_edges_mean", report, FidelityScores::ownEdgesMean);
    figure(trend, "own_edges_floor", "own_edges_ceiling", report, FidelityScores::ownEdgesMean);
    figures(trend.putObject("pairs"), report.scores().trendPairs());
    trend.put("below_floor", report.pairsBelowFloor());
    ArrayNode worst = trend.putArray("worst");
    report.worstPairs().forEach(pair -> pair(worst.addObject(), pair));

    ArrayNode ranking = root.putArray("ranking");
    report.columns().forEach(column -> rank(ranking.addObject(), column));

    ObjectNode delta = root.putObject("mean_abs_delta_pearson");
    figure(delta, "value", report, FidelityScores::meanAbsDeltaPearson);
    figure(delta, "floor", "ceiling", report, FidelityScores::meanAbsDeltaPearson);
    delta.put("pairs", report.scores().deltaPearsonPairs());

    report.judges().ifPresent(judges -> JudgesJson.write(root, judges, report.verdict()));

    ObjectNode made = root.putObject("made_by");
    made.put("floor", report.floorMadeBy());
    made.put("ceiling", report.ceilingMadeBy());
    made.put("seed", report.options().seed());
    ObjectNode notes = root.putObject("notes");
    report.options().notes().forEach(notes::put);
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values could not be written", e);
    }
  }

  private static void figure(
      ObjectNode node, String key, QualityReport report, ToDoubleFunction<FidelityScores> figure) {
    put(node, key, figure.applyAsDouble(report.scores()));
  }

  private static void figure(
      ObjectNode node,
      String floorKey,
      String ceilingKey,
      QualityReport report,
      ToDoubleFunction<FidelityScores> figure) {
    put(node, floorKey, figure.applyAsDouble(report.floor()));
    put(
        node,
        ceilingKey,
        report.ceiling().map(scores -> figure.applyAsDouble(scores)).orElse(Double.NaN));
  }

  private static void pair(ObjectNode node, WorstPair pair) {
    node.put("x", pair.x());
    node.put("y", pair.y());
    put(node, "trend", pair.trend());
    put(node, "floor", pair.floor());
    put(node, "ceiling", pair.ceiling());
    node.put("measure", pair.measure());
    put(node, "real", pair.real());
    put(node, "synthetic", pair.synthetic());
    if (pair.mark() != WorstPair.Mark.NONE) {
      node.put("mark", pair.mark().name().toLowerCase(Locale.ROOT));
    }
  }

  private static void rank(ObjectNode node, ColumnRank column) {
    node.put("column", column.name());
    put(node, "failing", column.failing());
    put(node, "shape", column.shape());
    put(node, "shape_ceiling", column.shapeCeiling());
    put(node, "trend", column.trend());
    put(node, "trend_floor", column.trendFloor());
    put(node, "trend_ceiling", column.trendCeiling());
    put(node, "telling", column.telling());
    node.put("invalid_cells", column.invalidCells());
  }

  private static void figures(ObjectNode node, Map<String, Double> scores) {
    scores.forEach((name, score) -> put(node, name, score));
  }

  /** JSON has no NaN. */
  static void put(ObjectNode node, String key, double value) {
    if (Double.isNaN(value)) {
      node.putNull(key);
    } else {
      node.put(key, Math.rint(value * ROUNDING) / ROUNDING);
    }
  }
}
