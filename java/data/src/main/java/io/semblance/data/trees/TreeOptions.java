package io.semblance.data.trees;

/**
 * How to grow a tree.
 *
 * @param depth most splits between root and leaf, 1 to 30
 * @param lambda L2 regularisation of the leaves, 0 or more
 * @param minChildWeight least sum of second derivatives in a leaf, 0 or more
 * @param minGain least gain of a split, in variances of the derivatives of its rows, 0 or more
 */
public record TreeOptions(int depth, double lambda, double minChildWeight, double minGain) {
  private static final int DEEPEST = 30;

  public TreeOptions {
    if (depth < 1
        || depth > DEEPEST
        || !(lambda >= 0)
        || !(minChildWeight >= 0)
        || !(minGain >= 0)) {
      throw new IllegalArgumentException(
          String.format(
              "depth %d, lambda %s, weight %s, gain %s", depth, lambda, minChildWeight, minGain));
    }
  }
}
