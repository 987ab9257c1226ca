package io.semblance.quality;

import io.semblance.data.Table;
import io.semblance.quality.detection.TreeDetection;
import java.util.Optional;

/**
 * What the judges beyond shape and trend say of a synthetic table. Immutable; holds figures, no
 * rows. An empty result means that there were too few rows to judge.
 */
public final class Judges {

  /** Fewer rows than this in a third of a table say nothing. */
  private static final int FEWEST_ROWS = 30;

  private final Contest.Verdicts<TreeDetection> trees;

  private Judges(Contest.Verdicts<TreeDetection> trees) {
    this.trees = trees;
  }

  static Judges of(Table real, Table synthetic, Table holdoutOrNull, QualityOptions options) {
    long seed = options.seed();
    Contest contest = Contest.of(real, synthetic, holdoutOrNull, seed);
    options.onStep().accept("detection by boosted trees");
    return new Judges(contest.ask(FEWEST_ROWS, (a, b) -> TreeDetection.of(a, b, seed)));
  }

  /** AUC of boosted trees in telling synthetic rows from real ones; .5 is perfect. */
  public Figure treeDetection() {
    return Figure.of(trees, TreeDetection::auc);
  }

  /** Which columns tell, and on how many rows the trees were asked. */
  public Optional<TreeDetection> treeDetectionDetails() {
    return Optional.ofNullable(trees.synthetic());
  }
}
