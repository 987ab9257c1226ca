package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.coverage.Coverage;
import io.semblance.quality.coverage.MissingMode;
import io.semblance.quality.privacy.Privacy;
import io.semblance.quality.utility.TargetUtility;
import io.semblance.quality.utility.Utility;
import io.semblance.quality.validity.Rule;
import io.semblance.quality.validity.Validity;
import java.util.List;
import java.util.Locale;

/** Writes {@link Judges} into the JSON of a report; {@code docs/scores.md} lists the keys. */
final class JudgesJson {

  private JudgesJson() {}

  static void write(ObjectNode root, Judges judges, List<Finding> verdict) {
    detection(root.putObject("detection"), judges);
    ObjectNode alpha = root.putObject("alpha_precision");
    figure(alpha, "value", judges.alphaPrecision());
    ObjectNode beta = root.putObject("beta_recall");
    figure(beta, "value", judges.betaRecall());
    judges.precisionDetails().ifPresent(d -> alpha.put("rows", d.rows()));
    judges.precisionDetails().ifPresent(d -> beta.put("rows", d.rows()));
    judges
        .utility()
        .ifPresentOrElse(
            u -> utility(root.putObject("utility"), u),
            () -> root.putObject("utility").put("reason", "too few rows or columns"));
    judges
        .privacy()
        .ifPresentOrElse(
            p -> privacy(root.putObject("privacy"), p),
            () -> root.putObject("privacy").put("reason", "too few rows"));
    validity(root.putObject("validity"), judges);
    coverage(root.putObject("coverage"), judges);
    root.put("holdout", judges.holdoutMadeBy());
    ArrayNode findings = root.putArray("verdict");
    for (Finding finding : verdict) {
      ObjectNode node = findings.addObject();
      node.put("finding", finding.code());
      node.put("level", finding.level().name().toLowerCase(Locale.ROOT));
      node.put("text", finding.text());
      node.put("evidence", finding.evidence());
    }
  }

  private static void detection(ObjectNode detection, Judges judges) {
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
    ObjectNode logistic = detection.putObject("logistic");
    figure(logistic, "score", judges.logisticDetection());
    judges.logisticDetectionDetails().ifPresent(d -> logistic.put("rows", d.rows()));
  }

  private static void utility(ObjectNode node, Utility utility) {
    QualityJson.put(node, "real", utility.mean(TargetUtility.Trained::real));
    QualityJson.put(node, "synthetic", utility.mean(TargetUtility.Trained::synthetic));
    QualityJson.put(node, "floor", utility.mean(TargetUtility.Trained::floor));
    node.put("trained_rows", utility.trainedRows());
    node.put("tested_rows", utility.testedRows());
    node.put("reason", utility.reason());
    ArrayNode targets = node.putArray("targets");
    for (TargetUtility target : utility.targets()) {
      ObjectNode one = targets.addObject();
      one.put("column", target.column());
      one.put("metric", target.metric());
      trained(one.putObject("boosted_trees"), target.boostedTrees());
      trained(one.putObject("linear"), target.linear());
    }
  }

  private static void trained(ObjectNode node, TargetUtility.Trained trained) {
    QualityJson.put(node, "real", trained.real());
    QualityJson.put(node, "synthetic", trained.synthetic());
    QualityJson.put(node, "floor", trained.floor());
  }

  private static void privacy(ObjectNode node, Privacy privacy) {
    QualityJson.put(node, "dcr_share", privacy.dcrShare());
    node.put("dcr_untied", privacy.dcrUntied());
    QualityJson.put(node, "dcr_error", privacy.dcrError());
    QualityJson.put(node, "nearest_neighbour_ratio", privacy.nearestRatio());
    QualityJson.put(node, "natural_nearest_neighbour_ratio", privacy.naturalRatio());
    QualityJson.put(node, "copies", privacy.copies());
    QualityJson.put(node, "natural_copies", privacy.naturalCopies());
    QualityJson.put(node, "membership_auc", privacy.membershipAuc());
    node.put("rows", privacy.queries());
    node.put("among", privacy.references());
    node.put("compared_with", privacy.madeBy());
  }

  private static void validity(ObjectNode node, Judges judges) {
    Validity validity = judges.validity();
    node.put("invalid_cells", validity.invalidCells());
    node.put("cells", validity.cells());
    QualityJson.put(node, "share", validity.share());
    QualityJson.put(
        node, "natural_share", judges.naturalValidity().map(Validity::share).orElse(Double.NaN));
    ObjectNode columns = node.putObject("columns");
    for (Validity.Invalid invalid : validity.columns()) {
      ObjectNode one = columns.putObject(invalid.column());
      one.put("invalid_cells", invalid.cells());
      one.put("wrong_type", invalid.wrongType());
      one.put("missing", invalid.missing());
      one.put("out_of_bounds", invalid.outOfBounds());
      one.put("not_whole", invalid.notWhole());
      one.put("unknown_label", invalid.unknown());
    }
    ArrayNode rules = node.putArray("rules");
    for (Rule rule : judges.rules()) {
      ObjectNode one = rules.addObject();
      one.put("kind", rule.kind().key());
      one.put("x", rule.x());
      one.put("y", rule.y());
      QualityJson.put(one, "broken", rule.broken());
      QualityJson.put(one, "real", rule.real());
      QualityJson.put(one, "floor", rule.floor());
      QualityJson.put(one, "natural", rule.natural());
    }
  }

  private static void coverage(ObjectNode node, Judges judges) {
    figure(node.putObject("labels"), "value", judges.labelCoverage());
    figure(node.putObject("tails"), "value", judges.tailCoverage());
    figure(node.putObject("clusters"), "value", judges.clusterCoverage());
    Coverage coverage = judges.coverage().orElse(null);
    if (coverage == null) {
      return;
    }
    QualityJson.put(node, "repeated_rows", coverage.repeatedRows());
    QualityJson.put(node, "natural_repeated_rows", coverage.naturalRepeatedRows());
    ArrayNode modes = node.putArray("missing_modes");
    for (MissingMode mode : coverage.missingModes()) {
      ObjectNode one = modes.addObject();
      one.put("where", mode.where());
      QualityJson.put(one, "real_share", mode.realShare());
      QualityJson.put(one, "synthetic_share", mode.syntheticShare());
    }
  }

  /** A value with its two lines beside it. */
  private static void figure(ObjectNode node, String key, Figure figure) {
    QualityJson.put(node, key, figure.value());
    QualityJson.put(node, "floor", figure.floor());
    QualityJson.put(node, "ceiling", figure.ceiling());
  }
}
