package io.semblance.quality.profile;

import java.util.Arrays;

/** Ranks of cells, equal ones sharing the mean of theirs; NaN stays NaN. */
final class Ranks {
  private Ranks() {}

  static double[] of(double[] values) {
    // Adding zero makes a negative zero positive, which sorting and searching tell apart.
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).map(v -> v + 0.0).toArray();
    Arrays.sort(sorted);
    double[] distinct = new double[sorted.length];
    double[] ranks = new double[sorted.length];
    int n = 0;
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      distinct[n] = sorted[from];
      ranks[n++] = (from + to + 1) / 2.0;
      from = to;
    }
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      boolean finite = Double.isFinite(values[i]);
      result[i] = finite ? ranks[Arrays.binarySearch(distinct, 0, n, values[i] + 0.0)] : Double.NaN;
    }
    return result;
  }

  /** The same where rising values have been given rising codes; the code {@code size}: missing. */
  static double[] ofLevels(short[] codes, int size) {
    long[] counts = new long[size + 1];
    for (short code : codes) {
      counts[code]++;
    }
    double[] ranks = new double[size + 1];
    long before = 0;
    for (int level = 0; level < size; level++) {
      ranks[level] = before + (counts[level] + 1) / 2.0;
      before += counts[level];
    }
    ranks[size] = Double.NaN;
    double[] result = new double[codes.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = ranks[codes[i]];
    }
    return result;
  }
}
