package io.semblance.quality.utility;

import io.semblance.quality.learn.Auc;
import java.util.Arrays;

/** How well predictions fit: 1 is perfect for each. */
final class Scoring {

  private Scoring() {}

  /**
   * Scores predictions.
   *
   * @param scores one array per output, as models give them
   */
  static double of(PredictionTask task, double[][] scores, double[] target) {
    return switch (task.metric()) {
      case "auc" -> Auc.of(scores[0], i -> target[i] == 1);
      case "macro_f1" -> macroF1(scores, target);
      default -> r2(scores[0], target);
    };
  }

  /** Mean over the classes that occur of 2 TP / (2 TP + FP + FN). */
  private static double macroF1(double[][] scores, double[] target) {
    int classes = scores.length;
    long[] hits = new long[classes];
    long[] said = new long[classes];
    long[] occur = new long[classes];
    for (int i = 0; i < target.length; i++) {
      int best = 0;
      for (int k = 1; k < classes; k++) {
        best = scores[k][i] > scores[best][i] ? k : best;
      }
      said[best]++;
      occur[(int) target[i]]++;
      hits[best] += best == (int) target[i] ? 1 : 0;
    }
    double sum = 0;
    int count = 0;
    for (int k = 0; k < classes; k++) {
      if (occur[k] > 0) {
        sum += 2.0 * hits[k] / (said[k] + occur[k]);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** 1 less the share of the variance that is left; below 0 when worse than the mean. */
  private static double r2(double[] predicted, double[] target) {
    double mean = Arrays.stream(target).average().orElse(Double.NaN);
    double left = 0;
    double whole = 0;
    for (int i = 0; i < target.length; i++) {
      left += (target[i] - predicted[i]) * (target[i] - predicted[i]);
      whole += (target[i] - mean) * (target[i] - mean);
    }
    return whole == 0 ? Double.NaN : 1 - left / whole;
  }
}
