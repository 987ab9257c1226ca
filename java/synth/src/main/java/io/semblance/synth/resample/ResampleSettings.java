package io.semblance.synth.resample;

import java.util.Objects;

/**
 * How rows are resampled.
 *
 * @param neighbours nearest rows that count as neighbours, k in the papers; at least 1
 * @param maxRows rows of a class that are kept at most; neighbours are sought among them. At least
 *     2
 * @param labels where labels come from
 * @param scaled whether distances divide each number by its standard deviation, as the papers do
 *     not
 * @param byDensity whether rows that have many of other classes around them are used more often
 *     (ADASYN), or all evenly (SMOTE)
 */
record ResampleSettings(
    int neighbours, int maxRows, LabelChoice labels, boolean scaled, boolean byDensity) {
  /** Neighbours in both papers' experiments. */
  static final int NEIGHBOURS = 5;

  /** Rows of a class whose neighbours are found in seconds. */
  static final int MAX_ROWS = 50_000;

  /**
   * @throws IllegalArgumentException if a number is too small
   */
  ResampleSettings {
    Objects.requireNonNull(labels, "labels");
    if (neighbours < 1 || maxRows < 2) {
      throw new IllegalArgumentException(
          neighbours + " neighbours among " + maxRows + " rows, needed are 1 among 2 at least");
    }
  }
}
