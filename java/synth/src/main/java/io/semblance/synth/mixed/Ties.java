package io.semblance.synth.mixed;

import java.util.Arrays;

/**
 * The interval of each distinct scalar of a column: gaps between neighbours are shared out by how
 * often the two occur. For the ranks of the quantile encoder these are exactly the intervals of
 * ranks that the values fill; for others they are at least the values' own.
 */
final class Ties {
  private final float[] values;
  private final double[] lower;
  private final double[] upper;

  private Ties(float[] values, double[] lower, double[] upper) {
    this.values = values;
    this.lower = lower;
    this.upper = upper;
  }

  /** Of all scalars of a column, in any order. */
  static Ties of(float[] scalars) {
    float[] sorted = scalars.clone();
    Arrays.sort(sorted);
    float[] values = new float[sorted.length];
    int[] counts = new int[sorted.length];
    int n = 0;
    for (float value : sorted) {
      if (n == 0 || values[n - 1] != value) {
        values[n++] = value;
      }
      counts[n - 1]++;
    }
    double[] lower = new double[n];
    double[] upper = new double[n];
    for (int i = 0; i + 1 < n; i++) {
      double gap = (double) values[i + 1] - values[i];
      upper[i] = values[i] + gap * counts[i] / ((double) counts[i] + counts[i + 1]);
      lower[i + 1] = upper[i];
    }
    if (n > 0) { // the outermost are as wide outwards as inwards, within [-1, 1]
      double first = n == 1 ? 0 : upper[0] - values[0];
      double last = n == 1 ? 0 : values[n - 1] - lower[n - 1];
      lower[0] = Math.max(-1, values[0] - first);
      upper[n - 1] = Math.min(1, values[n - 1] + last);
      if (n == 1) {
        upper[0] = values[0];
      }
    }
    return new Ties(Arrays.copyOf(values, n), lower, upper);
  }

  /**
   * A point of the interval of a scalar.
   *
   * @param place which point, in (0, 1)
   */
  double at(float scalar, double place) {
    int i = Arrays.binarySearch(values, scalar);
    return lower[i] + place * (upper[i] - lower[i]);
  }
}
