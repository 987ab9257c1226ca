package io.semblance.quality.summary;

import java.util.Arrays;

/** Exact counts of distinct finite numbers, as sorted runs; new values wait in a buffer. */
final class ValueCounts {
  private static final int SMALLEST_BUFFER = 1024;

  private double[] values = {};
  private long[] counts = {};
  private double[] waiting = new double[SMALLEST_BUFFER];
  private int waitingSize;

  void add(double x) {
    if (waitingSize == waiting.length) {
      settle();
      // A buffer as long as what is settled keeps the cost per value to that of sorting.
      int length = Math.max(SMALLEST_BUFFER, values.length);
      waiting = waiting.length >= length ? waiting : new double[length];
    }
    waiting[waitingSize++] = x;
  }

  void merge(ValueCounts other) {
    settle();
    other.settle();
    union(other.values, other.counts, other.values.length);
  }

  private void settle() {
    if (waitingSize == 0) {
      return;
    }
    Arrays.sort(waiting, 0, waitingSize);
    double[] fresh = new double[waitingSize];
    long[] times = new long[waitingSize];
    int size = 0;
    for (int i = 0; i < waitingSize; i++) {
      if (size > 0 && fresh[size - 1] == waiting[i]) {
        times[size - 1]++;
      } else {
        fresh[size] = waiting[i];
        times[size++] = 1;
      }
    }
    waitingSize = 0;
    union(fresh, times, size);
  }

  private void union(double[] others, long[] times, int size) {
    double[] all = new double[values.length + size];
    long[] sums = new long[all.length];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < values.length || j < size) {
      boolean left = j == size || (i < values.length && values[i] <= others[j]);
      boolean both = left && j < size && values[i] == others[j];
      all[n] = left ? values[i] : others[j];
      sums[n] = (left ? counts[i] : 0) + (both || !left ? times[j] : 0);
      n++;
      i += left ? 1 : 0;
      j += both || !left ? 1 : 0;
    }
    boolean same = n == values.length;
    values = same && n == all.length ? all : Arrays.copyOf(all, n);
    counts = same && n == sums.length ? sums : Arrays.copyOf(sums, n);
  }

  /** How many distinct values there are so far; those that wait are counted in. */
  int distinct() {
    settle();
    return values.length;
  }

  /** At least this many; costs nothing. */
  int distinctAtLeast() {
    return values.length;
  }

  Distribution distribution() {
    settle();
    return Distribution.ofSorted(values.clone(), counts.clone());
  }
}
