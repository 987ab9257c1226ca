package io.semblance.data.encode;

import java.util.Arrays;
import java.util.TreeSet;

/** Where the bins of a column of numbers begin. */
final class BinEdges {
  private static final int MOST_BINS = 100;
  private static final int FEWEST_BINS = 8;

  /** Rows of a bin at an end, and by how much it is wider than its neighbour if it is halved. */
  private static final int FEWEST_IN_TAIL = 25;

  private static final double WIDE = 2;

  private BinEdges() {}

  private static int bins(int rows) {
    return Math.max(FEWEST_BINS, Math.min(MOST_BINS, (int) Math.sqrt(rows)));
  }

  /**
   * Bins of equal mass, but that those at the ends are halved as long as they are much wider than
   * their neighbours and hold enough rows: where a distribution has long tails, one bin of a
   * hundredth of the rows would be most of the range.
   */
  static double[] of(EmpiricalCdf cdf, int rows) {
    int bins = bins(rows);
    TreeSet<Double> shares = new TreeSet<>();
    for (int b = 0; b < bins; b++) {
      shares.add((double) b / bins);
    }
    double least = FEWEST_IN_TAIL / (double) rows;
    for (double tail = 1.0 / bins; tail / 2 >= least && wide(cdf, 0, tail); tail /= 2) {
      shares.add(tail / 2);
    }
    for (double tail = 1.0 / bins; tail / 2 >= least && wide(cdf, 1, -tail); tail /= 2) {
      shares.add(1 - tail / 2);
    }
    double[] edges = new double[shares.size()];
    int n = 0;
    for (double share : shares) {
      double edge = cdf.quantile(share);
      if (n == 0 || edge > edges[n - 1]) {
        edges[n++] = edge;
      }
    }
    return Arrays.copyOf(edges, n);
  }

  /** Whether the part of the range next to an end is much wider than the one after it. */
  private static boolean wide(EmpiricalCdf cdf, double end, double tail) {
    double first = Math.abs(cdf.quantile(end + tail) - cdf.quantile(end));
    double next = Math.abs(cdf.quantile(end + 2 * tail) - cdf.quantile(end + tail));
    return first > WIDE * next;
  }
}
