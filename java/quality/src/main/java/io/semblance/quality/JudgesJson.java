package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes {@link Judges} into the JSON of a report. */
final class JudgesJson {

  private JudgesJson() {}

  static void write(ObjectNode root, Judges judges) {
    ObjectNode detection = root.putObject("detection");
    ObjectNode trees = detection.putObject("boosted_trees");
    figure(trees, "auc", judges.treeDetection());
    judges
        .treeDetectionDetails()
        .ifPresent(
            details -> {
              trees.put("rows", details.rows());
              ObjectNode columns = trees.putObject("columns");
              details.columns().forEach((name, share) -> QualityJson.put(columns, name, share));
            });
  }

  /** A value with its two lines beside it. */
  private static void figure(ObjectNode node, String key, Figure figure) {
    QualityJson.put(node, key, figure.value());
    QualityJson.put(node, "floor", figure.floor());
    QualityJson.put(node, "ceiling", figure.ceiling());
  }
}
