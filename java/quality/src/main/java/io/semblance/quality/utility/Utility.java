package io.semblance.quality.utility;

import io.semblance.quality.features.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What models learn from the synthetic table, beside what they learn from the real one.
 *
 * @param targets the columns that were predicted; may be empty
 * @param trainedRows rows that each model was trained on
 * @param testedRows unseen real rows that it was asked about
 * @param reason why there are no targets, or how they were chosen
 */
public record Utility(List<TargetUtility> targets, int trainedRows, int testedRows, String reason) {

  private static final int MOST_TRAINED = 50_000;
  private static final int MOST_TESTED = 25_000;

  /** Bounds the time on wide tables. */
  private static final int MOST_CELLS = 2_500_000;

  private static final int FEWEST_TRAINED = 2_000;

  public Utility {
    targets = List.copyOf(targets);
  }

  /**
   * Trains and asks.
   *
   * @param known real rows to train on
   * @param synthetic rows to train on; as many are taken of each table
   * @param shuffled the floor
   * @param unseen real rows to be asked about
   * @param targetOrNull the column to predict, or null to choose some
   */
  public static Utility of(
      FeatureTable known,
      FeatureTable synthetic,
      FeatureTable shuffled,
      FeatureTable unseen,
      String targetOrNull,
      long seed) {
    List<PredictionTask> tasks =
        targetOrNull == null ? TargetChooser.choose(known, seed) : named(known, targetOrNull);
    int affordable = Math.max(FEWEST_TRAINED, MOST_CELLS / Math.max(1, known.width()));
    int most = Math.min(MOST_TRAINED, affordable);
    int n = Math.min(Math.min(most, known.rows()), Math.min(synthetic.rows(), shuffled.rows()));
    List<FeatureTable> trains =
        List.of(known.sample(n, seed), synthetic.sample(n, seed), shuffled.sample(n, seed));
    FeatureTable test = unseen.sample(MOST_TESTED, seed + 1);
    Learner[] learners = Learner.values();
    int each = learners.length * trains.size();
    double[] scores = new double[tasks.size() * each];
    IntStream.range(0, scores.length)
        .parallel()
        .forEach(
            i ->
                scores[i] =
                    learners[i % each / trains.size()].score(
                        tasks.get(i / each), trains.get(i % trains.size()), test, seed));
    List<TargetUtility> targets = new ArrayList<>();
    for (int t = 0; t < tasks.size(); t++) {
      PredictionTask task = tasks.get(t);
      targets.add(
          new TargetUtility(
              task.name(),
              task.metric(),
              trained(scores, t * each),
              trained(scores, t * each + trains.size())));
    }
    return new Utility(targets, n, test.rows(), reason(targetOrNull, tasks));
  }

  /** The task that a name gives; none when the column is an identifier or constant. */
  private static List<PredictionTask> named(FeatureTable known, String target) {
    boolean there = known.features().stream().anyMatch(f -> f.name().equals(target));
    PredictionTask task = there ? PredictionTask.of(known, known.indexOf(target)) : null;
    return task == null ? List.of() : List.of(task);
  }

  private static String reason(String targetOrNull, List<PredictionTask> tasks) {
    if (targetOrNull != null) {
      return tasks.isEmpty()
          ? "the target that was named is an identifier or has one value only"
          : "the target that was named";
    }
    return tasks.isEmpty()
        ? "no target was named, and no column can be predicted from the others"
        : "no target was named: those columns that the others say most about";
  }

  private static TargetUtility.Trained trained(double[] scores, int at) {
    return new TargetUtility.Trained(scores[at], scores[at + 1], scores[at + 2]);
  }

  /** Mean over the targets of one figure of the boosted trees; NaN without targets. */
  public double mean(ToDoubleFunction<TargetUtility.Trained> figure) {
    return targets.stream()
        .map(TargetUtility::boostedTrees)
        .mapToDouble(figure)
        .average()
        .orElse(Double.NaN);
  }
}
