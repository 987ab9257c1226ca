package io.semblance.data.simulate;

/** The standard normal distribution, to about 1e-15 absolute. */
public final class Normal {

  private static final double ROOT_TWO_PI = StrictMath.sqrt(2 * Math.PI);

  /** Beyond this the tail (6e-16) is below the rounding of 1. */
  private static final double FAR = 8;

  private Normal() {}

  /**
   * P(Z &le; x), by the everywhere convergent series x + x^3/3 + x^5/(3 5) + ... of G. Marsaglia,
   * "Evaluating the normal distribution", J. Stat. Software 11(4), 2004.
   */
  public static double cdf(double x) {
    if (x < -FAR) {
      return 0;
    }
    if (x > FAR) {
      return 1;
    }
    double term = x;
    double sum = x;
    double before = 0;
    for (int odd = 3; sum != before; odd += 2) {
      before = sum;
      term *= x * x / odd;
      sum += term;
    }
    return .5 + sum * density(x);
  }

  /** The density at x. */
  public static double density(double x) {
    return StrictMath.exp(-.5 * x * x) / ROOT_TWO_PI;
  }

  /**
   * The x with P(Z &le; x) = p, by bisection of {@link #cdf}: slow and sure, for thresholds that
   * are computed once. Infinite for p = 0 and p = 1.
   */
  public static double quantile(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("a probability is between 0 and 1, not " + p);
    }
    if (p == 0 || p == 1) {
      return p == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double low = -FAR;
    double high = FAR;
    for (double middle = 0; low < middle && middle < high; middle = .5 * (low + high)) {
      if (cdf(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return .5 * (low + high);
  }
}
