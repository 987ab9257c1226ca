package io.semblance.quality.detection;

import io.semblance.quality.features.DenseEncoder;
import io.semblance.quality.features.DenseEncoder.Matrix;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.learn.Auc;
import io.semblance.quality.learn.Objective;
import io.semblance.quality.linear.LinearModel;
import java.util.stream.IntStream;

/**
 * SDMetrics' LogisticDetection: {@code 1 - mean over three folds of 2 max(.5, AUC) - 1} of a
 * logistic regression on robustly scaled numbers and one-hot labels, missing numbers at the mean.
 * It sees single columns and is nearly blind to dependence; hence {@link TreeDetection}.
 *
 * @param score 1 when nothing tells the tables apart, 0 when everything does
 * @param rows rows of each side
 */
public record LogisticDetection(double score, int rows) {

  /** A linear model learns no more from more rows. */
  static final int MOST_ROWS = 20_000;

  /** Bounds memory and time on tables of many columns. */
  private static final int MOST_CELLS = 8_000_000;

  private static final int MOST_LABELS = 50;

  /**
   * Tries to tell two tables apart.
   *
   * @param real at least three rows
   * @param synthetic at least three rows, aligned with {@code real}
   */
  public static LogisticDetection of(FeatureTable real, FeatureTable synthetic, long seed) {
    int n = Math.min(MOST_ROWS, Math.min(real.rows(), synthetic.rows()));
    FeatureTable all = real.sample(n, seed).append(synthetic.sample(n, seed + 1));
    DenseEncoder encoder = DenseEncoder.fit(all, DenseEncoder.Scaling.ROBUST, MOST_LABELS);
    int affordable = Math.max(3 * TreeDetection.FOLDS, MOST_CELLS / encoder.width());
    if (affordable < n) {
      n = affordable;
      all = real.sample(n, seed).append(synthetic.sample(n, seed + 1));
    }
    StratifiedFolds folds = new StratifiedFolds(n, n, TreeDetection.FOLDS, seed + 2);
    FeatureTable rows = all;
    int realRows = n;
    double mean =
        IntStream.range(0, TreeDetection.FOLDS)
            .parallel()
            .mapToDouble(k -> 2 * Math.max(.5, auc(rows, realRows, encoder, folds, k)) - 1)
            .average()
            .orElseThrow();
    return new LogisticDetection(1 - mean, n);
  }

  private static double auc(
      FeatureTable all, int realRows, DenseEncoder encoder, StratifiedFolds folds, int k) {
    int[] learn = folds.rows(k, false);
    int[] ask = folds.rows(k, true);
    double[] target = new double[learn.length];
    for (int i = 0; i < learn.length; i++) {
      target[i] = learn[i] < realRows ? 0 : 1;
    }
    Matrix learnRows = encoder.encode(all.select(learn));
    LinearModel model = LinearModel.fit(learnRows, target, 2, Objective.LOGISTIC);
    double[] scores = model.scores(encoder.encode(all.select(ask)))[0];
    return Auc.of(scores, i -> ask[i] >= realRows);
  }
}
