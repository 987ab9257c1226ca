package io.semblance.data.encode;

import java.util.Arrays;

/**
 * A mixture of normal distributions of one variable, fitted by expectation maximisation (Dempster,
 * Laird and Rubin, 1977). Starts at quantiles, so that the same data give the same mixture; the
 * number of components has the least Bayesian information criterion (Schwarz, 1978). The data are
 * first gathered into bins of equal counts, which bounds the cost whatever the number of rows.
 */
final class GaussianMixture {
  private static final int BINS = 512;
  private static final int MOST_VALUES = 20_000;
  private static final int MOST_ROUNDS = 200;
  private static final double CONVERGED = 1e-7;

  /** CTGAN drops components below this weight too: too few rows to learn from. */
  private static final double LEAST_WEIGHT = 0.005;

  /** Narrower than this share of the whole spread, a component would sit on single values. */
  private static final double LEAST_SPREAD = 0.02;

  private final double[] weights;
  private final double[] means;
  private final double[] deviations;
  private final double[] logFactors;

  GaussianMixture(double[] weights, double[] means, double[] deviations) {
    this.weights = weights;
    this.means = means;
    this.deviations = deviations;
    this.logFactors = new double[weights.length];
    for (int k = 0; k < weights.length; k++) {
      logFactors[k] = Math.log(weights[k] / (deviations[k] * Math.sqrt(2 * Math.PI)));
    }
  }

  /** The best mixture of at most so many components; the data hold at least two distinct values. */
  static GaussianMixture fit(double[] data, int mostComponents) {
    double[] sorted = sample(data);
    Arrays.sort(sorted);
    int bins = Math.min(BINS, sorted.length);
    double[] points = new double[bins];
    double[] shares = new double[bins];
    double mean = 0;
    double square = 0;
    for (int b = 0; b < bins; b++) {
      int from = (int) ((long) b * sorted.length / bins);
      int to = (int) ((long) (b + 1) * sorted.length / bins);
      for (int i = from; i < to; i++) {
        points[b] += sorted[i] / (to - from);
      }
      shares[b] = (double) (to - from) / sorted.length;
      mean += shares[b] * points[b];
    }
    for (int b = 0; b < bins; b++) {
      square += shares[b] * (points[b] - mean) * (points[b] - mean);
    }
    double spread = Math.sqrt(square);
    GaussianMixture best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 1; k <= Math.min(mostComponents, bins); k++) {
      GaussianMixture mixture = start(points, k, spread);
      double likelihood = mixture.expectationMaximisation(points, shares, spread);
      double criterion = (3 * k - 1) * Math.log(sorted.length) - 2 * likelihood * sorted.length;
      if (criterion < least) {
        least = criterion;
        best = mixture;
      }
    }
    return best.pruned();
  }

  /** Every so-many-th value, in the order of the rows. */
  private static double[] sample(double[] data) {
    if (data.length <= MOST_VALUES) {
      return data.clone();
    }
    double[] out = new double[MOST_VALUES];
    for (int i = 0; i < MOST_VALUES; i++) {
      out[i] = data[(int) ((long) i * data.length / MOST_VALUES)];
    }
    return out;
  }

  private static GaussianMixture start(double[] points, int k, double spread) {
    double[] weights = new double[k];
    double[] means = new double[k];
    double[] deviations = new double[k];
    for (int i = 0; i < k; i++) {
      weights[i] = 1.0 / k;
      means[i] = points[(int) ((2L * i + 1) * points.length / (2L * k))];
      deviations[i] = spread / k;
    }
    return new GaussianMixture(weights, means, deviations);
  }

  /** Runs to convergence in place; returns the mean logarithm of the likelihood. */
  private double expectationMaximisation(double[] points, double[] shares, double spread) {
    int k = weights.length;
    double[] density = new double[k];
    double before = Double.NEGATIVE_INFINITY;
    for (int round = 0; ; round++) {
      double[] mass = new double[k];
      double[] sum = new double[k];
      double[] squares = new double[k];
      double likelihood = 0;
      for (int b = 0; b < points.length; b++) {
        double total = logDensities(points[b], density);
        likelihood += shares[b] * total;
        for (int i = 0; i < k; i++) {
          double part = shares[b] * Math.exp(density[i] - total);
          double distance = points[b] - means[i];
          mass[i] += part;
          sum[i] += part * distance;
          squares[i] += part * distance * distance;
        }
      }
      if (round == MOST_ROUNDS || likelihood - before < CONVERGED) {
        return likelihood;
      }
      before = likelihood;
      for (int i = 0; i < k; i++) {
        weights[i] = Math.max(mass[i], 1e-12);
        double shift = sum[i] / weights[i];
        double variance = squares[i] / weights[i] - shift * shift;
        double floor = LEAST_SPREAD * spread;
        means[i] += shift;
        deviations[i] = Math.sqrt(Math.max(variance, floor * floor));
        logFactors[i] = Math.log(weights[i] / (deviations[i] * Math.sqrt(2 * Math.PI)));
      }
    }
  }

  /** Fills in each component's logarithm of weight times density; returns that of their sum. */
  private double logDensities(double x, double[] out) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < out.length; i++) {
      double z = (x - means[i]) / deviations[i];
      out[i] = logFactors[i] - 0.5 * z * z;
      most = Math.max(most, out[i]);
    }
    double sum = 0;
    for (double part : out) {
      sum += Math.exp(part - most);
    }
    return most + Math.log(sum);
  }

  /** Without components of tiny weight, ordered by mean. */
  private GaussianMixture pruned() {
    Integer[] order = new Integer[weights.length];
    int kept = 0;
    for (int i = 0; i < order.length; i++) {
      if (weights[i] >= LEAST_WEIGHT) {
        order[kept++] = i;
      }
    }
    Arrays.sort(order, 0, kept, (a, b) -> Double.compare(means[a], means[b]));
    double[] w = new double[kept];
    double[] m = new double[kept];
    double[] d = new double[kept];
    double sum = 0;
    for (int i = 0; i < kept; i++) {
      w[i] = weights[order[i]];
      m[i] = means[order[i]];
      d[i] = deviations[order[i]];
      sum += w[i];
    }
    for (int i = 0; i < kept; i++) {
      w[i] /= sum;
    }
    return new GaussianMixture(w, m, d);
  }

  /** The component that most likely made the value; the lowest among equals. */
  int mostLikely(double x) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < means.length; i++) {
      double z = (x - means[i]) / deviations[i];
      double log = logFactors[i] - 0.5 * z * z;
      if (log > most) {
        most = log;
        best = i;
      }
    }
    return best;
  }

  int size() {
    return weights.length;
  }

  double[] weights() {
    return weights;
  }

  double[] means() {
    return means;
  }

  double[] deviations() {
    return deviations;
  }
}
