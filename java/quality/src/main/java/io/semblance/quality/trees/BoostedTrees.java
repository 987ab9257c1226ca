package io.semblance.quality.trees;

import io.semblance.data.trees.BinMapper;
import io.semblance.data.trees.BinnedRows;
import io.semblance.data.trees.Tree;
import io.semblance.data.trees.TreeGrower;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.learn.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gradient-boosted trees. Columns of labels are split by sets of labels, missing cells go to the
 * side where they lower the loss.
 *
 * <pre>{@code
 * BoostedTrees model = BoostedTrees.fit(rows, target, 2, Objective.LOGISTIC, BoostingOptions.defaults());
 * double[] logOdds = model.scores(others)[0];
 * }</pre>
 */
public final class BoostedTrees {

  /** Second derivatives are kept above this, as in XGBoost. */
  private static final double LEAST_HESSIAN = 1e-16;

  private final List<BinMapper> mappers;
  private final double[] base;
  private final Tree[][] trees;
  private final double[] importance;

  private BoostedTrees(
      List<BinMapper> mappers, double[] base, Tree[][] trees, double[] importance) {
    this.mappers = mappers;
    this.base = base;
    this.trees = trees;
    this.importance = importance;
  }

  /**
   * Fits.
   *
   * @param rows at least one row
   * @param target one finite value per row: 0 or 1, a class from 0, or a number
   * @param classes how many classes there are; read for {@link Objective#SOFTMAX} alone
   */
  public static BoostedTrees fit(
      FeatureTable rows,
      double[] target,
      int classes,
      Objective objective,
      BoostingOptions options) {
    if (rows.rows() == 0 || target.length != rows.rows()) {
      throw new IllegalArgumentException(rows.rows() + " rows, " + target.length + " targets");
    }
    int n = rows.rows();
    int outputs = objective == Objective.SOFTMAX ? classes : 1;
    BinnedRows binned = binned(mappers(rows), rows);
    TreeGrower grower = new TreeGrower(binned, options.trees(), 1, true);
    double[] base = base(target, outputs, objective);
    double[][] scores = new double[outputs][n];
    for (int k = 0; k < outputs; k++) {
      Arrays.fill(scores[k], base[k]);
    }
    double[][] gradient = new double[outputs][n];
    double[][] hessian = new double[outputs][n];
    Tree[][] trees = new Tree[outputs][options.rounds()];
    for (int round = 0; round < options.rounds(); round++) {
      derivatives(objective, target, scores, gradient, hessian);
      for (int k = 0; k < outputs; k++) {
        double[] ofClass = scores[k];
        trees[k][round] =
            grower.grow(
                new double[][] {gradient[k]},
                hessian[k],
                (leaf, leafRows, from, to, g, h) -> {
                  double value = -options.learningRate() * g[0] / (h + options.lambda());
                  for (int i = from; i < to; i++) {
                    ofClass[leafRows[i]] += value;
                  }
                  return value;
                });
      }
    }
    return new BoostedTrees(binned.mappers(), base, trees, shares(grower.gains()));
  }

  /**
   * The scores of rows aligned with those of the fit: log-odds, one array per class before the
   * softmax, or numbers.
   *
   * @return one array per output, one score per row
   */
  public double[][] scores(FeatureTable rows) {
    BinnedRows binned = binned(mappers, rows);
    double[][] out = new double[trees.length][rows.rows()];
    for (int k = 0; k < trees.length; k++) {
      Tree[] own = trees[k];
      double[] scores = out[k];
      double start = base[k];
      IntStream.range(0, rows.rows())
          .parallel()
          .forEach(
              row -> {
                double sum = start;
                for (Tree tree : own) {
                  sum += tree.predict(binned, row);
                }
                scores[row] = sum;
              });
    }
    return out;
  }

  private static List<BinMapper> mappers(FeatureTable table) {
    return IntStream.range(0, table.width())
        .parallel()
        .mapToObj(
            c ->
                table.features().get(c).categorical()
                    ? BinMapper.codes(table.column(c), table.features().get(c).labels().size())
                    : BinMapper.numbers(table.column(c)))
        .toList();
  }

  private static BinnedRows binned(List<BinMapper> mappers, FeatureTable table) {
    return BinnedRows.of(
        mappers, IntStream.range(0, table.width()).mapToObj(table::column).toList(), table.rows());
  }

  /** Share of each column in the total gain of all splits; sums to 1, or all 0 without a split. */
  public double[] importance() {
    return importance.clone();
  }

  /** The best constant score, so that no round is spent on it. */
  private static double[] base(double[] target, int outputs, Objective objective) {
    double[] base = new double[outputs];
    if (objective == Objective.SOFTMAX) {
      Arrays.fill(base, 1); // one row of each class in advance keeps the logarithm finite
      for (double y : target) {
        base[(int) y]++;
      }
      for (int k = 0; k < outputs; k++) {
        base[k] = Math.log(base[k] / (target.length + outputs));
      }
      return base;
    }
    double mean = Arrays.stream(target).average().orElseThrow();
    if (objective == Objective.LOGISTIC) {
      double p = Math.min(Math.max(mean, 1e-6), 1 - 1e-6);
      mean = Math.log(p / (1 - p));
    }
    base[0] = mean;
    return base;
  }

  private static void derivatives(
      Objective objective,
      double[] target,
      double[][] scores,
      double[][] gradient,
      double[][] hessian) {
    IntStream.range(0, target.length)
        .parallel()
        .forEach(
            i -> {
              switch (objective) {
                case LOGISTIC -> {
                  double p = 1 / (1 + Math.exp(-scores[0][i]));
                  gradient[0][i] = p - target[i];
                  hessian[0][i] = Math.max(p * (1 - p), LEAST_HESSIAN);
                }
                case SQUARED -> {
                  gradient[0][i] = scores[0][i] - target[i];
                  hessian[0][i] = 1;
                }
                case SOFTMAX -> softmax((int) target[i], i, scores, gradient, hessian);
              }
            });
  }

  private static void softmax(
      int label, int i, double[][] scores, double[][] gradient, double[][] hessian) {
    double most = Double.NEGATIVE_INFINITY;
    for (double[] score : scores) {
      most = Math.max(most, score[i]);
    }
    double sum = 0;
    for (double[] score : scores) {
      sum += Math.exp(score[i] - most);
    }
    for (int k = 0; k < scores.length; k++) {
      double p = Math.exp(scores[k][i] - most) / sum;
      gradient[k][i] = p - (k == label ? 1 : 0);
      // Twice the diagonal, as XGBoost does: it bounds the full matrix.
      hessian[k][i] = Math.max(2 * p * (1 - p), LEAST_HESSIAN);
    }
  }

  private static double[] shares(double[] gains) {
    double total = Arrays.stream(gains).sum();
    return total == 0 ? gains : Arrays.stream(gains).map(g -> g / total).toArray();
  }
}
