package io.semblance.synth.timegan;

import io.semblance.data.Column;
import io.semblance.data.NumericColumn;
import io.semblance.synth.series.SeriesData;

/**
 * How many random numbers a step needs. Where each change follows from the one before, as in a
 * sine, new ones are only to be smoothed away again; where none does, as in a price, a step is made
 * of them.
 */
final class Roughness {
  private static final int LEAST = 2;
  private static final int MOST = 8;

  /** Windows that are looked at. */
  private static final int MOST_WINDOWS = 5_000;

  private Roughness() {}

  /** Random numbers for each step. */
  static int noise(SeriesData data) {
    return LEAST + (int) Math.round((MOST - LEAST) * of(data));
  }

  /**
   * The share of the variance of changes that the change before does not explain, from 0 to 1: the
   * mean over columns of numbers; 1 without any.
   */
  static double of(SeriesData data) {
    double sum = 0;
    int columns = 0;
    for (Column column : data.steps().columns()) {
      if (column instanceof NumericColumn numbers) {
        double share = unexplained(data, numbers.values());
        sum += Double.isNaN(share) ? 0 : share;
        columns += Double.isNaN(share) ? 0 : 1;
      }
    }
    return columns == 0 ? 1 : sum / columns;
  }

  private static double unexplained(SeriesData data, double[] values) {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    int every = Math.max(1, data.count() / MOST_WINDOWS);
    for (int w = 0; w < data.count(); w += every) {
      int[] rows = data.windows().get(w);
      for (int t = 2; t < rows.length; t++) {
        double before = values[rows[t - 1]] - values[rows[t - 2]];
        double change = values[rows[t]] - values[rows[t - 1]];
        if (Double.isFinite(before) && Double.isFinite(change)) {
          xx += before * before;
          xy += before * change;
          yy += change * change;
        }
      }
    }
    return xx == 0 || yy == 0 ? Double.NaN : Math.max(0, 1 - xy * xy / (xx * yy));
  }
}
