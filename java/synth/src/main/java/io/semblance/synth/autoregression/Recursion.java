package io.semblance.synth.autoregression;

/**
 * The law of the latent normal numbers of a sequence. With z_t the numbers of step t, u_t the
 * inputs of that step and independent standard normal e:
 *
 * <pre>
 * (z_0, ..., z_p-1) = a0 + B0 u_0 + L0 e
 * z_t = a + A_1 z_t-1 + ... + A_p z_t-p + B u_t + L e      for t from p on
 * </pre>
 *
 * @param start of the first p steps: [p width] outputs, [inputs] inputs
 * @param step of the others: [width] outputs, [p width + inputs] inputs
 * @param width numbers of a step
 * @param lags p, at least 1
 */
record Recursion(LinearGaussian start, LinearGaussian step, int width, int lags) {
  /** So often is the companion matrix squared: its powers then tell its radius to 1e-6. */
  private static final int SQUARINGS = 26;

  private static final int DOUBLINGS = 40;
  private static final double MOST_TRACE = 1e9;

  /** Steps are made to have so much less in common first, and so many times as much more. */
  private static final double LEAST_WEAKER = 1e-4;

  private static final double WEAKER = 1.5;

  int inputs() {
    return start.inputs();
  }

  /**
   * The greatest absolute eigenvalue of the companion matrix of A_1 to A_p, by Gelfand's formula:
   * the limit of |C^k|^(1/k). Below 1 the recursion forgets where it began.
   */
  double radius() {
    int n = width * lags;
    if (n == 0) {
      return 0;
    }
    double[] power = companion();
    double log = 0;
    double per = 1;
    for (int i = 0; i < SQUARINGS; i++) {
      double norm = 0;
      for (double v : power) {
        norm += v * v;
      }
      norm = Math.sqrt(norm);
      if (!(norm > 0) || Double.isInfinite(norm)) {
        return norm == 0 ? 0 : Double.POSITIVE_INFINITY;
      }
      for (int k = 0; k < power.length; k++) {
        power[k] /= norm;
      }
      log += per * Math.log(norm);
      per /= 2;
      power = Matrices.product(power, power, n, n, n);
    }
    return Math.exp(log);
  }

  /**
   * The greatest variance that a latent number comes to in the long run, inputs apart: the sum over
   * k of C^k N C'^k, by doubling. Infinite if there is none.
   */
  double longRunVariance() {
    int n = width * lags;
    double[] power = companion();
    double[] sum = new double[n * n];
    double[] factor = step.factor();
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        for (int k = 0; k <= Math.min(i, j); k++) {
          sum[i * n + j] += factor[i * width + k] * factor[j * width + k];
        }
      }
    }
    double trace = 0;
    for (int round = 0; round < DOUBLINGS; round++) {
      double[] half = Matrices.product(power, sum, n, n, n);
      double[] more = Matrices.product(half, Matrices.transposed(power, n, n), n, n, n);
      double before = trace;
      trace = 0;
      for (int i = 0; i < sum.length; i++) {
        sum[i] += more[i];
        trace += i % (n + 1) == 0 ? sum[i] : 0;
      }
      if (!(trace < MOST_TRACE)) {
        return Double.POSITIVE_INFINITY;
      }
      if (trace - before <= 1e-12 * trace) {
        break;
      }
      power = Matrices.product(power, power, n, n, n);
    }
    double greatest = 0;
    for (int i = 0; i < width; i++) {
      greatest = Math.max(greatest, sum[i * n + i]);
    }
    return greatest;
  }

  /**
   * The greatest variance that a latent number comes to within so many steps from the start, inputs
   * apart.
   */
  double variance(int steps) {
    int n = width * lags;
    double[] companion = companion();
    double[] transposed = Matrices.transposed(companion, n, n);
    double[] factor = step.factor();
    double[] noise =
        Matrices.product(factor, Matrices.transposed(factor, width, width), width, width, width);
    double[] begun = start.factor();
    // The first step stands first in the start, and last among the steps before.
    double[] whole = Matrices.product(begun, Matrices.transposed(begun, n, n), n, n, n);
    double[] now = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int a = (lags - 1 - i / width) * width + i % width;
        int b = (lags - 1 - j / width) * width + j % width;
        now[i * n + j] = whole[a * n + b];
      }
    }
    double greatest = 0;
    for (int t = lags; t < steps; t++) {
      now = Matrices.product(Matrices.product(companion, now, n, n, n), transposed, n, n, n);
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          now[i * n + j] += noise[i * width + j];
        }
        greatest = Math.max(greatest, now[i * n + i]);
      }
    }
    return greatest;
  }

  private double[] companion() {
    int n = width * lags;
    double[] companion = new double[n * n];
    int k = step.inputs();
    for (int i = 0; i < width; i++) {
      System.arraycopy(step.weights(), i * k, companion, i * n, n);
    }
    for (int i = width; i < n; i++) {
      companion[i * n + i - width] = 1;
    }
    return companion;
  }

  /**
   * A recursion whose latent numbers keep, in the long run, a variance near to the 1 that their
   * marginals are cut for. Where least squares would lead away from it, which they do where a
   * series has drifted, or where correlations behind a few labels were estimated one by one, the
   * coefficients are those of a stationary process near to the data; inputs and intercept are then
   * estimated anew.
   *
   * @param joint of z_t, z_t-1 to z_t-p, u_t
   * @param steps how long sequences are; 0 if they are parts of longer ones
   * @param most variance within those steps, or in the long run
   */
  static Recursion bounded(
      Joint joint,
      LinearGaussian start,
      int width,
      int lags,
      int steps,
      double ridge,
      double most) {
    LinearGaussian free = joint.regression(width, ridge);
    Recursion whole = new Recursion(start, free, width, lags);
    if (width == 0 || (steps == 0 ? whole.longRunVariance() : whole.variance(steps)) <= most) {
      return whole;
    }
    YuleWalker equations = YuleWalker.of(joint, width, lags, ridge);
    // The least that is needed: nothing, if the covariances fit together as they are.
    double weaker = 0;
    Recursion tried = whole.with(equations.solved(0), joint, ridge);
    while (weaker < 1 && tried.longRunVariance() > most) {
      weaker = Math.min(1, weaker == 0 ? LEAST_WEAKER : weaker * WEAKER);
      tried = whole.with(equations.solved(weaker), joint, ridge);
    }
    return tried;
  }

  /** With other coefficients and noise; inputs and intercept explain what is left. */
  private Recursion with(LinearGaussian lagged, Joint joint, double ridge) {
    int before = width * lags;
    int k = step.inputs();
    LinearGaussian rest = joint.without(width, lagged.weights()).regression(width, ridge);
    double[] weights = new double[width * k];
    for (int i = 0; i < width; i++) {
      System.arraycopy(lagged.weights(), i * before, weights, i * k, before);
      System.arraycopy(rest.weights(), i * (k - before), weights, i * k + before, k - before);
    }
    return new Recursion(
        start, new LinearGaussian(rest.intercept(), weights, lagged.factor()), width, lags);
  }
}
