package io.semblance.quality;

import io.semblance.quality.Finding.Topic;
import io.semblance.quality.text.PlainText;
import java.util.List;
import java.util.Locale;

/**
 * Whether columns depend on one another as in the real table: a finding without a figure of its
 * own, from the correlations, the trend and the trees together.
 */
final class JointStructure implements Score {

  /** Below this part of the way from floor to ceiling, dependence is lost. */
  private static final double STRUCTURE_LOST = .25;

  /** Above this part of the way it is kept. */
  private static final double STRUCTURE_KEPT = .75;

  /** Nearer than this to the ceiling's AUC, trees see more structure than in shuffled rows. */
  private static final double FAR_FROM_FLOOR = .4;

  /** A trend below floor and ceiling by more than this is no likeness, whatever depends. */
  private static final double FAR_BELOW = .1;

  /** Boosted trees above this hardly ever err. */
  private static final double TOLD_APART_ALWAYS = .98;

  /** Floor and ceiling of mean |delta r| closer than this: the columns hardly depend. */
  private static final double NO_DEPENDENCE = .01;

  private enum Degree {
    LOST,
    /** Single columns moved, so pairs are unlike the real ones however they depend. */
    UNLIKE,
    IN_PART,
    KEPT,
    UNKNOWN
  }

  private JointStructure() {}

  /** Asks nothing of the tables. */
  static JointStructure of(Evaluation tables) {
    return new JointStructure();
  }

  /** Whether columns depend on one another hardly more than if each had been shuffled alone. */
  static boolean lost(QualityReport report) {
    return new Reading(report).degree == Degree.LOST;
  }

  @Override
  public List<Metric> metrics() {
    return List.of();
  }

  @Override
  public void findings(Findings found, QualityReport report) {
    Reading reading = new Reading(report);
    switch (reading.degree) {
      case LOST ->
          found.add(
              Finding.bad(
                      Topic.STRUCTURE,
                      "joint_structure_lost",
                      "The joint structure is lost: columns depend on one another hardly more than"
                          + " if each had been shuffled alone.")
                  .because(reading.evidence())
                  .forbidding(Use.STUDY, Use.TRAINING));
      case UNLIKE ->
          found.add(
              weak(
                  reading,
                  "Pairs of columns are unlike those of the real table: look at the single columns"
                      + " first."));
      case IN_PART ->
          found.add(
              weak(
                  reading,
                  String.format(
                      Locale.ROOT,
                      "The joint structure is kept in part: %.0f%% of the way from shuffled columns"
                          + " to real rows.",
                      100 * Math.max(0, reading.way))));
      case KEPT ->
          found.add(
              Finding.good(
                      Topic.STRUCTURE,
                      "joint_structure_kept",
                      "Pairs of columns depend on one another as in the real table.")
                  .because(reading.evidence())
                  .supporting(Use.STUDY));
      case UNKNOWN -> {}
    }
  }

  private static Finding weak(Reading reading, String statement) {
    return Finding.caution(Topic.STRUCTURE, "joint_structure_weak", statement)
        .because(reading.evidence())
        .forbidding(Use.STUDY);
  }

  /** The figures, and what they come to. */
  private static final class Reading {
    private final Figure trend;
    private final Figure delta;
    private final Figure trees;
    private final double deltaWay;
    private final boolean byTrend;
    private final double way;
    private final Degree degree;

    Reading(QualityReport report) {
      FidelityScore fidelity = report.fidelity();
      trend = fidelity.trend();
      delta = fidelity.delta();
      trees =
          report
              .score(TreeDetectionScore.class)
              .map(TreeDetectionScore::auc)
              .orElse(Figure.UNDEFINED);
      // Few or independent columns can make the floor look better than the ceiling: no way, then.
      deltaWay = delta.floor() > delta.ceiling() ? delta.way(NO_DEPENDENCE) : Double.NaN;
      double trendWay = trend.floor() < trend.ceiling() ? trend.way(NO_DEPENDENCE) : Double.NaN;
      boolean mostlyNumbers = 2 * fidelity.scores().deltaPearsonPairs() >= fidelity.pairs().all();
      byTrend = !mostlyNumbers || Double.isNaN(deltaWay);
      way = byTrend ? trendWay : deltaWay;
      degree = degree();
    }

    private Degree degree() {
      double auc = trees.value();
      double below = Math.min(trend.floor(), trend.ceiling()) - trend.value();
      boolean unlike = below > FAR_BELOW || auc > TOLD_APART_ALWAYS;
      if (Double.isNaN(way) && !(below > FAR_BELOW)) {
        // A ceiling below the floor tells nothing; shuffled rows that are nearer do.
        boolean worse = trend.value() < trend.floor() && delta.value() > delta.floor();
        return worse && !(auc < TreeDetectionScore.NOT_TOLD_APART) ? Degree.LOST : Degree.UNKNOWN;
      }
      // Where single columns moved, pairs are unlike the real ones however they depend.
      boolean kept = deltaWay >= STRUCTURE_KEPT || trees.way(.05) > FAR_FROM_FLOOR;
      if (way < STRUCTURE_LOST && !(auc < TreeDetectionScore.NOT_TOLD_APART) && !kept) {
        return Degree.LOST;
      }
      if (Double.isNaN(way)
          || (way < STRUCTURE_LOST && kept)
          || (way >= STRUCTURE_KEPT && unlike)) {
        return Degree.UNLIKE;
      }
      return way < STRUCTURE_KEPT ? Degree.IN_PART : Degree.KEPT;
    }

    String evidence() {
      return (byTrend ? words("trend", trend) : words("mean |delta r|", delta))
          + (byTrend && !Double.isNaN(deltaWay) ? ", " + words("mean |delta r|", delta) : "")
          + ", detection AUC "
          + three(trees.value());
    }

    private static String words(String name, Figure figure) {
      return String.format(
          Locale.ROOT,
          "%s %s (floor %s, ceiling %s)",
          name,
          three(figure.value()),
          three(figure.floor()),
          three(figure.ceiling()));
    }

    private static String three(double value) {
      return PlainText.decimals(value, 3, "-");
    }
  }
}
