package io.semblance.quality.trees;

import io.semblance.data.trees.TreeOptions;

/**
 * How to boost. The defaults are those of XGBoost but for the depth, which the field's detection
 * test sets to 5.
 *
 * @param rounds trees per score, at least 1
 * @param depth most splits between root and leaf, 1 to 12
 * @param learningRate factor on every leaf, above 0 and at most 1
 * @param lambda L2 regularisation of the leaves, 0 or more
 * @param minChildWeight least sum of second derivatives in a leaf, 0 or more
 */
public record BoostingOptions(
    int rounds, int depth, double learningRate, double lambda, double minChildWeight) {

  public BoostingOptions {
    if (rounds < 1 || depth < 1 || depth > 12) {
      throw new IllegalArgumentException("rounds " + rounds + ", depth " + depth);
    }
    if (!(learningRate > 0 && learningRate <= 1) || !(lambda >= 0) || !(minChildWeight >= 0)) {
      throw new IllegalArgumentException(
          "learningRate " + learningRate + ", lambda " + lambda + ", weight " + minChildWeight);
    }
  }

  /** 100 rounds, depth 5, learning rate .3, lambda 1, least weight 1. */
  public static BoostingOptions defaults() {
    return new BoostingOptions(100, 5, .3, 1, 1);
  }

  /** How to grow each tree. */
  TreeOptions trees() {
    return new TreeOptions(depth, lambda, minChildWeight, 0);
  }

  /** The same with another number of rounds. */
  public BoostingOptions withRounds(int value) {
    return new BoostingOptions(value, depth, learningRate, lambda, minChildWeight);
  }
}
