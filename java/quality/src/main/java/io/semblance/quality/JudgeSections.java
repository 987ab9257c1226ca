package io.semblance.quality;

import io.semblance.quality.coverage.Coverage;
import io.semblance.quality.coverage.MissingMode;
import io.semblance.quality.detection.TreeDetection;
import io.semblance.quality.page.Bins;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Page;
import io.semblance.quality.page.Svg;
import io.semblance.quality.page.Tables;
import io.semblance.quality.privacy.Privacy;
import io.semblance.quality.utility.TargetUtility;
import io.semblance.quality.utility.Utility;
import io.semblance.quality.validity.Rule;
import io.semblance.quality.validity.Validity;
import java.util.List;

/** What each judge saw, a section each. */
final class JudgeSections {
  private static final int TELLING_COLUMNS = 40;
  private static final int MOST_RULES = 100;

  private final Judges judges;

  JudgeSections(Judges judges) {
    this.judges = judges;
  }

  void draw(Page page) {
    judges
        .treeDetectionDetails()
        .ifPresent(trees -> detection(page.section("detection", "Detection"), trees));
    judges.utility().ifPresent(u -> utility(page.section("utility", "Utility"), u));
    judges.privacy().ifPresent(p -> privacy(page.section("privacy", "Privacy"), p));
    validity(page.section("validity", "Validity"));
    judges.coverage().ifPresent(c -> coverage(page.section("coverage", "Coverage"), c));
  }

  private static void detection(StringBuilder out, TreeDetection trees) {
    out.append("<p>Boosted trees learnt to tell ").append(Html.count(trees.rows()));
    out.append(" synthetic rows from as many real ones, and were asked about rows that they had");
    out.append(" not learnt from: AUC ").append(Html.score(trees.auc()));
    out.append(", where .5 is guessing. What they looked at:</p>");
    FailingColumns.telling(out, trees.columns(), TELLING_COLUMNS);
  }

