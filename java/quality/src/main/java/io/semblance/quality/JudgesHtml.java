package io.semblance.quality;

import io.semblance.quality.coverage.Coverage;
import io.semblance.quality.coverage.MissingMode;
import io.semblance.quality.detection.TreeDetection;
import io.semblance.quality.privacy.Privacy;
import io.semblance.quality.utility.TargetUtility;
import io.semblance.quality.validity.Validity;
import java.util.List;
import java.util.Locale;

/** The judges' sections of the {@link HtmlReport}. */
final class JudgesHtml {

  private static final int NAMED_COLUMNS = 8;

  private JudgesHtml() {}

  /** The sentences, above everything else. */
  static void verdict(StringBuilder out, QualityReport report) {
    List<Finding> verdict = report.verdict();
    if (verdict.isEmpty()) {
      return;
    }
    out.append("<section class=\"verdict\"><h2>Verdict</h2><dl>");
    for (Finding finding : verdict) {
      String level = finding.level().name().toLowerCase(Locale.ROOT);
      out.append("<dt>").append(level).append("</dt><dd>").append(text(finding.text()));
      if (!finding.code().equals(Uses.CODE)) {
        out.append(" <small>").append(text(finding.evidence())).append("</small>");
      }
      out.append("</dd>");
    }
    out.append("</dl></section>\n");
  }

  static void judges(StringBuilder out, QualityReport report) {
    report
        .judges()
        .ifPresent(
            judges -> {
              figures(out, judges);
              utility(out, judges);
              privacy(out, judges);
              validity(out, judges);
            });
  }

  private static void figures(StringBuilder out, Judges judges) {
    out.append("<section><h2>Judges</h2><p class=\"lead\">The same judge is asked about the");
    out.append(" synthetic table, about shuffled columns (floor) and about other real rows");
    out.append(" (ceiling).");
    judges
        .treeDetectionDetails()
        .ifPresent(
            trees -> {
              out.append(" What tells the tables apart, by gain of the trees: ");
              out.append(text(telling(trees))).append('.');
            });
    out.append("</p>");
    table(out, "Judge", "Score", "Floor", "Ceiling", "Perfect");
    figure(out, "Detection by boosted trees, AUC", judges.treeDetection(), ".5");
    figure(out, "Detection by logistic regression, score", judges.logisticDetection(), "1");
    figure(out, "alpha-precision", judges.alphaPrecision(), "1");
    figure(out, "beta-recall", judges.betaRecall(), "about .5");
    figure(out, "Labels that occur", judges.labelCoverage(), "1");
    figure(out, "Tails of numbers", judges.tailCoverage(), "1");
    figure(out, "Clusters of rows", judges.clusterCoverage(), "1");
    end(out);
  }

  private static String telling(TreeDetection trees) {
    StringBuilder names = new StringBuilder();
    trees.columns().entrySet().stream()
        .limit(NAMED_COLUMNS)
        .forEach(
            e ->
                names
                    .append(names.isEmpty() ? "" : ", ")
                    .append(Html.shorten(e.getKey(), 40))
                    .append(' ')
                    .append(Html.percent(e.getValue())));
    return names.toString();
  }

  private static void utility(StringBuilder out, Judges judges) {
    out.append("<section><h2>Utility</h2><p class=\"lead\">Models trained on the synthetic table,");
    out.append(" on shuffled columns (floor) and on real rows (ceiling), all tested on the same");
    out.append(" other real rows. Held-out rows: ").append(text(judges.holdoutMadeBy()));
    out.append(".");
    judges.utility().ifPresent(u -> out.append(" Columns: ").append(text(u.reason())).append('.'));
    out.append("</p>");
    List<TargetUtility> targets = judges.utility().map(u -> u.targets()).orElse(List.of());
    if (!targets.isEmpty()) {
      table(out, "Predicted column, model", "Synthetic", "Floor", "Ceiling", "Metric");
      for (TargetUtility target : targets) {
        trained(out, target, "boosted trees", target.boostedTrees());
        trained(out, target, "linear", target.linear());
      }
      end(out);
    } else {
      out.append("</section>\n");
    }
  }

