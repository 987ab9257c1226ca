package io.semblance.data.simulate;

/**
 * Finds the correlation of two latent normal variables whose discretised values have a wanted
 * Spearman correlation.
 *
 * <p>Cutting a normal variable into few levels weakens rank correlation: two fair coins cut from
 * normals of correlation .5 have Spearman 1/3. Spearman with ties averaged is the Pearson
 * correlation of mid-ranks, and a mid-rank is a sum of steps at thresholds, so with steps du, dv at
 * thresholds t, s
 *
 * <pre>
 *   cov(rho) = sum_k sum_l du_k dv_l [ P(X &gt; t_k, Y &gt; s_l; rho) - P(X &gt; t_k) P(Y &gt; s_l) ].
 * </pre>
 *
 * By Plackett's identity (Biometrika 41, 1954) the bracket is the integral of the bivariate normal
 * density over the correlation from 0 to rho. With rho = sin(theta) the integrand becomes {@code
 * exp(-(t^2 - 2 t s sin(theta) + s^2) / (2 cos^2(theta))) / (2 pi)}, which is smooth and positive:
 * cov rises with rho, and one root is all there can be.
 */
final class LatentCorrelation {

  /** Nearer to 1 the variables would be functions of each other. */
  private static final double LARGEST = .999;

  private static final double TOLERANCE = 1e-10;
  private static final int NODES = 32;

  private final double[] nodes = new double[NODES];
  private final double[] weights = new double[NODES];

  LatentCorrelation() {
    gaussLegendre();
  }

  /** Spearman correlation of the two variables when their latent normals have correlation rho. */
  double spearman(DiscreteMarginal a, DiscreteMarginal b, double rho) {
    double scale = a.rankDeviation() * b.rankDeviation();
    if (scale == 0) {
      return 0;
    }
    double end = StrictMath.asin(rho);
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += weights[i] * integrand(a, b, .5 * end * (1 + nodes[i]));
    }
    return .5 * end * sum / scale;
  }

  /**
   * The latent correlation for which {@link #spearman} is {@code target}; the nearest that can be
   * had when the marginals do not allow so strong a correlation.
   */
  double solve(DiscreteMarginal a, DiscreteMarginal b, double target) {
    if (a.rankDeviation() * b.rankDeviation() == 0 || target == 0) {
      return 0;
    }
    double low = target > 0 ? 0 : -LARGEST;
    double high = target > 0 ? LARGEST : 0;
    double lowError = spearman(a, b, low) - target;
    double highError = spearman(a, b, high) - target;
    if (lowError >= 0) {
      return low;
    }
    if (highError <= 0) {
      return high;
    }
    // Regula falsi with the Illinois rule: no derivative, and it cannot leave the bracket.
    int side = 0;
    double rho = target;
    for (int i = 0; i < 100 && high - low > TOLERANCE; i++) {
      rho = (low * highError - high * lowError) / (highError - lowError);
      double error = spearman(a, b, rho) - target;
      if (Math.abs(error) < TOLERANCE) {
        break;
      }
      if (error < 0) {
        low = rho;
        lowError = error;
        highError = side < 0 ? highError / 2 : highError;
        side = -1;
      } else {
        high = rho;
        highError = error;
        lowError = side > 0 ? lowError / 2 : lowError;
        side = 1;
      }
    }
    return rho;
  }

  private static double integrand(DiscreteMarginal a, DiscreteMarginal b, double theta) {
    double sin = StrictMath.sin(theta);
    double cos = StrictMath.cos(theta);
    double factor = -1 / (2 * cos * cos);
    double sum = 0;
    for (int k = 0; k < a.thresholds().length; k++) {
      double t = a.thresholds()[k];
      double inner = 0;
      for (int l = 0; l < b.thresholds().length; l++) {
        double s = b.thresholds()[l];
        inner += b.rankSteps()[l] * StrictMath.exp(factor * (t * t - 2 * t * s * sin + s * s));
      }
      sum += a.rankSteps()[k] * inner;
    }
    return sum / (2 * Math.PI);
  }

  /** Nodes and weights on [-1, 1] by Newton's method on the Legendre polynomial. */
  private void gaussLegendre() {
    for (int i = 0; i < NODES; i++) {
      double x = StrictMath.cos(Math.PI * (i + .75) / (NODES + .5));
      double slope = 1;
      for (int step = 0; step < 50; step++) {
        double before = 1;
        double here = x;
        for (int n = 2; n <= NODES; n++) {
          double next = ((2 * n - 1) * x * here - (n - 1) * before) / n;
          before = here;
          here = next;
        }
        slope = NODES * (x * here - before) / (x * x - 1);
        double move = here / slope;
        x -= move;
        if (Math.abs(move) < 1e-15) {
          break;
        }
      }
      nodes[i] = x;
      weights[i] = 2 / ((1 - x * x) * slope * slope);
    }
  }
}
