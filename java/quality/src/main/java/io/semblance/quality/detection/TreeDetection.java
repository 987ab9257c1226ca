package io.semblance.quality.detection;

import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.learn.Auc;
import io.semblance.quality.learn.Objective;
import io.semblance.quality.trees.BoostedTrees;
import io.semblance.quality.trees.BoostingOptions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Boosted trees (depth 5, 100 rounds) that learn on two thirds of the rows which are synthetic, and
 * are asked on the last third; three folds.
 *
 * @param auc mean over the folds; .5 when nothing tells the tables apart, 1 when everything does.
 *     Below .5: synthetic rows copy real ones, and the copy learnt with the one label is asked for
 *     with the other
 * @param columns which columns tell: share of each in the gain of all splits, greatest first
 * @param rows rows of each side
 */
public record TreeDetection(double auc, Map<String, Double> columns, int rows) {

  static final int FOLDS = 3;

  /** More rows than this, of each side, make the AUC no surer than .002. */
  static final int MOST_ROWS = 50_000;

  /** Bounds the time on wide tables: about that of 50,000 rows of 50 columns. */
  private static final int MOST_CELLS = 2_500_000;

  /** However wide a table is. */
  private static final int FEWEST_ROWS = 2_000;

  public TreeDetection {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /**
   * Tries to tell two tables apart.
   *
   * @param real at least three rows
   * @param synthetic at least three rows, aligned with {@code real}; the larger table is sampled
   *     down to the smaller
   */
  public static TreeDetection of(FeatureTable real, FeatureTable synthetic, long seed) {
    int affordable = Math.max(FEWEST_ROWS, MOST_CELLS / Math.max(1, real.width()));
    int n = Math.min(Math.min(MOST_ROWS, affordable), Math.min(real.rows(), synthetic.rows()));
    FeatureTable all = real.sample(n, seed).append(synthetic.sample(n, seed + 1));
    StratifiedFolds folds = new StratifiedFolds(n, n, FOLDS, seed + 2);
    List<Fold> results =
        IntStream.range(0, FOLDS).parallel().mapToObj(k -> fold(all, n, folds, k)).toList();
    double auc = results.stream().mapToDouble(Fold::auc).average().orElseThrow();
    return new TreeDetection(auc, columns(all, results), n);
  }

  private record Fold(double auc, double[] importance) {}

  private static Fold fold(FeatureTable all, int realRows, StratifiedFolds folds, int k) {
    int[] learn = folds.rows(k, false);
    int[] ask = folds.rows(k, true);
    double[] target = new double[learn.length];
    for (int i = 0; i < learn.length; i++) {
      target[i] = learn[i] < realRows ? 0 : 1;
    }
    BoostedTrees trees =
        BoostedTrees.fit(
            all.select(learn), target, 2, Objective.LOGISTIC, BoostingOptions.defaults());
    double[] scores = trees.scores(all.select(ask))[0];
    return new Fold(Auc.of(scores, i -> ask[i] >= realRows), trees.importance());
  }

  private static Map<String, Double> columns(FeatureTable all, List<Fold> results) {
    double[] mean = new double[all.width()];
    for (Fold fold : results) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += fold.importance()[c] / results.size();
      }
    }
    Map<String, Double> sorted = new LinkedHashMap<>();
    IntStream.range(0, mean.length)
        .boxed()
        .sorted((a, b) -> Double.compare(mean[b], mean[a]))
        .forEach(c -> sorted.put(all.features().get(c).name(), mean[c]));
    return sorted;
  }
}
