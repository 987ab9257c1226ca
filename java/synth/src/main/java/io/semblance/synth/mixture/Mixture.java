package io.semblance.synth.mixture;

import io.semblance.synth.mixed.MixedLayout;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The density of a mixed row x = (numbers z, categories s): sum over components k of
 *
 * <pre>w_k N(z; m_k, S_k) prod_v p_kv(s_v)</pre>
 *
 * where z are the numbers that speak in the states s. Numbers and categories are independent given
 * the component (Hunt and Jorgensen, "Mixture model clustering using the MULTIMIX program", 1999;
 * McLachlan and Peel, "Finite mixture models", 2000).
 *
 * @param weights w, of sum 1
 * @param gaussians N(m_k, S_k)
 * @param logProbabilities the logarithm of p, by component, category and state
 */
record Mixture(
    MixedLayout layout, double[] weights, Gaussian[] gaussians, double[][][] logProbabilities) {

  /** How many components. */
  int size() {
    return weights.length;
  }

  /** The part of a component's log density that its weight and its categories make. */
  double logOfStates(int component, int[] states, int at) {
    double sum = Math.log(weights[component]);
    double[][] own = logProbabilities[component];
    for (int v = 0; v < own.length; v++) {
      sum += own[v][states[at + v]];
    }
    return sum;
  }

  /** The density of rows, one after the other, by one thread. */
  Density density() {
    return new Density();
  }

  /** Remembers the marginals of rows that show the same numbers. */
  final class Density {
    private final Patterns<Gaussian.Marginal[]> marginals = new Patterns<>(Mixture.this);
    private final double[] logs = new double[size()];

    private Density() {}

    /** The natural logarithm of the density of a row; silent scores are not read. */
    double log(double[] scores, int[] states) {
      int[] speaking = layout.speaking(states);
      Gaussian.Marginal[] of = marginals.of(speaking, () -> marginals(speaking));
      for (int k = 0; k < logs.length; k++) {
        logs[k] = logOfStates(k, states, 0) + of[k].logDensity(scores, 0);
      }
      return logSum(logs);
    }

    private Gaussian.Marginal[] marginals(int[] speaking) {
      return Arrays.stream(gaussians)
          .map(g -> g.marginal(speaking))
          .toArray(Gaussian.Marginal[]::new);
    }
  }

  /** The logarithm of the sum of exponentials. */
  static double logSum(double[] logs) {
    double most = Arrays.stream(logs).max().orElse(Double.NEGATIVE_INFINITY);
    if (most == Double.NEGATIVE_INFINITY) {
      return most;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - most);
    }
    return most + Math.log(sum);
  }

  /** Numbers that a fit could choose freely, for the Bayesian information criterion. */
  long freedom(double[][] shares) {
    long ofOne = 0;
    for (Gaussian g : gaussians) {
      ofOne = (long) g.mean().length + g.scale().length;
    }
    for (double[] share : shares) {
      ofOne += Arrays.stream(share).filter(s -> s > 0).count() - 1;
    }
    return size() * (ofOne + 1) - 1;
  }

  /** Without the components that hold less than a share of the rows; at least the greatest. */
  Mixture without(double least) {
    double most = Arrays.stream(weights).max().orElse(0);
    double bound = Math.min(least, most);
    int[] kept = IntStream.range(0, size()).filter(k -> weights[k] >= bound).toArray();
    if (kept.length == size()) {
      return this;
    }
    double[] w = Arrays.stream(kept).mapToDouble(k -> weights[k]).toArray();
    double sum = Arrays.stream(w).sum();
    return new Mixture(
        layout,
        Arrays.stream(w).map(v -> v / sum).toArray(),
        Arrays.stream(kept).mapToObj(k -> gaussians[k]).toArray(Gaussian[]::new),
        Arrays.stream(kept).mapToObj(k -> logProbabilities[k]).toArray(double[][][]::new));
  }
}
