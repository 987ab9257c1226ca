package io.semblance.quality.series;

import io.semblance.quality.summary.Distribution;
import java.util.Arrays;

/**
 * Runs of missing cells: how many steps in a row a feature is missing, and how often it is.
 *
 * @param runs lengths of the runs of each feature, in steps
 * @param shares of its cells that are missing
 */
record MissingRuns(double[][] runs, double[] shares) {
  /** A cell or two that are missing in one table alone say nothing of how runs are distributed. */
  private static final int ENOUGH = Discrimination.FEWEST;

  /**
   * Looks at whole sequences.
   *
   * @param columns NaN where a cell is missing
   */
  static MissingRuns of(double[][] columns, int[][] sequences) {
    double[][] runs = new double[columns.length][];
    double[] shares = new double[columns.length];
    for (int k = 0; k < columns.length; k++) {
      double[] found = new double[16];
      int count = 0;
      long missing = 0;
      long all = 0;
      for (int[] rows : sequences) {
        int run = 0;
        for (int t = 0; t <= rows.length; t++) {
          if (t < rows.length && Double.isNaN(columns[k][rows[t]])) {
            run++;
          } else if (run > 0) {
            found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
            found[count++] = run;
            missing += run;
            run = 0;
          }
        }
        all += rows.length;
      }
      runs[k] = Arrays.copyOf(found, count);
      shares[k] = all == 0 ? 0 : (double) missing / all;
    }
    return new MissingRuns(runs, shares);
  }

  /**
   * The mean over features that are missing in {@value #ENOUGH} runs or more of either table of the
   * Kolmogorov-Smirnov distance of the lengths of runs, 1 where the other table has none; NaN
   * without such features.
   */
  double distance(MissingRuns other) {
    double[] distances = new double[runs.length];
    for (int k = 0; k < distances.length; k++) {
      Distribution mine = Samples.distribution(runs[k]);
      distances[k] =
          Math.max(runs[k].length, other.runs[k].length) < ENOUGH
              ? Double.NaN
              : Samples.ks(mine, Samples.distribution(other.runs[k]));
    }
    return Samples.mean(distances);
  }

  /** The same of one random half of the runs against the other. */
  double halvesApart(long seed) {
    double[] distances = new double[runs.length];
    for (int k = 0; k < distances.length; k++) {
      distances[k] = Samples.halvesApart(runs[k], seed + k);
    }
    return Samples.mean(distances);
  }

  /** The mean absolute difference of shares over features that are missing somewhere; else NaN. */
  double shareDifference(MissingRuns other) {
    double[] differences = new double[shares.length];
    for (int k = 0; k < differences.length; k++) {
      boolean any = shares[k] > 0 || other.shares[k] > 0;
      differences[k] = any ? Math.abs(shares[k] - other.shares[k]) : Double.NaN;
    }
    return Samples.mean(differences);
  }
}
