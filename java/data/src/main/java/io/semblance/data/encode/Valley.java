package io.semblance.data.encode;

import java.util.Arrays;

/**
 * Tells whether a variable has several peaks: somewhere between its 10% and its 90% quantile the
 * density falls below half of the greatest density on either side. Only then does a mode say more
 * than a rank: a mixture fitted to one skew peak cuts it into overlapping pieces that a network
 * must learn to tell apart for nothing.
 *
 * <p>The density is a Gaussian kernel estimate. Its bandwidth is one and a half times Silverman's
 * rule, and at least a fortieth of the range between the two quantiles, so that neither noise nor
 * the gaps between whole numbers pass for valleys.
 */
final class Valley {
  private static final double OUTER_MASS = 0.1;
  private static final double DEPTH = 0.5;
  private static final int GRID = 200;
  private static final int POINTS = 512;

  private Valley() {}

  /** Whether there is one in values of at least two kinds. */
  static boolean in(double[] data) {
    double[] sorted = data.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double low = sorted[(int) (OUTER_MASS * (n - 1))];
    double high = sorted[(int) ((1 - OUTER_MASS) * (n - 1))];
    if (!(high > low)) {
      return false;
    }
    double bandwidth = bandwidth(sorted, high - low);
    double[] points = new double[Math.min(POINTS, n)];
    for (int i = 0; i < points.length; i++) {
      points[i] = sorted[(int) ((2L * i + 1) * n / (2L * points.length))];
    }
    double from = sorted[0];
    double to = sorted[n - 1];
    double[] density = new double[GRID];
    double[] peakAfter = new double[GRID + 1];
    // The grid is fine in the middle, where valleys count; the outer peaks only need their heights.
    double[] grid = new double[GRID];
    for (int i = GRID - 1; i >= 0; i--) {
      grid[i] = Math.max(from, Math.min(to, low + (high - low) * (2.0 * i / (GRID - 1) - 0.5)));
      for (double point : points) {
        double z = (grid[i] - point) / bandwidth;
        density[i] += Math.exp(-0.5 * z * z);
      }
      peakAfter[i] = Math.max(peakAfter[i + 1], density[i]);
    }
    double peakBefore = 0;
    for (int i = 0; i < GRID; i++) {
      double limit = DEPTH * Math.min(peakBefore, peakAfter[i + 1]);
      if (grid[i] > low && grid[i] < high && density[i] < limit) {
        return true;
      }
      peakBefore = Math.max(peakBefore, density[i]);
    }
    return false;
  }

  private static double bandwidth(double[] sorted, double middle) {
    int n = sorted.length;
    double mean = 0;
    for (double v : sorted) {
      mean += v / n;
    }
    double square = 0;
    for (double v : sorted) {
      square += (v - mean) * (v - mean) / n;
    }
    double quartiles = sorted[(int) (0.75 * (n - 1))] - sorted[(int) (0.25 * (n - 1))];
    double spread = Math.sqrt(square);
    double robust = quartiles > 0 ? Math.min(spread, quartiles / 1.349) : spread;
    return Math.max(1.5 * 0.9 * robust * Math.pow(n, -0.2), middle / 40);
  }
}
