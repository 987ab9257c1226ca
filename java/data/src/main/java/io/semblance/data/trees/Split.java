package io.semblance.data.trees;

/**
 * Which rows of a node go left: those whose bin of {@code feature} is in the set.
 *
 * @param gain how much the split lowers the regularised loss (XGBoost, equation 7, without the
 *     half)
 * @param left 256 bits, one per bin; one form serves thresholds, label sets and missing cells
 * @param leftGradients sums of first derivatives of the rows that go left, one for each output
 * @param leftHessian sum of their second derivatives
 */
public record Split(
    int feature, double gain, long[] left, double[] leftGradients, double leftHessian) {

  /** Whether a set has a bin. */
  public static boolean contains(long[] set, int bin) {
    return (set[bin >> 6] >>> bin & 1) != 0;
  }

  /** Adds a bin to a set of four words. */
  public static void add(long[] set, int bin) {
    set[bin >> 6] |= 1L << bin;
  }
}
