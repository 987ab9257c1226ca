package io.semblance.quality.series;

import io.semblance.quality.features.RandomRows;
import io.semblance.quality.summary.Distribution;
import java.util.Arrays;

/** Small sums over samples. */
final class Samples {

  private Samples() {}

  static Distribution distribution(double[] values) {
    long[] weights = new long[values.length];
    Arrays.fill(weights, 1);
    return Distribution.of(values, weights, true);
  }

  /** The distance of two distributions: 1 where one of them alone is empty, NaN where both are. */
  static double ks(Distribution a, Distribution b) {
    if (a.total() == 0 || b.total() == 0) {
      return a.total() == b.total() ? Double.NaN : 1;
    }
    return Distribution.kolmogorovSmirnov(a, b);
  }

  /** The distance of one random half from the other; NaN with fewer than 20 values. */
  static double halvesApart(double[] values, long seed) {
    if (values.length < Discrimination.FEWEST) {
      return Double.NaN;
    }
    int[] order = RandomRows.permutation(values.length, seed);
    double[] mixed = Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    int half = mixed.length / 2;
    return ks(
        distribution(Arrays.copyOf(mixed, half)),
        distribution(Arrays.copyOfRange(mixed, half, mixed.length)));
  }

  /** The mean of what is not NaN; NaN without any. */
  static double mean(double[] values) {
    return Arrays.stream(values).filter(x -> !Double.isNaN(x)).average().orElse(Double.NaN);
  }

  /** The standard deviation, by n - 1, of what is not NaN; 0 of a single value. */
  static double deviation(double[] values) {
    double[] there = Arrays.stream(values).filter(x -> !Double.isNaN(x)).toArray();
    if (there.length == 0) {
      return Double.NaN;
    }
    double mean = mean(there);
    double squares = Arrays.stream(there).map(x -> (x - mean) * (x - mean)).sum();
    return there.length == 1 ? 0 : Math.sqrt(squares / (there.length - 1));
  }
}
