package io.semblance.quality.summary;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A distribution of finite numbers as rising distinct values with weights: all values of a column
 * with their counts, or those that a sketch has kept.
 */
public final class Distribution {
  private final double[] values;
  private final long[] weights;
  private final long[] cumulative;
  private final boolean exact;

  private Distribution(double[] values, long[] weights, boolean exact) {
    this.values = values;
    this.weights = weights;
    this.exact = exact;
    cumulative = new long[values.length];
    long sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[i] = sum;
    }
  }

  /**
   * Sorts the values and puts equal ones together; the arrays are not kept.
   *
   * @param exact whether the weights are the counts themselves
   */
  public static Distribution of(double[] values, long[] weights, boolean exact) {
    int n = values.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sorted = new double[n];
    long[] sums = new long[n];
    int size = 0;
    for (int i : order) {
      if (size > 0 && sorted[size - 1] == values[i]) {
        sums[size - 1] += weights[i];
      } else {
        sorted[size] = values[i];
        sums[size++] = weights[i];
      }
    }
    return new Distribution(Arrays.copyOf(sorted, size), Arrays.copyOf(sums, size), exact);
  }

  /** Takes over rising values and their true counts. */
  static Distribution ofSorted(double[] values, long[] counts) {
    return new Distribution(values, counts, true);
  }

  /** How many distinct values are held. */
  public int size() {
    return values.length;
  }

  /** The value at a place, counted from 0; they rise. */
  public double value(int place) {
    return values[place];
  }

  /** How many cells the value at a place stands for. */
  public long weight(int place) {
    return weights[place];
  }

  /** How many cells there are in all. */
  public long total() {
    return cumulative.length == 0 ? 0 : cumulative[cumulative.length - 1];
  }

  /** Whether these are all values with their true counts. */
  public boolean exact() {
    return exact;
  }

  /**
   * A quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996),
   * as NumPy and pandas have it; NaN when there is no value.
   *
   * @param p between 0 and 1
   */
  public double quantile(double p) {
    long n = total();
    if (n == 0) {
      return Double.NaN;
    }
    double place = p * (n - 1);
    long low = (long) Math.floor(place);
    double from = at(low);
    double share = place - low;
    return share == 0 || low + 1 >= n ? from : from + share * (at(low + 1) - from);
  }

  private double at(long rank) {
    int place = Arrays.binarySearch(cumulative, rank + 1);
    return values[place < 0 ? -place - 1 : place];
  }

  /** The share of cells that are at most x. */
  public double cdf(double x) {
    int place = Arrays.binarySearch(values, x);
    int below = place < 0 ? -place - 1 : place + 1;
    return total() == 0 ? Double.NaN : below == 0 ? 0 : (double) cumulative[below - 1] / total();
  }

  /** The median of the distances from the median. */
  public double medianAbsoluteDeviation() {
    double median = quantile(.5);
    int n = values.length;
    double[] distances = new double[n];
    long[] counts = new long[n];
    int right = 0;
    while (right < n && values[right] < median) {
      right++;
    }
    int left = right - 1;
    // Distances rise to both sides, so merging the sides sorts them.
    for (int k = 0; k < n; k++) {
      boolean takeLeft =
          left >= 0 && (right == n || median - values[left] <= values[right] - median);
      int place = takeLeft ? left-- : right++;
      distances[k] = Math.abs(values[place] - median);
      counts[k] = weights[place];
    }
    return new Distribution(distances, counts, exact).quantile(.5);
  }

  /** The greatest distance of the two distribution functions (Kolmogorov and Smirnov). */
  public static double kolmogorovSmirnov(Distribution a, Distribution b) {
    return walk(a, b, false);
  }

  /** The area between the two distribution functions: the earth mover's distance. */
  public static double wasserstein(Distribution a, Distribution b) {
    return walk(a, b, true);
  }

  private static double walk(Distribution a, Distribution b, boolean area) {
    if (a.total() == 0 || b.total() == 0) {
      return Double.NaN;
    }
    double largest = 0;
    double sum = 0;
    double before = Double.NaN;
    double gap = 0;
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      double x =
          Math.min(
              i < a.size() ? a.values[i] : Double.POSITIVE_INFINITY,
              j < b.size() ? b.values[j] : Double.POSITIVE_INFINITY);
      sum += Double.isNaN(before) ? 0 : gap * (x - before);
      i += i < a.size() && a.values[i] == x ? 1 : 0;
      j += j < b.size() && b.values[j] == x ? 1 : 0;
      gap = Math.abs(a.below(i) - b.below(j));
      largest = Math.max(largest, gap);
      before = x;
    }
    return area ? sum : largest;
  }

  private double below(int place) {
    return place == 0 ? 0 : (double) cumulative[place - 1] / total();
  }
}