  private void utility(StringBuilder out, Utility utility) {
    out.append("<p>Models are trained on ").append(Html.count(utility.trainedRows()));
    out.append(" rows of the synthetic table, of shuffled columns (floor) and of the real table");
    out.append(" (ceiling), and all tested on the same ").append(Html.count(utility.testedRows()));
    out.append(" other real rows. Held-out rows: ").append(Html.escape(judges.holdoutMadeBy()));
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
      trained(out, target, "boosted trees", target.boostedTrees());
      trained(out, target, "linear", target.linear());
    }
    Tables.close(out);
  }

  private static void trained(
      StringBuilder out, TargetUtility target, String model, TargetUtility.Trained trained) {
    out.append("<tr>");
    Tables.text(out, Html.shorten(target.column(), 60));
    Tables.text(out, model);
    Tables.text(out, target.metric().replace('_', ' '));
    for (double score : new double[] {trained.synthetic(), trained.floor(), trained.real()}) {
      Tables.number(out, Html.score(score), score);
    }
    out.append("</tr>\n");
  }

  private void privacy(StringBuilder out, Privacy p) {
    out.append(
        "<p>Whether synthetic rows are closer to the rows they were learnt from than chance");
    out.append(" has it. Compared with: ").append(Html.escape(p.madeBy())).append(".</p>");
    Tables.open(
        out,
        "Closeness",
        false,
        List.of("Figure", "Synthetic", "Natural or ideal"),
        false,
        true,
        true);
    row(
        out,
        "Rows closer to training rows than to other real rows",
        Html.score(p.dcrShare()),
        ".5");
    row(out, "Rows equal to a real row", Html.percent(p.copies()), Html.percent(p.naturalCopies()));
    row(
        out,
        "Distance to the nearest over that to the second nearest",
        Html.score(p.nearestRatio()),
        Html.score(p.naturalRatio()));
    row(out, "Membership inference, AUC", Html.score(p.membershipAuc()), ".5");
    Tables.close(out);
    distances(out, p);
    out.append("<p class=\"soft\">Distances of ").append(Html.count(p.queries()));
    out.append(" rows among ").append(Html.count(p.references()));
    out.append(". No figure proves privacy.");
    if (Double.isNaN(p.membershipAuc())) {
      out.append(" Membership inference needs held-out rows.");
    }
    out.append("</p>");
  }

  private static void distances(StringBuilder out, Privacy p) {
    List<String> names = List.of("Other real rows", "Synthetic rows");
    out.append("<div class=\"card narrow\"><h4>Distance to the closest training row</h4>");
    out.append("<p class=\"legend\"><span><i class=\"swatch a\"></i>").append(names.get(0));
    out.append("</span><span><i class=\"swatch b\"></i>").append(names.get(1));
    out.append("</span></p>");
    Bins bins = Bins.of(p.naturalDistances(), 40);
    Svg.histogram(
        out,
        "Distances to the closest training row, of other real and of synthetic rows",
        bins,
        bins.shares(p.naturalDistances()),
        bins.shares(p.distances()),
        names,
        true,
        Html::number);
    out.append("</div>");
  }

  private void validity(StringBuilder out) {
    Validity validity = judges.validity();
    out.append("<p>").append(Html.count(validity.invalidCells())).append(" of ");
    out.append(Html.count(validity.cells()));
    out.append(" cells hold what the real table cannot hold");
    judges
        .naturalValidity()
        .ifPresent(
            natural ->
                out.append("; of held-out rows, ")
                    .append(Html.percent(natural.share()))
                    .append(" of the cells do"));
    out.append(".</p>");
    if (!validity.columns().isEmpty()) {
      cells(out, validity.columns());
    }
    rules(out);
  }

  private static void cells(StringBuilder out, List<Validity.Invalid> columns) {
    Tables.search(out, "invalid", "Search columns", "name");
    out.append("<div id=\"invalid\" class=\"tall\">");
    Tables.open(
        out,
        "Invalid cells",
        true,
        List.of("Column", "Wrong type", "Missing", "Out of bounds", "Not whole", "Unknown label"),
        false,
        true,
        true,
        true,
        true,
        true);
    for (Validity.Invalid c : columns) {
      out.append("<tr>");
      Tables.text(out, Html.shorten(c.column(), 60));
      for (long count :
          new long[] {c.wrongType(), c.missing(), c.outOfBounds(), c.notWhole(), c.unknown()}) {
        Tables.number(out, Html.count(count), count);
      }
      out.append("</tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
  }

  private void rules(StringBuilder out) {
    List<Rule> rules = judges.rules();
    if (rules.isEmpty()) {
      out.append("<p>No relation of two columns was found to hold in every real row.</p>");
      return;
    }
    out.append(
        "<p>Relations that hold in real rows, but for one in a thousand, and that"
            + " shuffled columns break:</p>");
    Tables.search(out, "rules", "Search rules", "names");
    out.append("<div id=\"rules\" class=\"tall\">");
    int most = Math.min(MOST_RULES, rules.size());
    Tables.open(
        out,
        most < rules.size()
            ? "The " + most + " most broken of " + rules.size() + " rules"
            : "Rules, the most broken first",
        true,
        List.of(
            "Rule",
            "Rows that break it",
            "of real rows",
            "of shuffled columns",
            "of held-out rows"),
        false,
        true,
        true,
        true,
        true);
    for (Rule rule : rules.subList(0, most)) {
      out.append("<tr>");
      Tables.text(out, rule.words(Html.shorten(rule.x(), 60), Html.shorten(rule.y(), 60)));
      for (double share : new double[] {rule.broken(), rule.real(), rule.floor(), rule.natural()}) {
        Tables.number(out, Double.isNaN(share) ? "\u2013" : Html.percent(share), share);
      }
      out.append("</tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
  }

  private void coverage(StringBuilder out, Coverage coverage) {
    List<MissingMode> modes = coverage.missingModes();
    out.append("<p>").append(Html.percent(coverage.repeatedRows()));
    out.append(" of the synthetic rows repeat an earlier one; of as many real rows, ");
    out.append(Html.percent(coverage.naturalRepeatedRows())).append(" do.");
    out.append(modes.isEmpty() ? " No mode of the real table is missing." : "").append("</p>");
    if (!modes.isEmpty()) {
      Tables.open(
          out,
          "Missing modes: parts of the real table that are hardly there",
          true,
          List.of("Where", "Real rows", "Synthetic rows"),
          false,
          true,
          true);
      for (MissingMode mode : modes) {
        out.append("<tr><td dir=\"auto\">").append(Html.escapeAll(Html.shorten(mode.where(), 240)));
        out.append("</td>");
        Tables.number(out, Html.percent(mode.realShare()), mode.realShare());
        Tables.number(out, Html.percent(mode.syntheticShare()), mode.syntheticShare());
        out.append("</tr>\n");
      }
      Tables.close(out);
    }
    out.append("<p class=\"soft\">Labels, tails and clusters stand among the scores.</p>");
  }

  private static void row(StringBuilder out, String name, String... figures) {
    out.append("<tr><td>").append(name).append("</td>");
    for (String figure : figures) {
      out.append("<td class=\"n\">").append(figure).append("</td>");
    }
    out.append("</tr>\n");
  }
}
