package io.semblance.synth.autoregressive;

import io.semblance.engine.random.Philox;

/** Takes one of some tries by their probabilities. */
final class Resampling {
  private Resampling() {}

  /**
   * The place of the one that is taken.
   *
   * @param logs logarithms of the probabilities, up to a constant
   * @param at place of the first try
   * @param row its absolute number, on which the choice depends
   */
  static int taken(float[] logs, int at, int tries, long seed, long row) {
    int[] words = new int[4];
    Philox.block(seed, AutoregressiveStreams.CHOICE, row, 0, words, 0);
    double uniform = Philox.uniform(words[0]);
    double most = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < tries; t++) {
      most = Math.max(most, logs[at + t]);
    }
    double total = 0;
    for (int t = 0; t < tries; t++) {
      total += Math.exp(logs[at + t] - most);
    }
    double sum = 0;
    int chosen = 0;
    for (int t = 0; t < tries; t++) {
      sum += Math.exp(logs[at + t] - most);
      chosen += sum <= uniform * total ? 1 : 0;
    }
    return at + Math.min(chosen, tries - 1);
  }
}
