package io.semblance.quality.series;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random minibatches: different positions of 0 to n - 1, drawn anew each time. */
final class Draws {

  private final int[] order;
  private final SplittableRandom random;

  Draws(int n, SplittableRandom random) {
    this.order = new int[n];
    Arrays.setAll(order, i -> i);
    this.random = random;
  }

  /** Shuffles; afterwards {@link #at} below {@code count} are a draw without replacement. */
  void next(int count) {
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(order.length - i);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }

  int at(int i) {
    return order[i];
  }
}
