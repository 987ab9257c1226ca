package io.semblance.quality;

import io.semblance.data.Table;
import io.semblance.quality.coverage.Coverage;
import io.semblance.quality.detection.LogisticDetection;
import io.semblance.quality.detection.TreeDetection;
import io.semblance.quality.precision.PrecisionRecall;
import io.semblance.quality.privacy.Privacy;
import io.semblance.quality.utility.Utility;
import io.semblance.quality.validity.Rule;
import io.semblance.quality.validity.Rules;
import io.semblance.quality.validity.Validity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the judges beyond shape and trend say of a synthetic table. Immutable; holds figures, no
 * rows. A figure is NaN, and a result empty, when there were too few rows to judge. Times are
 * bounded: large tables are sampled, and each result tells to how many rows.
 */
public final class Judges {

  /** Fewer rows than this in a third of a table say nothing. */
  private static final int FEWEST_ROWS = 30;

  /** So many show how easily a rule is broken. */
  private static final int SHUFFLED_ROWS = 20_000;

  private final Contest.Verdicts<TreeDetection> trees;
  private final Contest.Verdicts<LogisticDetection> logistic;
  private final Contest.Verdicts<PrecisionRecall> precision;
  private final Contest.Verdicts<Coverage> coverage;
  private final Utility utility;
  private final Privacy privacy;
  private final Validity validity;
  private final Validity naturalValidity;
  private final List<Rule> rules;
  private final String holdoutMadeBy;

  private Judges(
      Contest contest, Table real, Table synthetic, Table holdoutOrNull, QualityOptions options) {
    long seed = options.seed();
    Consumer<String> step = options.onStep();
    step.accept("detection by boosted trees");
    this.trees = contest.ask(FEWEST_ROWS, (a, b) -> TreeDetection.of(a, b, seed));
    step.accept("detection by logistic regression");
    this.logistic = contest.ask(FEWEST_ROWS, (a, b) -> LogisticDetection.of(a, b, seed));
    step.accept("alpha-precision and beta-recall");
    this.precision = contest.ask(FEWEST_ROWS, (a, b) -> PrecisionRecall.of(a, b, seed));
    step.accept("coverage of labels, tails and clusters");
    this.coverage = contest.ask(FEWEST_ROWS, (a, b) -> Coverage.of(a, b, seed));
    step.accept("utility: models trained on synthetic and on real rows");
    this.utility = utility(contest, options);
    step.accept("privacy: distances to the closest records");
    this.privacy = privacy(contest, seed);
    step.accept("validity");
    this.validity = Validity.of(real, synthetic, options.unreadable());
    this.naturalValidity = contest.heldOut() ? Validity.of(real, holdoutOrNull, Map.of()) : null;
    this.rules =
        Rules.of(
            real,
            Baseline.shuffled(real, SHUFFLED_ROWS, seed),
            synthetic,
            contest.heldOut() ? holdoutOrNull : null);
    this.holdoutMadeBy =
        contest.heldOut()
            ? "given"
            : contest.known() == null
                ? "none: too few real rows"
                : "none given: models are trained on one random half of the real table and tested on"
                    + " the other, which the synthetic table may have been learnt from";
  }

  static Judges of(Table real, Table synthetic, Table holdoutOrNull, QualityOptions options) {
    if (options.target() != null) {
      real.schema().indexOf(options.target()); // a wrong name is an error, however few rows
    }
    Contest contest = Contest.of(real, synthetic, holdoutOrNull, options.seed());
    return new Judges(contest, real, synthetic, holdoutOrNull, options);
  }

  private static Utility utility(Contest contest, QualityOptions options) {
    if (contest.known() == null
        || Math.min(contest.known().rows(), contest.unseen().rows()) < FEWEST_ROWS
        || contest.synthetic().rows() < FEWEST_ROWS
        || contest.real().width() < 2) {
      return null;
    }
    return Utility.of(
        contest.known(),
        contest.synthetic(),
        contest.floor(),
        contest.unseen(),
        options.target(),
        options.seed());
  }

  private static Privacy privacy(Contest contest, long seed) {
    boolean enough =
        Math.min(contest.real().rows(), contest.synthetic().rows()) >= FEWEST_ROWS
            && (!contest.heldOut() || contest.unseen().rows() >= FEWEST_ROWS);
    return enough
        ? Privacy.of(
            contest.real(), contest.synthetic(), contest.heldOut() ? contest.unseen() : null, seed)
        : null;
  }

  /** AUC of boosted trees in telling synthetic rows from real ones; .5 is perfect. */
  public Figure treeDetection() {
    return Figure.of(trees, TreeDetection::auc);
  }

  /** Which columns tell, and on how many rows the trees were asked. */
  public Optional<TreeDetection> treeDetectionDetails() {
    return Optional.ofNullable(trees.synthetic());
  }

  /** SDMetrics' logistic detection score; 1 is perfect, and hardly anything is far from it. */
  public Figure logisticDetection() {
    return Figure.of(logistic, LogisticDetection::score);
  }

  /** Rows of each side that the logistic regression was asked about. */
  public Optional<LogisticDetection> logisticDetectionDetails() {
    return Optional.ofNullable(logistic.synthetic());
  }

  /** alpha-precision; 1 is perfect. */
  public Figure alphaPrecision() {
    return Figure.of(precision, PrecisionRecall::alphaPrecision);
  }

  /** beta-recall; about .5 is perfect, much more means copies. */
  public Figure betaRecall() {
    return Figure.of(precision, PrecisionRecall::betaRecall);
  }

  /** How many rows alpha-precision and beta-recall rest on. */
  public Optional<PrecisionRecall> precisionDetails() {
    return Optional.ofNullable(precision.synthetic());
  }

  /** What models learn from it; empty when there are too few rows. */
  public Optional<Utility> utility() {
    return Optional.ofNullable(utility);
  }

  /** Whether it gives away real rows; empty when there are too few rows. */
  public Optional<Privacy> privacy() {
    return Optional.ofNullable(privacy);
  }

  /** Cells that the real table could not hold. */
  public Validity validity() {
    return validity;
  }

  /** The same of the held-out rows: what comes naturally; empty without. */
  public Optional<Validity> naturalValidity() {
    return Optional.ofNullable(naturalValidity);
  }

  /** Relations that hold in every real row, the most often broken first. */
  public List<Rule> rules() {
    return rules;
  }

  /** Share of the labels expected to occur that do. */
  public Figure labelCoverage() {
    return Figure.of(coverage, Coverage::labels);
  }

  /** How well both ends of each number are filled. */
  public Figure tailCoverage() {
    return Figure.of(coverage, Coverage::tails);
  }

  /** How well clusters of real rows are filled. */
  public Figure clusterCoverage() {
    return Figure.of(coverage, Coverage::clusters);
  }

  /** Missing modes and repeated rows; empty when there are too few rows. */
  public Optional<Coverage> coverage() {
    return Optional.ofNullable(coverage.synthetic());
  }

  /** Where the held-out rows came from, in words. */
  public String holdoutMadeBy() {
    return holdoutMadeBy;
  }
}
