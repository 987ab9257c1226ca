package io.semblance.cli;

import io.semblance.data.Table;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A table split into rows to train on and rows kept from training.
 *
 * @param holdout null when the table is too small to spare any
 */
record HeldOut(Table train, Table holdout) {
  /** Tables of fewer rows are trained on whole: some five held-out rows tell nothing. */
  static final int SMALLEST_TABLE = 50;

  /** More rows do not make the ceiling any sharper. */
  static final int MOST_ROWS = 50_000;

  /**
   * Splits off a random part.
   *
   * @param fraction the part to keep from training, 0 to 1
   */
  static HeldOut split(Table table, double fraction, long seed) {
    int rows = table.rows();
    int held = (int) Math.min(MOST_ROWS, Math.round(rows * fraction));
    if (rows < SMALLEST_TABLE || held == 0) {
      return new HeldOut(table, null);
    }
    int[] order = new int[rows];
    Arrays.setAll(order, i -> i);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < held; i++) { // the first steps of a Fisher-Yates shuffle
      int j = random.nextInt(i, rows);
      int chosen = order[j];
      order[j] = order[i];
      order[i] = chosen;
    }
    int[] out = Arrays.copyOf(order, held);
    int[] in = Arrays.copyOfRange(order, held, rows);
    Arrays.sort(out); // both parts in the order of the file: series stay series
    Arrays.sort(in);
    return new HeldOut(table.select(in), table.select(out));
  }
}
