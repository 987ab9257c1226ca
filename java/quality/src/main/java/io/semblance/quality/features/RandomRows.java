package io.semblance.quality.features;

import io.semblance.data.Hash;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Random row numbers that depend on a seed alone. */
public final class RandomRows {

  private RandomRows() {}

  /** A random permutation of 0 to {@code rows - 1}. */
  public static int[] permutation(int rows, long seed) {
    return shuffled(rows, rows, seed);
  }

  /**
   * {@code count} different rows out of {@code rows}, in ascending order: all of them if there are
   * no more.
   */
  public static int[] of(int rows, int count, long seed) {
    int[] chosen = shuffled(rows, Math.min(rows, count), seed);
    Arrays.sort(chosen);
    return chosen;
  }

  /** The first steps of a Fisher-Yates shuffle. */
  private static int[] shuffled(int rows, int count, long seed) {
    SplittableRandom random = new SplittableRandom(Hash.mix(seed));
    int[] order = new int[rows];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(rows - i);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return count == rows ? order : Arrays.copyOf(order, count);
  }
}
