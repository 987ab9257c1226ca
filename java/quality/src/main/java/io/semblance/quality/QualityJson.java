package io.semblance.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** Writes a {@link QualityReport} as JSON; {@code docs/scores.md} lists the keys. */
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

    report.all().forEach(score -> score.json(root, report));

    if (report.options().judges()) {
      root.put("holdout", report.holdoutMadeBy());
    }
    if (!report.verdict().isEmpty()) {
      verdict(root.putArray("verdict"), report);
    }
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

  private static void verdict(ArrayNode findings, QualityReport report) {
    for (Finding finding : report.verdict()) {
      ObjectNode node = findings.addObject();
      node.put("finding", finding.code());
      node.put("level", finding.level().name().toLowerCase(Locale.ROOT));
      node.put("text", finding.text());
      node.put("evidence", finding.evidence());
    }
  }

  /** All values under their names. */
  static void putAll(ObjectNode node, Map<String, Double> values) {
    values.forEach((name, value) -> put(node, name, value));
  }

  /** JSON has no NaN and no infinity. */
  static void put(ObjectNode node, String key, double value) {
    if (!Double.isFinite(value)) {
      node.putNull(key);
    } else {
      node.put(key, Math.rint(value * ROUNDING) / ROUNDING);
    }
  }
}
