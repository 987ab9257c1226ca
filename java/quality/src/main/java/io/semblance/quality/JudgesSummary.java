package io.semblance.quality;

import io.semblance.quality.page.Html;
import io.semblance.quality.privacy.Privacy;
import io.semblance.quality.utility.TargetUtility;
import java.util.Locale;

/** The judges' part of the {@link ConsoleSummary}: figures, then the verdict in sentences. */
final class JudgesSummary {

  private static final int LONGEST_NAME = 24;

  private JudgesSummary() {}

  static void append(StringBuilder out, QualityReport report, Judges judges) {
    figure(out, "detection, trees", judges.treeDetection(), "AUC; .5 is perfect");
    figure(out, "detection, linear", judges.logisticDetection(), "1 is perfect, and easily had");
    figure(out, "alpha-precision", judges.alphaPrecision(), "higher is better");
    figure(out, "beta-recall", judges.betaRecall(), "about .5 is perfect");
    figure(out, "clusters reached", judges.clusterCoverage(), "higher is better");
    judges.utility().ifPresent(utility -> utility.targets().forEach(t -> target(out, t)));
    judges.privacy().ifPresent(privacy -> privacy(out, privacy));
    out.append(String.format(Locale.ROOT, "%-18s", "invalid cells"))
        .append(Html.count(judges.validity().invalidCells()))
        .append(System.lineSeparator());
    for (Finding finding : report.verdict()) {
      out.append(mark(finding.level())).append(' ').append(printable(finding.text()));
      if (!finding.code().equals(Uses.CODE)) {
        out.append(" [").append(printable(finding.evidence())).append(']');
      }
      out.append(System.lineSeparator());
    }
    out.append("held out: ").append(judges.holdoutMadeBy()).append(System.lineSeparator());
  }

  private static void figure(StringBuilder out, String name, Figure figure, String meaning) {
    out.append(
        String.format(
            Locale.ROOT,
            "%-18s%8s%8s%9s  %s%n",
            name,
            ConsoleSummary.number(figure.value()),
            ConsoleSummary.number(figure.floor()),
            ConsoleSummary.number(figure.ceiling()),
            meaning));
  }

  private static void target(StringBuilder out, TargetUtility target) {
    TargetUtility.Trained trees = target.boostedTrees();
    figure(
        out,
        "utility",
        new Figure(trees.synthetic(), trees.floor(), trees.real()),
        target.metric() + " for " + Html.shorten(printable(target.column()), LONGEST_NAME));
  }

  private static void privacy(StringBuilder out, Privacy privacy) {
    out.append(
        String.format(
            Locale.ROOT,
            "%-18s%8s  of .5; copies %s (natural %s)%n",
            "distance share",
            ConsoleSummary.number(privacy.dcrShare()),
            Html.percent(privacy.copies()),
            Html.percent(privacy.naturalCopies())));
  }

  private static String mark(Finding.Level level) {
    return switch (level) {
      case GOOD -> "good:   ";
      case CAUTION -> "caution:";
      case BAD -> "bad:    ";
    };
  }

  /** Names come from files; control characters must not reach a terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
