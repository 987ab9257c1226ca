package io.semblance.synth.autoregressive;

import io.semblance.data.encode.TokenVariable;

/**
 * Smooth functions of an ordered variable's states: its standardised value and cosines of its rank.
 * Embeddings and scores that are sums of them and of something small for each state are alike for
 * neighbouring states, without which a number of a hundred bins is a category of a hundred labels.
 */
final class OrderedBasis {
  private static final int MOST_COSINES = 12;
  private static final int FEWEST_STATES = 5;

  private OrderedBasis() {}

  /** How many functions a variable has; 0 for one without order. */
  static int size(TokenVariable variable) {
    return !variable.ordered() || variable.states() < FEWEST_STATES
        ? 0
        : 1 + Math.min(MOST_COSINES, variable.states() / 2);
  }

  /** The functions of each state, [states, size], of mean 0 and variance 1 over the states. */
  static double[] of(TokenVariable variable) {
    int states = variable.states();
    int size = size(variable);
    double[] basis = new double[states * size];
    for (int f = 0; f < size; f++) {
      double mean = 0;
      double squares = 0;
      for (int s = 0; s < states; s++) {
        double value = f == 0 ? variable.scores()[s] : Math.cos(Math.PI * f * variable.ranks()[s]);
        basis[s * size + f] = value;
        mean += value / states;
        squares += value * value / states;
      }
      double deviation = Math.sqrt(Math.max(0, squares - mean * mean)) + 1e-6;
      for (int s = 0; s < states; s++) {
        basis[s * size + f] = (basis[s * size + f] - mean) / deviation;
      }
    }
    return basis;
  }
}
