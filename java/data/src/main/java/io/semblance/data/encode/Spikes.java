package io.semblance.data.encode;

import java.util.Arrays;

/**
 * Finds the single values of a column that stand out of an otherwise continuous distribution. The
 * most frequent value is taken, then the most frequent of what is left, and so on, as long as it
 *
 * <ul>
 *   <li>has at least 5% of all values, or 5% of what is left once the earlier spikes are gone and
 *       at least 0.2% of all: the 99,999 that caps Adult's capital gain is 0.5% of all rows, but 6%
 *       of those with a gain; and
 *   <li>is at least three times as frequent as the distinct values around it are on average, so
 *       that the top of a bell curve over whole numbers is no spike.
 * </ul>
 */
final class Spikes {
  private static final double SHARE = 0.05;
  private static final double LEAST_OF_ALL = 0.002;
  private static final double STANDS_OUT = 3;
  private static final int AROUND = 4;
  private static final int MOST = 8;

  private Spikes() {}

  /** The spikes, rising; the values are distinct and rising, with their counts. */
  static double[] find(double[] values, long[] counts) {
    int n = values.length;
    boolean[] taken = new boolean[n];
    double[] found = new double[MOST];
    int spikes = 0;
    long all = Arrays.stream(counts).sum();
    long left = all;
    while (spikes < MOST) {
      int best = -1;
      for (int i = 0; i < n; i++) {
        if (!taken[i]
            && (best < 0 || counts[i] > counts[best])
            && isFrequent(counts[i], left, all)
            && counts[i] >= STANDS_OUT * meanAround(counts, taken, i)) {
          best = i;
        }
      }
      if (best < 0) {
        break;
      }
      taken[best] = true;
      left -= counts[best];
      found[spikes++] = values[best];
    }
    double[] sorted = Arrays.copyOf(found, spikes);
    Arrays.sort(sorted);
    return sorted;
  }

  private static boolean isFrequent(long count, long left, long all) {
    return count >= SHARE * all || (count >= SHARE * left && count >= LEAST_OF_ALL * all);
  }

  private static double meanAround(long[] counts, boolean[] taken, int at) {
    long sum = 0;
    int seen = 0;
    for (int i = at - 1, near = 0; i >= 0 && near < AROUND; i--) {
      if (!taken[i]) {
        sum += counts[i];
        seen++;
        near++;
      }
    }
    for (int i = at + 1, near = 0; i < counts.length && near < AROUND; i++) {
      if (!taken[i]) {
        sum += counts[i];
        seen++;
        near++;
      }
    }
    return seen == 0 ? 0 : (double) sum / seen;
  }
}
