package io.semblance.quality.learn;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Area under the ROC curve. */
public final class Auc {

  private Auc() {}

  /**
   * The chance that a positive row scores above a negative one, ties counting half (the
   * Mann-Whitney statistic).
   *
   * @param scores finite or infinite, no NaN
   * @return .5 when one of the two sides is empty
   */
  public static double of(double[] scores, IntPredicate positive) {
    int positives = 0;
    for (int i = 0; i < scores.length; i++) {
      positives += positive.test(i) ? 1 : 0;
    }
    double[] up = new double[positives];
    double[] down = new double[scores.length - positives];
    int u = 0;
    int d = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive.test(i)) {
        up[u++] = scores[i];
      } else {
        down[d++] = scores[i];
      }
    }
    return of(up, down);
  }

  /** The chance that one of {@code positives} is above one of {@code negatives}. */
  public static double of(double[] positives, double[] negatives) {
    if (positives.length == 0 || negatives.length == 0) {
      return .5;
    }
    double[] up = positives.clone();
    double[] down = negatives.clone();
    Arrays.sort(up);
    Arrays.sort(down);
    int below = 0;
    int notAbove = 0;
    double wins = 0;
    for (double v : up) {
      while (below < down.length && down[below] < v) {
        below++;
      }
      while (notAbove < down.length && down[notAbove] <= v) {
        notAbove++;
      }
      wins += below + (notAbove - below) / 2.0;
    }
    return wins / ((double) up.length * down.length);
  }
}