  private static void trained(
      StringBuilder out, TargetUtility target, String model, TargetUtility.Trained trained) {
    figure(
        out,
        Html.shorten(target.column(), 60) + ", " + model,
        new Figure(trained.synthetic(), trained.floor(), trained.real()),
        target.metric().replace('_', ' '));
  }

  private static void privacy(StringBuilder out, Judges judges) {
    Privacy p = judges.privacy().orElse(null);
    if (p == null) {
      return;
    }
    out.append("<section><h2>Privacy</h2><p class=\"lead\">Compared with: ");
    out.append(text(p.madeBy())).append(".</p>");
    table(out, "Figure", "Synthetic", "Natural or ideal");
    row(out, "Closer to training rows than to others", Html.score(p.dcrShare()), ".5");
    row(out, "Equal to a real row", Html.percent(p.copies()), Html.percent(p.naturalCopies()));
    row(
        out,
        "Nearest over second nearest distance",
        Html.score(p.nearestRatio()),
        Html.score(p.naturalRatio()));
    row(out, "Membership inference, AUC", Html.score(p.membershipAuc()), ".5");
    judges
        .coverage()
        .ifPresent(
            c ->
                row(
                    out,
                    "Repeat an earlier row",
                    Html.percent(c.repeatedRows()),
                    Html.percent(c.naturalRepeatedRows())));
    end(out);
  }

  private static void validity(StringBuilder out, Judges judges) {
    List<MissingMode> modes = judges.coverage().map(Coverage::missingModes).orElse(List.of());
    List<Validity.Invalid> columns = judges.validity().columns();
    out.append("<section><h2>Validity and missing modes</h2><p class=\"lead\">");
    out.append(Html.count(judges.validity().invalidCells())).append(" of ");
    out.append(Html.count(judges.validity().cells()));
    out.append(" cells hold what the real table cannot hold.");
    out.append(modes.isEmpty() ? " No mode is missing." : "").append("</p>");
    if (!columns.isEmpty()) {
      table(out, "Column", "Wrong type", "Missing", "Out of bounds", "Not whole", "Unknown label");
      for (Validity.Invalid c : columns) {
        row(
            out,
            Html.shorten(c.column(), 60),
            Html.count(c.wrongType()),
            Html.count(c.missing()),
            Html.count(c.outOfBounds()),
            Html.count(c.notWhole()),
            Html.count(c.unknown()));
      }
      out.append("</tbody></table></div>");
    }
    if (!modes.isEmpty()) {
      table(out, "Missing mode", "Real rows", "Synthetic rows");
      for (MissingMode mode : modes) {
        row(
            out,
            Html.shorten(mode.where(), 160),
            Html.percent(mode.realShare()),
            Html.percent(mode.syntheticShare()));
      }
      out.append("</tbody></table></div>");
    }
    out.append("</section>\n");
  }

  private static void table(StringBuilder out, String... names) {
    out.append("<div class=\"scroll\"><table><thead><tr>");
    for (String name : names) {
      out.append("<th>").append(name).append("</th>");
    }
    out.append("</tr></thead><tbody>");
  }

  private static void end(StringBuilder out) {
    out.append("</tbody></table></div></section>\n");
  }

  private static void figure(StringBuilder out, String name, Figure figure, String last) {
    row(
        out,
        name,
        Html.score(figure.value()),
        Html.score(figure.floor()),
        Html.score(figure.ceiling()),
        last);
  }

  private static void row(StringBuilder out, String... cells) {
    out.append("<tr>");
    for (String cell : cells) {
      out.append("<td>").append(text(cell)).append("</td>");
    }
    out.append("</tr>");
  }

  /** Sentences are made of parts that were cut to size; the whole is not cut again. */
  private static String text(String whole) {
    return Html.escapeAll(whole);
  }
}
