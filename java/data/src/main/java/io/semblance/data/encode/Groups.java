package io.semblance.data.encode;

import java.util.Arrays;

/** Parts rows by the values of a column or of a function. */
final class Groups {
  /** Groups of fewer rows know nothing. */
  static final int FEWEST_ROWS = 40;

  private static final int ROWS_EACH = 100;
  private static final int MANY = 64;
  private static final int SOME = 16;

  private Groups() {}

  /**
   * Edges between groups: between all values where they are few, else between equal parts.
   *
   * @param values one for each row; NaN for unknown
   * @param many whether the groups are all that is known
   */
  static double[] edges(double[] values, boolean many) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int most = Math.max(1, Math.min(many ? MANY : SOME, sorted.length / ROWS_EACH));
    double[] distinct = Arrays.stream(sorted).distinct().limit(MANY + 1L).toArray();
    double[] edges = new double[Math.max(most, MANY)];
    int n = 0;
    if (distinct.length <= MANY) {
      for (int i = 1; i < distinct.length; i++) {
        edges[n++] = distinct[i - 1] + (distinct[i] - distinct[i - 1]) / 2;
      }
    } else {
      for (int g = 1; g < most; g++) {
        double edge = sorted[(int) ((long) g * sorted.length / most)];
        if (n == 0 || edge > edges[n - 1]) {
          edges[n++] = edge;
        }
      }
    }
    return Arrays.copyOf(edges, n);
  }
}
