package io.semblance.synth.train;

import io.semblance.engine.random.Philox;
import io.semblance.synth.Streams;

/** The rows of an epoch: every row once, in an order that depends on seed and epoch alone. */
public final class TrainingOrder {
  private TrainingOrder() {}

  /** Fisher-Yates; the same permutation for the same arguments. */
  public static void shuffle(long seed, int epoch, int[] order) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    long first = (long) epoch * order.length;
    for (int i = order.length - 1; i > 0; i--) {
      int j = Philox.below(seed, Streams.ORDER, first + i, i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }
}
