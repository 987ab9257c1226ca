package io.semblance.data.simulate;

/**
 * A distribution on finitely many ordered values, seen as a standard normal variable cut at
 * thresholds: value k is taken where {@code thresholds[k-1] <= z < thresholds[k]}.
 */
final class DiscreteMarginal {

  private final double[] values;
  private final double[] thresholds;
  private final double[] rankSteps;
  private final double rankDeviation;

  /**
   * @param values ascending
   * @param counts how often each was seen, all above 0
   */
  DiscreteMarginal(double[] values, long[] counts) {
    int levels = values.length;
    double total = 0;
    for (long count : counts) {
      total += count;
    }
    this.values = values.clone();
    this.thresholds = new double[levels - 1];
    this.rankSteps = new double[levels - 1];
    long below = 0;
    double cubes = 0;
    for (int k = 0; k < levels; k++) {
      double p = counts[k] / total;
      cubes += p * p * p;
      below += counts[k];
      if (k < levels - 1) {
        thresholds[k] = Normal.quantile(below / total);
        rankSteps[k] = .5 * (p + counts[k + 1] / total);
      }
    }
    this.rankDeviation = Math.sqrt((1 - cubes) / 12);
  }

  double[] values() {
    return values;
  }

  /** The cuts of the normal axis, ascending; one less than there are values. */
  double[] thresholds() {
    return thresholds;
  }

  /** By how much the mid-rank (tied ranks averaged, over n) rises at each threshold. */
  double[] rankSteps() {
    return rankSteps;
  }

  /** Standard deviation of the mid-rank over n: sqrt((1 - sum p^3) / 12). */
  double rankDeviation() {
    return rankDeviation;
  }

  /** The value that belongs to a latent normal number. */
  double value(double z) {
    int low = 0;
    int high = thresholds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (z < thresholds[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return values[low];
  }
}
