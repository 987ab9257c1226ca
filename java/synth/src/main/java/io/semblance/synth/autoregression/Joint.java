package io.semblance.synth.autoregression;

import io.semblance.data.simulate.CorrelationMatrix;
import io.semblance.synth.copula.LatentColumn;
import io.semblance.synth.copula.LatentSeries;
import java.util.Arrays;

/**
 * Means and covariances of latent normal numbers and of inputs.
 *
 * @param mean [width]
 * @param covariance [width, width]
 */
record Joint(double[] mean, double[] covariance) {
  /** Scores of this variance or more are taken for the normal numbers themselves. */
  private static final double CONTINUOUS = .999;

  /** Of correlations that were corrected one by one and need not fit together. */
  private static final double SMALLEST_EIGENVALUE = 1e-6;

  private static final double SMALLEST_VARIANCE = 1e-3;

  /** Of what never changes. */
  private static final double CONSTANT = 1e-12;

  int width() {
    return mean.length;
  }

  /**
   * From moments of scores. States that are few weaken what normal numbers have in common: products
   * of their scores are brought back by {@link LatentSeries}, those with inputs by the first term
   * of the series, 1 / E[s Z], which is 1 / E[s^2].
   *
   * @param of the column that each element is a score of; null for an input
   */
  static Joint of(Moments moments, LatentColumn[] of) {
    int n = moments.width();
    double[] mean = new double[n];
    double[] scale = new double[n];
    double[][] series = new double[n][];
    for (int i = 0; i < n; i++) {
      boolean coarse = coarse(of[i]);
      scale[i] = coarse ? 1 / of[i].variance() : 1;
      series[i] = of[i] == null || constant(of[i]) ? null : of[i].hermite();
      mean[i] = moments.mean(i) * scale[i];
    }
    double[] covariance = new double[n * n];
    boolean corrected = false;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double product = moments.product(i, j);
        if (coarse(of[i]) || coarse(of[j])) {
          corrected = true;
          boolean latent = series[i] != null && series[j] != null;
          product =
              i == j
                  ? 1
                  : latent
                      ? LatentSeries.solve(series[i], series[j], product)
                      : product * scale[i] * scale[j];
        }
        double value = product - mean[i] * mean[j];
        if (i == j && coarse(of[i])) {
          value = Math.max(value, SMALLEST_VARIANCE);
        }
        covariance[i * n + j] = value;
        covariance[j * n + i] = value;
      }
    }
    constants(covariance, n);
    return new Joint(mean, corrected ? proper(covariance, n, SMALLEST_EIGENVALUE) : covariance);
  }

  private static boolean constant(LatentColumn column) {
    return column.variance() == 0;
  }

  private static boolean coarse(LatentColumn column) {
    return column != null && !constant(column) && column.variance() < CONTINUOUS;
  }

  /** What never changes has noise of its own, which changes no cell. */
  private static void constants(double[] covariance, int n) {
    for (int i = 0; i < n; i++) {
      if (covariance[i * n + i] < CONSTANT) {
        for (int j = 0; j < n; j++) {
          covariance[i * n + j] = 0;
          covariance[j * n + i] = 0;
        }
        covariance[i * n + i] = 1;
      }
    }
  }

  /** A covariance whose correlations have no eigenvalue below the smallest, near to a given one. */
  static double[] proper(double[] covariance, int n, double smallest) {
    double[][] correlation = new double[n][n];
    double[] deviation = new double[n];
    for (int i = 0; i < n; i++) {
      deviation[i] = Math.sqrt(covariance[i * n + i]);
      for (int j = 0; j < i; j++) {
        correlation[i][j] = covariance[i * n + j] / (deviation[i] * deviation[j]);
        correlation[j][i] = correlation[i][j];
      }
      correlation[i][i] = 1;
    }
    double[][] clipped = CorrelationMatrix.clipped(correlation, smallest);
    if (Arrays.deepEquals(correlation, clipped)) {
      return covariance;
    }
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i * n + j] = clipped[i][j] * deviation[i] * deviation[j];
      }
    }
    return out;
  }

  /**
   * The first elements as linear in the others, by least squares with a ridge.
   *
   * @param outputs how many elements are y
   * @param ridge share of its variance that each x has more, so that none is the sum of others
   */
  LinearGaussian regression(int outputs, double ridge) {
    int n = width();
    int k = n - outputs;
    double[] weights = weights(outputs, ridge);
    double[] xx = Matrices.block(covariance, n, outputs, k, outputs, k);
    double[] yx = Matrices.block(covariance, n, 0, outputs, outputs, k);
    // (I, -W) C (I, -W)', which is proper whatever the ridge.
    double[] wx = Matrices.product(weights, xx, outputs, k, k);
    double[] noise = Matrices.block(covariance, n, 0, outputs, 0, outputs);
    double[] intercept = new double[outputs];
    for (int i = 0; i < outputs; i++) {
      intercept[i] = mean[i];
      for (int c = 0; c < k; c++) {
        intercept[i] -= weights[i * k + c] * mean[outputs + c];
      }
      for (int j = 0; j < outputs; j++) {
        double sum = 0;
        for (int c = 0; c < k; c++) {
          sum += weights[i * k + c] * yx[j * k + c] + weights[j * k + c] * yx[i * k + c];
          sum -= wx[i * k + c] * weights[j * k + c];
        }
        noise[i * outputs + j] -= sum;
      }
    }
    for (int i = 0; i < outputs; i++) {
      noise[i * outputs + i] = Math.max(noise[i * outputs + i], CONSTANT);
    }
    return new LinearGaussian(intercept, weights, Matrices.cholesky(noise, outputs));
  }

  /** Covariances of the first elements, given the others: [outputs, outputs]. */
  double[] residual(int outputs, double ridge) {
    double[] factor = regression(outputs, ridge).factor();
    return Matrices.product(
        factor, Matrices.transposed(factor, outputs, outputs), outputs, outputs, outputs);
  }

  private double[] weights(int outputs, double ridge) {
    int n = width();
    int k = n - outputs;
    double[] xx = Matrices.block(covariance, n, outputs, k, outputs, k);
    for (int i = 0; i < k; i++) {
      xx[i * k + i] *= 1 + ridge;
    }
    double[] factor = Matrices.cholesky(xx, k);
    double[] weights = new double[outputs * k];
    for (int i = 0; i < outputs; i++) {
      double[] row = Matrices.block(covariance, n, i, 1, outputs, k);
      Matrices.solve(factor, k, row);
      System.arraycopy(row, 0, weights, i * k, k);
    }
    return weights;
  }

  /**
   * What is left of the first elements when the next ones were taken off with given weights, and
   * the elements after those.
   *
   * @param taken W, [outputs, width of the next ones]
   */
  Joint without(int outputs, double[] taken) {
    int n = width();
    int k = outputs == 0 ? 0 : taken.length / outputs;
    int rest = n - outputs - k;
    int m = outputs + rest;
    double[] map = new double[m * n];
    for (int i = 0; i < outputs; i++) {
      map[i * n + i] = 1;
      for (int c = 0; c < k; c++) {
        map[i * n + outputs + c] = -taken[i * k + c];
      }
    }
    for (int i = 0; i < rest; i++) {
      map[(outputs + i) * n + outputs + k + i] = 1;
    }
    double[] half = Matrices.product(map, covariance, m, n, n);
    return new Joint(
        Matrices.product(map, mean, m, n, 1),
        Matrices.product(half, Matrices.transposed(map, m, n), m, n, m));
  }
}
