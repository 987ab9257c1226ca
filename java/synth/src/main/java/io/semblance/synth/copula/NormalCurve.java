package io.semblance.synth.copula;

import io.semblance.data.simulate.Normal;

/**
 * The standard normal distribution function and its inverse, to about 1e-11, by a table in place of
 * the series of {@link Normal}: they are wanted for every cell. Between two nodes the function is
 * the cubic with its values and slopes (Hermite's interpolation; the error is below h^4 / 384 times
 * the greatest fourth derivative).
 */
public final class NormalCurve {
  private static final double FAR = 8;
  private static final int PER_UNIT = 128;
  private static final int PARTS = (int) (2 * FAR) * PER_UNIT;

  private final double[] heights = new double[PARTS + 1];

  /** Derivatives per part. */
  private final double[] slopes = new double[PARTS + 1];

  public NormalCurve() {
    for (int i = 0; i <= PARTS; i++) {
      double z = node(i);
      heights[i] = Normal.cdf(z);
      slopes[i] = Normal.density(z) / PER_UNIT;
    }
  }

  private static double node(int i) {
    return (double) i / PER_UNIT - FAR;
  }

  /** P(Z &le; z). */
  public double cdf(double z) {
    double at = (z + FAR) * PER_UNIT;
    if (!(at > 0)) {
      return 0;
    }
    if (at >= PARTS) {
      return 1;
    }
    int i = (int) at;
    double t = at - i;
    double rise = heights[i + 1] - heights[i];
    double square = slopes[i] + slopes[i + 1];
    // c0 + t (c1 + t (c2 + t c3)) with the values and slopes of both nodes.
    double c2 = 3 * rise - slopes[i] - square;
    double c3 = square - 2 * rise;
    return heights[i] + t * (slopes[i] + t * (c2 + t * c3));
  }

  /** The z with P(Z &le; z) = p; infinite for p = 0 and p = 1. */
  public double quantile(double p) {
    if (p > .5) {
      return -lower(1 - p);
    }
    return lower(p);
  }

  /** For p up to one half, where the digits of p are. */
  private double lower(double p) {
    if (p <= heights[0]) {
      return Double.NEGATIVE_INFINITY;
    }
    int low = 0;
    int high = PARTS / 2;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (heights[middle] <= p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double z = node(low);
    for (int step = 0; step < 3; step++) { // Newton's, from less than a hundredth away
      z -= (cdf(z) - p) / Normal.density(z);
      z = Math.max(node(low), Math.min(z, node(high)));
    }
    return z;
  }
}
