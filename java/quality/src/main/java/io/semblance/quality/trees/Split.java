package io.semblance.quality.trees;

/**
 * Which rows of a node go left: those whose bin of {@code feature} is in the set.
 *
 * @param gain how much the split lowers the regularised loss (XGBoost, equation 7, without the
 *     half)
 * @param left 256 bits, one per bin; one form serves thresholds, label sets and missing cells
 * @param leftGradient sum of first derivatives of the rows that go left
 * @param leftHessian sum of their second derivatives
 */
record Split(int feature, double gain, long[] left, double leftGradient, double leftHessian) {

  static boolean contains(long[] set, int bin) {
    return (set[bin >> 6] >>> bin & 1) != 0;
  }

  static void add(long[] set, int bin) {
    set[bin >> 6] |= 1L << bin;
  }
}
