package io.semblance.quality;

/** A {@link QualityReport} as a few lines of plain text. */
public final class ConsoleSummary {

  private ConsoleSummary() {}

  /** An aligned table of the metrics with floor and ceiling, then the worst columns and pairs. */
  public static String render(QualityReport report) {
    return render(report, false);
  }

  /**
   * The same.
   *
   * @param justTrained whether a model was trained for it, so that more training can be advised
   */
  public static String render(QualityReport report, boolean justTrained) {
    ConsoleLines lines = new ConsoleLines(justTrained);
    lines.heading();
    for (Metric.Part part : Metric.Part.values()) {
      for (Metric metric : report.metrics(part)) {
        if (metric.line() != null) {
          lines.figure(metric.line().name(), metric.figure(), metric.line().meaning());
        }
      }
      report.all().stream()
          .filter(score -> score.part() == part)
          .forEach(score -> score.console(lines, report));
    }
    for (Finding finding : report.verdict()) {
      boolean bare = finding.topic() == Finding.Topic.USES || finding.evidence().isEmpty();
      lines.line(
          mark(finding.level())
              + " "
              + finding.text()
              + (bare ? "" : " [" + finding.evidence() + "]"));
    }
    if (report.options().judges()) {
      lines.line("held out: " + report.holdoutMadeBy());
    }
    lines.line("floor:   " + report.floorMadeBy());
    lines.line("ceiling: " + report.ceilingMadeBy());
    return lines.text();
  }

  private static String mark(Finding.Level level) {
    return switch (level) {
      case GOOD -> "good:   ";
      case CAUTION -> "caution:";
      case BAD -> "bad:    ";
    };
  }
}
