package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.Finding.Topic;
import io.semblance.quality.Metric.Better;
import io.semblance.quality.Metric.Part;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Page;
import io.semblance.quality.page.Tables;
import io.semblance.quality.text.PlainText;
import io.semblance.quality.utility.TargetUtility;
import io.semblance.quality.utility.TargetUtility.Trained;
import io.semblance.quality.utility.Utility;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What models learn from the table, beside what they learn from real rows. */
final class UtilityScore implements Score {

  /** Of what models gain on real rows, the part below which the table is of no use to them. */
  private static final double NO_UTILITY = .2;

  private static final double FULL_UTILITY = .9;

  /** Models that gain less than this over shuffled rows cannot judge a table. */
  private static final double LEAST_GAIN = .03;

  private static final int LONGEST_NAME = 24;

  private final Utility utility;

  private UtilityScore(Utility utilityOrNull) {
    this.utility = utilityOrNull;
  }

  static UtilityScore of(Evaluation tables) {
    tables.step("utility: models trained on synthetic and on real rows");
    Evaluation.Coded coded = tables.coded();
    if (coded.known() == null
        || Math.min(coded.known().rows(), coded.unseen().rows()) < Evaluation.FEWEST_ROWS
        || coded.synthetic().rows() < Evaluation.FEWEST_ROWS
        || coded.real().width() < 2) {
      return new UtilityScore(null);
    }
    return new UtilityScore(
        Utility.of(
            coded.known(),
            coded.synthetic(),
            coded.floor(),
            coded.unseen(),
            tables.options().target(),
            tables.seed()));
  }

  /** The predicted columns; none when there were too few rows. */
  List<TargetUtility> targets() {
    return utility == null ? List.of() : utility.targets();
  }

  private static Figure figure(Trained trained) {
    return new Figure(trained.synthetic(), trained.floor(), trained.real());
  }

  @Override
  public List<Metric> metrics() {
    if (utility == null) {
      return List.of();
    }
    List<Metric> metrics = new ArrayList<>();
    Figure mean =
        new Figure(
            utility.mean(Trained::synthetic),
            utility.mean(Trained::floor),
            utility.mean(Trained::real));
    metrics.add(Metric.of("utility.synthetic", mean, Part.UTILITY));
    for (TargetUtility target : targets()) {
      String column = PlainText.shorten(PlainText.printable(target.column()), LONGEST_NAME);
      metrics.add(
          card(target, "boosted trees", target.boostedTrees())
              .line("utility", target.metric() + " for " + column));
      metrics.add(card(target, "linear model", target.linear()));
    }
    return metrics;
  }

  private static Metric card(TargetUtility target, String model, Trained trained) {
    Figure figure = figure(trained);
    return Metric.of("", figure, Part.UTILITY)
        .card(
            PlainText.shorten(target.column(), 60) + ", " + model,
            target.metric().replace('_', ' ')
                + " on real rows of a model trained on synthetic ones; the ceiling was trained on"
                + " real rows.",
            Better.HIGHER,
            Math.min(0, Math.floor(figure.least() * 10) / 10),
            Math.max(1, figure.most()));
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    ObjectNode node = root.putObject("utility");
    if (utility == null) {
      node.put("reason", "too few rows or columns");
      return;
    }
    QualityJson.put(node, "real", utility.mean(Trained::real));
    QualityJson.put(node, "synthetic", utility.mean(Trained::synthetic));
    QualityJson.put(node, "floor", utility.mean(Trained::floor));
    node.put("trained_rows", utility.trainedRows());
    node.put("tested_rows", utility.testedRows());
    node.put("reason", utility.reason());
    ArrayNode targets = node.putArray("targets");
    for (TargetUtility target : utility.targets()) {
      ObjectNode one = targets.addObject();
      one.put("column", target.column());
      one.put("metric", target.metric());
      json(one.putObject("boosted_trees"), target.boostedTrees());
      json(one.putObject("linear"), target.linear());
    }
  }

  private static void json(ObjectNode node, Trained trained) {
    QualityJson.put(node, "real", trained.real());
    QualityJson.put(node, "synthetic", trained.synthetic());
    QualityJson.put(node, "floor", trained.floor());
  }

  @Override
  public void section(Page page, QualityReport report) {
    if (utility == null) {
      return;
    }
    StringBuilder out = page.section("utility", "Utility");
    out.append("<p>Models are trained on ").append(Html.count(utility.trainedRows()));
    out.append(" rows of the synthetic table, of shuffled columns (floor) and of the real table");
    out.append(" (ceiling), and all tested on the same ").append(Html.count(utility.testedRows()));
    out.append(" other real rows. Held-out rows: ").append(Html.escape(report.holdoutMadeBy()));
    out.append(". Columns: ").append(Html.escape(utility.reason())).append(".</p>");
    if (utility.targets().isEmpty()) {
      return;
    }
    Tables.open(
        out,
        "What models learn",
        true,
        List.of(
            "Predicted column",
            "Model",
            "Metric",
            "Trained on synthetic",
            "on shuffled",
            "on real rows"),
        false,
        false,
        false,
        true,
        true,
        true);
    for (TargetUtility target : utility.targets()) {
      row(out, target, "boosted trees", target.boostedTrees());
      row(out, target, "linear", target.linear());
    }
    Tables.close(out);
  }

  private static void row(StringBuilder out, TargetUtility target, String model, Trained trained) {
    out.append("<tr>");
    Tables.text(out, PlainText.shorten(target.column(), 60));
    Tables.text(out, model);
    Tables.text(out, target.metric().replace('_', ' '));
    for (double score : new double[] {trained.synthetic(), trained.floor(), trained.real()}) {
      Tables.number(out, Html.score(score), score);
    }
    out.append("</tr>\n");
  }

  @Override
  public void findings(Findings found, QualityReport report) {
    for (TargetUtility target : targets()) {
      Trained trained = target.boostedTrees();
      double gain = trained.real() - trained.floor();
      if (gain >= LEAST_GAIN) {
        double way = (trained.synthetic() - trained.floor()) / gain;
        found.add(
            finding(Sentences.name(target.column()), way)
                .because(
                    String.format(
                        Locale.ROOT,
                        "boosted trees for %s, %s: %.3f trained on it, %.3f on real rows, %.3f on"
                            + " shuffled",
                        Sentences.name(target.column()),
                        target.metric(),
                        trained.synthetic(),
                        trained.real(),
                        trained.floor())));
      }
    }
  }

  private static Finding finding(String column, double way) {
    if (way < NO_UTILITY) {
      return Finding.bad(
              Topic.UTILITY,
              "no_utility",
              "No utility: a model trained on it to predict " + column + " learns nothing.")
          .forbidding(Use.TRAINING);
    }
    if (way < FULL_UTILITY) {
      return Finding.caution(
              Topic.UTILITY,
              "weak_utility",
              "Models trained on it to predict " + column + " are worse than on real rows.")
          .forbidding(Use.TRAINING);
    }
    return Finding.good(
            Topic.UTILITY,
            "utility",
            "A model trained on it predicts " + column + " about as well as on real rows.")
        .supporting(Use.TRAINING);
  }
}
