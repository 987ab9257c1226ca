package io.semblance.synth;

import java.util.Arrays;

/** Draws one of several by given weights. Immutable. */
public final class CategoricalDraw {
  /** The sums of the weights up to each, as parts of their total. */
  private final double[] sums;

  /**
   * @param weights not negative, at least one of them positive; need not sum to 1
   */
  public CategoricalDraw(double[] weights) {
    sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    for (int i = 0; i < weights.length; i++) {
      sums[i] /= sum;
    }
  }

  /** The one that {@code u} in [0, 1) falls on: never one without weight. */
  public int at(double u) {
    int place = Arrays.binarySearch(sums, u);
    int i = place < 0 ? -place - 1 : place + 1;
    return Math.min(i, sums.length - 1);
  }
}
