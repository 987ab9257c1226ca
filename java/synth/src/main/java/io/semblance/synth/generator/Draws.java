package io.semblance.synth.generator;

import java.util.Arrays;

/** Draws one of several by given weights. */
final class Draws {
  private Draws() {}

  /** The sums of the weights up to each, as parts of their total. */
  static double[] cumulate(double[] weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    for (int i = 0; i < weights.length; i++) {
      sums[i] /= sum;
    }
    return sums;
  }

  /** The one that {@code u} in [0, 1) falls on. */
  static int pick(double[] cumulative, double u) {
    int at = Arrays.binarySearch(cumulative, u);
    int i = at < 0 ? -at - 1 : at + 1;
    return Math.min(i, cumulative.length - 1);
  }
}
