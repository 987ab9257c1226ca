package io.semblance.synth.mixed;

/**
 * The standard normal distribution function and its inverse, which turn the uniform ranks of
 * encoded scalars into normal scores and back.
 */
public final class NormalScores {
  /** Ranks this near to the ends count as no nearer: scores stay within 4.27. */
  private static final double TAIL = 1e-5;

  // Wichura, algorithm AS 241 (PPND16), "The percentage points of the normal distribution",
  // Applied Statistics 37 (1988): numerators and denominators, the highest power first.
  private static final double[] CENTRE_UPPER = {
    2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
    4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
    1.3314166789178437745e2, 3.3871328727963666080e0
  };
  private static final double[] CENTRE_LOWER = {
    5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
    2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
    4.2313330701600911252e1, 1
  };
  private static final double[] TAIL_UPPER = {
    7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
    1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0,
    4.63033784615654529590e0, 1.42343711074968357734e0
  };
  private static final double[] TAIL_LOWER = {
    1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
    1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0,
    2.05319162663775882187e0, 1
  };

  // Hart's approximation, as in West, "Better approximations to cumulative normal functions",
  // Wilmott Magazine (May 2005): 14 decimal places.
  private static final double[] UPPER = {
    3.52624965998911e-2,
    .700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376
  };
  private static final double[] LOWER = {
    8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461,
    296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752
  };
  private static final double LARGE = 7.07106781186547;

  private NormalScores() {}

  /** The score of a scalar in [-1, 1] that stands for the rank (scalar + 1) / 2. */
  public static double score(double scalar) {
    double rank = (scalar + 1) / 2;
    return quantile(Math.max(TAIL, Math.min(1 - TAIL, rank)));
  }

  /** The scalar in [-1, 1] of a score. */
  public static double scalar(double score) {
    return 2 * probability(score) - 1;
  }

  /** The quantile at p, which is no nearer to 0 or 1 than 1e-11. */
  public static double quantile(double p) {
    double q = p - .5;
    if (Math.abs(q) <= .425) {
      double r = .180625 - q * q;
      return q * polynomial(CENTRE_UPPER, r) / polynomial(CENTRE_LOWER, r);
    }
    double r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p)) - 1.6;
    double x = polynomial(TAIL_UPPER, r) / polynomial(TAIL_LOWER, r);
    return q < 0 ? -x : x;
  }

  /** The probability of less than x. */
  public static double probability(double x) {
    double z = Math.abs(x);
    double tail = 0;
    if (z < LARGE) {
      tail = Math.exp(-z * z / 2) * polynomial(UPPER, z) / polynomial(LOWER, z);
    } else if (z < 37) {
      double fraction = z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + .65))));
      tail = Math.exp(-z * z / 2) / fraction / Math.sqrt(2 * Math.PI);
    }
    return x > 0 ? 1 - tail : tail;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (double c : coefficients) {
      sum = sum * x + c;
    }
    return sum;
  }
}
