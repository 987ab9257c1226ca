package io.semblance.synth.autoregressive;

import java.util.Arrays;

/**
 * Some tries under a condition and their weights, by which is decided how tries are made and which
 * are taken. Weights may be too small for a number, so they are held as their logarithms.
 */
final class Pilot {
  /** The share of all weight that may lie above the bound. */
  private static final double ABOVE = .02;

  /** The most tries that a row takes on average. */
  private static final int MOST_TRIES = 128;

  /** The share of the tries of any weight that must count for their margins to be known. */
  private static final double ENOUGH = .1;

  private static final int BISECTIONS = 20;

  private final float[] codes;
  private final int width;
  private final double most;

  /** Over the greatest of them. */
  private final double[] weights;

  private final double sum;
  private final double bound;

  /**
   * @param codes of all tries, one after the other
   * @param logs logarithms of the weights: the probability under the networks that a try is what is
   *     asked for, over that with which such tries are made
   */
  Pilot(float[] codes, double[] logs) {
    this.codes = codes;
    this.width = codes.length / logs.length;
    this.most = Arrays.stream(logs).max().orElse(0);
    this.weights = Arrays.stream(logs).map(log -> Math.exp(log - most)).toArray();
    this.sum = Arrays.stream(weights).sum();
    this.bound = leastBound();
  }

  /** The least bound with little weight above it, or a lower one if too few would be taken. */
  private double leastBound() {
    double[] sorted = weights.clone();
    Arrays.sort(sorted);
    double wanted = (double) weights.length / MOST_TRIES;
    double beyond = 0; // the weight above the place
    double below = sum;
    for (int i = sorted.length - 1; i > 0 && sorted[i] > 0; i--) {
      int above = sorted.length - i;
      below -= sorted[i];
      double least = sorted[i] - Math.max(0, ABOVE * sum - beyond) / above;
      if (above < wanted && sorted[i - 1] > 0) { // those above and the others make up the wanted
        least = Math.min(least, below / (wanted - above));
      }
      if (least >= sorted[i - 1]) {
        return least;
      }
      beyond += above * (sorted[i] - sorted[i - 1]);
    }
    return sorted[0];
  }

  /** How likely a row of the model is what is asked for. */
  double probability() {
    return Math.exp(most) * sum / weights.length;
  }

  /** The logarithm of the bound: a try is taken with the probability of its weight over it. */
  double logBound() {
    return most + Math.log(bound);
  }

  /** The share of tries that is taken. */
  double taken() {
    return Arrays.stream(weights).map(w -> Math.min(w, bound)).sum() / (bound * weights.length);
  }

  /**
   * Weights to the power at which enough tries count, at most 1: what is rare is come near to in
   * steps (as in the annealing of Neal 2001).
   */
  Tempered tempered() {
    double least = ENOUGH * Arrays.stream(weights).filter(w -> w > 0).count();
    Tempered whole = tempered(1);
    if (whole.effective() >= least) {
      return whole;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (tempered(middle).effective() < least) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return tempered(low);
  }

  private Tempered tempered(double power) {
    double[] powers = Arrays.stream(weights).map(w -> w > 0 ? Math.pow(w, power) : 0).toArray();
    double all = Arrays.stream(powers).sum();
    double squares = Arrays.stream(powers).map(w -> w * w).sum();
    return new Tempered(power, powers, all, all * all / squares);
  }

  /**
   * Tries by a power of their weights.
   *
   * @param effective as many unweighted tries say as much (Kish 1965)
   */
  record Tempered(double power, double[] weights, double sum, double effective) {}

  /** Adds the shares of groups of states of a variable among tries, and among those weighted. */
  void margins(int variable, int[] groups, Tempered tempered, double[] drawn, double[] weighted) {
    for (int t = 0; t < weights.length; t++) {
      int group = groups[(int) codes[t * width + variable]];
      drawn[group] += 1.0 / weights.length;
      weighted[group] += tempered.weights()[t] / tempered.sum();
    }
  }
}
