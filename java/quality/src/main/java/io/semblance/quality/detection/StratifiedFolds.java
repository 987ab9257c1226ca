package io.semblance.quality.detection;

import io.semblance.quality.features.RandomRows;
import java.util.Arrays;

/** Shuffled folds that hold the same share of both sides. */
final class StratifiedFolds {

  private final int[] fold;
  private final int folds;

  /**
   * @param first rows of the first side, which come first
   * @param second rows of the second side
   */
  StratifiedFolds(int first, int second, int folds, long seed) {
    this.folds = folds;
    this.fold = new int[first + second];
    deal(0, first, seed);
    deal(first, second, seed + 1);
  }

  private void deal(int from, int count, long seed) {
    int[] order = RandomRows.permutation(count, seed);
    for (int i = 0; i < count; i++) {
      fold[from + order[i]] = i % folds;
    }
  }

  /** The rows of a fold, or all the others, ascending. */
  int[] rows(int wanted, boolean inside) {
    int[] out = new int[fold.length];
    int n = 0;
    for (int i = 0; i < fold.length; i++) {
      if (fold[i] == wanted == inside) {
        out[n++] = i;
      }
    }
    return Arrays.copyOf(out, n);
  }
}
