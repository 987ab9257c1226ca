package io.semblance.quality;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@link QualityReport} as a few lines of plain text. */
public final class ConsoleSummary {

  private static final int WORST = 3;
  private static final int LONGEST_NAME = 40;
  private static final double WAY_TO_CEILING = 0.1;

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
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%-18s%8s%8s%9s%n", "", "score", "floor", "ceiling"));
    for (Metric metric : report.metrics()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-18s%8s%8s%9s  %s%n",
              metric.name(),
              number(metric.score()),
              number(metric.floor()),
              number(metric.ceiling()),
              metric.higherIsBetter() ? "higher is better" : "lower is better"));
    }
    FidelityScores scores = report.scores();
    worst(out, "worst columns", scores.shapeColumns());
    worst(out, "worst pairs", scores.trendPairs());
    belowFloor(out, report);
    if (justTrained && hardlyAboveFloor(report)) {
      out.append("note:    columns depend on each other hardly more than in the shuffled table;")
          .append(" longer training may help (--budget, --epochs)")
          .append(System.lineSeparator());
    }
    report.judges().ifPresent(judges -> JudgesSummary.append(out, report, judges));
    out.append("floor:   ").append(report.floorMadeBy()).append(System.lineSeparator());
    out.append("ceiling: ").append(report.ceilingMadeBy()).append(System.lineSeparator());
    return out.toString();
  }

  /** Pairs that shuffled columns come closer to. */
  private static void belowFloor(StringBuilder out, QualityReport report) {
    if (report.pairsBelowFloor() == 0) {
      return;
    }
    String named =
        report.worstPairs().stream()
            .filter(pair -> pair.mark() != WorstPair.Mark.NONE)
            .limit(WORST)
            .map(
                pair ->
                    printable(pair.x() + "~" + pair.y())
                        + (pair.mark() == WorstPair.Mark.BELOW_FLOOR
                            ? ""
                            : " (" + pair.mark().words() + ")"))
            .collect(Collectors.joining(", "));
    out.append(
            String.format(
                Locale.ROOT,
                "%-18s%d of %d pairs%s%s",
                "below the floor",
                report.pairsBelowFloor(),
                report.scoredPairs(),
                named.isEmpty() ? "" : ": ",
                named))
        .append(System.lineSeparator());
  }

  /** Whether pairs are less than a tenth of the way from shuffled columns to real ones. */
  private static boolean hardlyAboveFloor(QualityReport report) {
    double floor = report.floor().trendMean();
    double ceiling = report.ceiling().map(FidelityScores::trendMean).orElse(1.0);
    return report.scores().trendMean() < floor + WAY_TO_CEILING * Math.max(0, ceiling - floor);
  }

  private static void worst(StringBuilder out, String title, Map<String, Double> scores) {
    List<Map.Entry<String, Double>> worst = Metric.worst(scores, WORST);
    if (!worst.isEmpty()) {
      out.append(String.format(Locale.ROOT, "%-18s", title))
          .append(
              worst.stream()
                  .map(entry -> printable(entry.getKey()) + " " + number(entry.getValue()))
                  .collect(Collectors.joining(", ")))
          .append(System.lineSeparator());
    }
  }

  /** Column names come from files; control characters must not reach a terminal. */
  private static String printable(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME - 3) + "...";
  }

  static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
