package io.semblance.flow;

import io.semblance.data.Column;
import io.semblance.data.RowClasses;
import io.semblance.data.Table;
import io.semblance.data.series.Sequences;
import io.semblance.data.series.SeriesSpec;
import io.semblance.data.series.SeriesSplit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A table split into rows to train on and rows kept from training.
 *
 * @param holdout null when the table is too small to spare any
 * @param alike whether held-out rows are like those trained on but for chance; a later stretch of a
 *     series is of another time, so that distances to it, and its marginals, tell of the time
 */
public record HeldOut(Table train, Table holdout, boolean alike) {
  HeldOut(Table train, Table holdout) {
    this(train, holdout, true);
  }

  /** Tables of fewer rows are trained on whole: some five held-out rows tell nothing. */
  public static final int SMALLEST_TABLE = 50;

  /** More rows do not make the ceiling any sharper. */
  public static final int MOST_ROWS = 50_000;

  /**
   * Splits off a random part.
   *
   * @param fraction the part to keep from training, 0 to 1
   * @param classes a column of the table whose values are all to be trained on, if it takes a row
   *     of the held-out part; null for none
   */
  public static HeldOut split(Table table, double fraction, long seed, Column classes) {
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
    if (classes != null) {
      held = spared(order, held, classes);
      if (held == 0) {
        return new HeldOut(table, null);
      }
    }
    int[] out = Arrays.copyOf(order, held);
    int[] in = Arrays.copyOfRange(order, held, rows);
    Arrays.sort(out); // both parts in the order of the file: series stay series
    Arrays.sort(in);
    return new HeldOut(table.select(in), table.select(out));
  }

  /**
   * Splits off whole sequences or, where there are few, the last stretch of each: rows of one
   * sequence tell too much of their neighbours to be split at random.
   *
   * @param fraction the part to keep from training, 0 to 1
   */
  public static HeldOut split(Table table, SeriesSpec series, double fraction, long seed) {
    SeriesSplit split = SeriesSplit.of(Sequences.of(table, series, note -> {}), fraction, seed);
    return split.heldRows().length == 0
        ? new HeldOut(table, null)
        : new HeldOut(
            table.select(split.trainRows()), table.select(split.heldRows()), split.alike());
  }

  /**
   * Takes one row of each class that was held out whole out of the first {@code held} rows of
   * {@code order}.
   *
   * @return how many held-out rows remain
   */
  private static int spared(int[] order, int held, Column classes) {
    RowClasses keys = RowClasses.of(classes);
    Set<Double> trained = new HashSet<>();
    for (int i = held; i < order.length; i++) {
      trained.add(keys.key(order[i]));
    }
    int kept = 0;
    for (int i = 0; i < held; i++) {
      if (!trained.add(keys.key(order[i]))) {
        int row = order[i];
        order[i] = order[kept];
        order[kept++] = row;
      }
    }
    return kept;
  }
}
