package io.semblance.synth.autoregression;

import java.util.Arrays;

/**
 * Autoregressions of stationary processes, by the equations of Yule and Walker (H. Luetkepohl, "New
 * Introduction to Multiple Time Series Analysis", 2005, section 3.3.4). Where the covariances of
 * neighbouring steps are the same wherever the steps lie and belong to a proper matrix, the
 * recursion is stable and has them again in the long run (P. Whittle, Biometrika 50, 1963).
 */
final class YuleWalker {
  /** Of correlations that need not fit together. */
  private static final double SMALLEST_EIGENVALUE = 1e-5;

  /** Rounds between what is proper and what is the same everywhere. */
  private static final int ROUNDS = 30;

  /** Numbers of all steps together beyond which one round is made: it takes their third power. */
  private static final int MANY = 250;

  private final int width;
  private final int lags;
  private final double ridge;

  /** Covariances of a step with the one k before, by k: [lags + 1][width * width]. */
  private final double[][] covariances;

  private YuleWalker(int width, int lags, double ridge, double[][] covariances) {
    this.width = width;
    this.lags = lags;
    this.ridge = ridge;
    this.covariances = covariances;
  }

  /**
   * @param joint of z_t, z_t-1 to z_t-p and inputs, which are taken off
   */
  static YuleWalker of(Joint joint, int width, int lags, double ridge) {
    int steps = (lags + 1) * width;
    double[] residual = joint.residual(steps, ridge);
    double[][] covariances = averages(residual, width, lags);
    int rounds = steps > MANY ? 1 : ROUNDS;
    for (int i = 0; i < rounds; i++) {
      double[] whole = whole(covariances, width, lags);
      double[] proper = Joint.proper(whole, steps, SMALLEST_EIGENVALUE);
      if (Arrays.equals(whole, proper)) {
        break;
      }
      covariances = averages(proper, width, lags);
    }
    return new YuleWalker(width, lags, ridge, covariances);
  }

  /**
   * Coefficients and noise.
   *
   * @param weaker share by which steps are made to have less in common, from 0 to 1
   * @return of outputs z_t and inputs z_t-1 to z_t-p
   */
  LinearGaussian solved(double weaker) {
    double[][] kept = new double[lags + 1][];
    kept[0] = covariances[0];
    for (int k = 1; k <= lags; k++) {
      kept[k] = Arrays.stream(covariances[k]).map(c -> c * (1 - weaker)).toArray();
    }
    int steps = (lags + 1) * width;
    return new Joint(new double[steps], whole(kept, width, lags)).regression(width, ridge);
  }

  /** The blocks of one lag, wherever they lie, averaged. */
  private static double[][] averages(double[] matrix, int width, int lags) {
    int n = (lags + 1) * width;
    double[][] averages = new double[lags + 1][width * width];
    for (int i = 0; i <= lags; i++) {
      for (int j = i; j <= lags; j++) {
        for (int a = 0; a < width; a++) {
          for (int b = 0; b < width; b++) {
            averages[j - i][a * width + b] +=
                matrix[(i * width + a) * n + j * width + b] / (lags + 1 - (j - i));
          }
        }
      }
    }
    return averages;
  }

  private static double[] whole(double[][] covariances, int width, int lags) {
    int n = (lags + 1) * width;
    double[] matrix = new double[n * n];
    for (int i = 0; i <= lags; i++) {
      for (int j = i; j <= lags; j++) {
        for (int a = 0; a < width; a++) {
          for (int b = 0; b < width; b++) {
            double value = covariances[j - i][a * width + b];
            matrix[(i * width + a) * n + j * width + b] = value;
            matrix[(j * width + b) * n + i * width + a] = value;
          }
        }
      }
    }
    return matrix;
  }
}
