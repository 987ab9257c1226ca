package io.semblance.benchmarks;

import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.learn.Objective;
import io.semblance.quality.trees.BoostedTrees;
import io.semblance.quality.trees.BoostingOptions;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Other ways to fill hidden cells, which know the training rows. */
final class ImputationPeers {
  private static final int NEIGHBOURS = 5;
  private static final int ROUNDS = 3;

  private final HiddenCells cells;
  private final FeatureTable train;
  private final FeatureTable truth;
  private final boolean[][] hidden;

  ImputationPeers(HiddenCells cells) {
    this.cells = cells;
    this.train = cells.train();
    this.truth = cells.truth();
    this.hidden = cells.hidden();
  }

  /** The cells that are there, and the middle of the column for the others. */
  double[][] simple() {
    double[][] filled = new double[train.width()][];
    for (int c = 0; c < filled.length; c++) {
      double middle = cells.middle(c, train.column(c));
      double[] column = truth.column(c).clone();
      for (int row = 0; row < column.length; row++) {
        column[row] = hidden[c][row] ? middle : column[row];
      }
      filled[c] = column;
    }
    return filled;
  }

  /**
   * By the middle of the five nearest training rows, numbers in half deviations, labels as they
   * are.
   */
  double[][] nearest() {
    int width = train.width();
    double[] scale = new double[width];
    for (int c = 0; c < width; c++) {
      scale[c] = cells.label(c) ? 0 : 1 / Math.max(1e-12, cells.deviation(c));
    }
    double[][] filled = new double[width][];
    Arrays.setAll(filled, c -> truth.column(c).clone());
    IntStream.range(0, truth.rows())
        .parallel()
        .forEach(
            row -> {
              int[] best = neighbours(row, scale);
              for (int c = 0; c < width; c++) {
                if (hidden[c][row]) {
                  double[] column = train.column(c);
                  filled[c][row] =
                      cells.middle(c, Arrays.stream(best).mapToDouble(b -> column[b]).toArray());
                }
              }
            });
    return filled;
  }

  private int[] neighbours(int row, double[] scale) {
    double[] least = new double[NEIGHBOURS];
    int[] best = new int[NEIGHBOURS];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int other = 0; other < train.rows(); other++) {
      double distance = 0;
      for (int c = 0; c < scale.length && distance < least[NEIGHBOURS - 1]; c++) {
        if (!hidden[c][row]) {
          double a = truth.column(c)[row];
          double b = train.column(c)[other];
          double d = scale[c] == 0 ? (a == b ? 0 : 1) : (a - b) * scale[c] / 2;
          distance += Double.isNaN(d) ? 1 : d * d;
        }
      }
      int at = NEIGHBOURS;
      while (at > 0 && distance < least[at - 1]) {
        at--;
      }
      if (at < NEIGHBOURS) {
        System.arraycopy(least, at, least, at + 1, NEIGHBOURS - 1 - at);
        System.arraycopy(best, at, best, at + 1, NEIGHBOURS - 1 - at);
        least[at] = distance;
        best[at] = other;
      }
    }
    return best;
  }

  /** Trees for each column, told all others as they are filled so far, in some rounds. */
  double[][] chain(double[][] start) {
    int width = train.width();
    double[][] filled = new double[width][];
    Arrays.setAll(filled, c -> start[c].clone());
    BoostedTrees[] trees = new BoostedTrees[width];
    for (int round = 0; round < ROUNDS; round++) {
      for (int c = 0; c < width; c++) {
        trees[c] = trees[c] == null ? trees(c) : trees[c];
        FeatureTable now = FeatureTable.of(truth.features(), filled).without(c);
        double[][] scores = trees[c].scores(now);
        for (int row = 0; row < truth.rows(); row++) {
          if (hidden[c][row]) {
            filled[c][row] = said(c, scores, row);
          }
        }
      }
    }
    return filled;
  }

  private BoostedTrees trees(int column) {
    double[] own = train.column(column);
    int[] known = IntStream.range(0, own.length).filter(row -> !Double.isNaN(own[row])).toArray();
    double[] target = Arrays.stream(known).mapToDouble(row -> own[row]).toArray();
    FeatureTable others = train.without(column).select(known);
    int classes = cells.label(column) ? train.features().get(column).labels().size() : 0;
    Objective objective =
        classes == 0 ? Objective.SQUARED : classes == 2 ? Objective.LOGISTIC : Objective.SOFTMAX;
    BoostingOptions options = new BoostingOptions(classes > 10 ? 30 : 60, 5, .2, 1, 1);
    return BoostedTrees.fit(others, target, classes, objective, options);
  }

  private double said(int column, double[][] scores, int row) {
    if (!cells.label(column)) {
      return scores[0][row];
    }
    if (scores.length == 1) {
      return scores[0][row] > 0 ? 1 : 0;
    }
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k][row] > scores[best][row] ? k : best;
    }
    return best;
  }
}
