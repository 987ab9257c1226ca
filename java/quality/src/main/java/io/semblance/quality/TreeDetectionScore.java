package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.Finding.Topic;
import io.semblance.quality.Metric.Better;
import io.semblance.quality.Metric.Part;
import io.semblance.quality.detection.TreeDetection;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Page;
import io.semblance.quality.page.Svg;
import io.semblance.quality.page.Tables;
import io.semblance.quality.text.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How well boosted trees tell synthetic rows from real ones. */
final class TreeDetectionScore implements Score {

  /** Boosted trees above this tell the tables apart for good. */
  private static final double TOLD_APART = .8;

  /** Below this AUC nothing is lost that trees can see, whatever the correlations say. */
  static final double NOT_TOLD_APART = .65;

  private static final int TELLING_COLUMNS = 40;

  private static final String UNSEEN = "detection.boosted_trees.unseen_auc";

  /** Below one half by this, or by four standard errors, is no luck. */
  private static final double BELOW_CHANCE = .01;

  /** Standard error of an AUC of .5 times the root of the rows of each side. */
  private static final double ERROR = .41;

  private final Figure auc;
  private final TreeDetection trees;
  private final Figure unseen;

  private TreeDetectionScore(Evaluation.Between<TreeDetection> asked, Figure unseen) {
    this.auc = asked.figure(TreeDetection::auc);
    this.trees = asked.synthetic();
    this.unseen = unseen;
  }

  static TreeDetectionScore of(Evaluation tables) {
    tables.step("detection by boosted trees");
    Evaluation.Between<TreeDetection> asked =
        tables.between((a, b) -> TreeDetection.of(a, b, tables.seed()));
    return new TreeDetectionScore(
        asked, tables.holdout().map(h -> unseen(tables, asked)).orElse(null));
  }

  /** Held-out rows in the place of those that the synthetic table was learnt from. */
  private static Figure unseen(Evaluation tables, Evaluation.Between<TreeDetection> asked) {
    tables.step("detection by boosted trees, of held-out rows");
    Evaluation.Coded coded = tables.coded();
    Figure known = asked.figure(TreeDetection::auc);
    return new Figure(
        unseen(tables, coded.synthetic()), unseen(tables, coded.floor()), known.ceiling());
  }

  private static double unseen(Evaluation tables, FeatureTable synthetic) {
    FeatureTable held = tables.coded().unseen();
    return held.width() == 0 || Math.min(held.rows(), synthetic.rows()) < Evaluation.FEWEST_ROWS
        ? Double.NaN
        : TreeDetection.of(held, synthetic, tables.seed()).auc();
  }

  /**
   * Whether trees take synthetic rows for real ones more often than chance would: they learnt a
   * real row, and were asked about its copy.
   */
  boolean belowChance() {
    // Real rows have twins, too, in a table of few different rows: then other real ones are below.
    double natural = Double.isNaN(auc.ceiling()) ? .5 : Math.min(.5, auc.ceiling());
    return trees != null
        && trees.auc() < natural - Math.max(BELOW_CHANCE, 4 * ERROR / Math.sqrt(trees.rows()));
  }

  /** Chance that a synthetic row looks more synthetic to the trees than a real one. */
  Figure auc() {
    return auc;
  }

  /** Share of each column in what tells the tables apart; empty when that was not asked. */
  Map<String, Double> columns() {
    return trees == null ? Map.of() : trees.columns();
  }

  @Override
  public List<Metric> metrics() {
    double from = Math.min(.4, Math.floor(auc.least() * 10) / 10);
    Metric known =
        Metric.of("detection.boosted_trees.auc", auc, Part.DETECTION)
            .line("detection, trees", "AUC; .5 is perfect")
            .card(
                "Boosted trees, AUC",
                "How well trees tell synthetic from real rows. .5 is perfect; below .5: copies.",
                Better.LOWER,
                from,
                1);
    return unseen == null
        ? List.of(known)
        : List.of(
            known,
            Metric.of(UNSEEN, unseen, Part.DETECTION)
                .line("... unseen rows", "the same against held-out rows"));
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    ObjectNode node = metrics().get(0).write(root);
    if (unseen != null) {
      QualityJson.put(node, "unseen_auc", unseen.value());
      QualityJson.put(node, "unseen_floor", unseen.floor());
    }
    if (trees != null) {
      node.put("rows", trees.rows());
      QualityJson.putAll(node.putObject("columns"), trees.columns());
    }
  }

  @Override
  public void section(Page page, QualityReport report) {
    if (trees == null) {
      return;
    }
    StringBuilder out = page.section("detection", "Detection");
    out.append("<p>Boosted trees learnt to tell ").append(Html.count(trees.rows()));
    out.append(" synthetic rows from as many real ones, and were asked about rows that they had");
    out.append(" not learnt from: AUC ").append(Html.score(trees.auc()));
    out.append(", where .5 is guessing. What they looked at:</p>");
    double largest = trees.columns().values().stream().mapToDouble(x -> x).max().orElse(1);
    Tables.open(
        out,
        "What gives the table away: share in the gain of the trees",
        true,
        List.of("Column", "Share", ""),
        false,
        true);
    trees.columns().entrySet().stream()
        .limit(TELLING_COLUMNS)
        .forEach(
            entry -> {
              out.append("<tr>");
              Tables.text(out, PlainText.shorten(entry.getKey(), 60));
              Tables.number(out, PlainText.percent(entry.getValue()), entry.getValue());
              out.append("<td class=\"k\">");
              Svg.bar(out, largest > 0 ? entry.getValue() / largest : 0);
              out.append("</td></tr>\n");
            });
    Tables.close(out);
  }

  @Override
  public void findings(Findings found, QualityReport report) {
    if (trees == null) {
      return;
    }
    String columns =
        Sentences.first(
            List.copyOf(trees.columns().entrySet()),
            ", ",
            e -> Sentences.name(e.getKey()) + " " + PlainText.percent(e.getValue()));
    String evidence =
        String.format(Locale.ROOT, "AUC %.3f (.5 is perfect); by %s", trees.auc(), columns);
    if (trees.auc() > TOLD_APART) {
      found.add(
          Finding.caution(
                  Topic.DETECTION,
                  "told_apart",
                  "A classifier tells synthetic rows from real ones with ease.")
              .because(evidence));
    } else if (trees.auc() < NOT_TOLD_APART) {
      found.addWhenAllIsWell(
          Finding.good(
                  Topic.DETECTION,
                  "all_well",
                  "All is well: a classifier hardly tells synthetic rows from real ones.")
              .because(evidence));
    }
  }
}
