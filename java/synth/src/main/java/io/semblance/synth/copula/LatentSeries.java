package io.semblance.synth.copula;

/**
 * The correlation of two latent normal numbers from the covariance of the scores of their states.
 *
 * <p>Cutting normal numbers into states weakens what they have in common: two fair coins cut from
 * normals of correlation .5 correlate by 1/3. By Mehler's formula (1866) the covariance of two
 * functions of normals of correlation rho is a power series,
 *
 * <pre>cov(rho) = sum over k of rho^k alpha_k beta_k</pre>
 *
 * with their coefficients in normalised Hermite polynomials, {@link LatentColumn#hermite}. Scores
 * rise with the latent numbers, so the covariance rises with rho and has one root: the polychoric
 * correlation by moments (U. Olsson, Psychometrika 44, 1979, by likelihood). The first term alone
 * would be the correction for attenuation, cov / (alpha_1 beta_1), which is asin(rho) for two
 * coins: 1.12 where the correlation is .9.
 */
public final class LatentSeries {
  /** Nearer to 1 the columns would be functions of each other. */
  static final double LARGEST = .9999;

  private static final double TOLERANCE = 1e-9;

  private LatentSeries() {}

  /** The covariance of the scores when the latent correlation is rho. */
  static double covariance(double[] alpha, double[] beta, double rho) {
    double sum = 0;
    for (int k = alpha.length - 1; k >= 0; k--) {
      sum = rho * (alpha[k] * beta[k] + sum);
    }
    return sum;
  }

  /** The latent correlation for a covariance of the scores; the nearest that can be had. */
  public static double solve(double[] alpha, double[] beta, double covariance) {
    double low = -LARGEST;
    double high = LARGEST;
    if (covariance(alpha, beta, low) >= covariance) {
      return low;
    }
    if (covariance(alpha, beta, high) <= covariance) {
      return high;
    }
    // Newton's method from the first term, kept in a bracket that halves where it fails.
    double rho = covariance / (alpha[0] * beta[0]);
    for (int i = 0; i < 100 && high - low > TOLERANCE; i++) {
      if (!(rho > low && rho < high)) {
        rho = .5 * (low + high);
      }
      double value = 0;
      double slope = 0;
      for (int k = alpha.length - 1; k >= 0; k--) {
        double c = alpha[k] * beta[k];
        slope = (k + 1) * c + rho * slope;
        value = rho * (c + value);
      }
      double error = value - covariance;
      if (error == 0) {
        return rho;
      }
      if (error < 0) {
        low = rho;
      } else {
        high = rho;
      }
      double step = error / slope;
      if (Math.abs(step) < TOLERANCE) {
        return rho;
      }
      rho -= step;
    }
    return .5 * (low + high);
  }
}
