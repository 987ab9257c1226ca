package io.semblance.quality;

import io.semblance.data.Column;
import io.semblance.data.Hash;
import io.semblance.data.Table;
import io.semblance.quality.text.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A line to read a score against: the scores of a table that is known to be bad or good, and how
 * that table was made.
 */
record Baseline(FidelityScores scores, String madeBy) {

  /** Fewer rows than this in a half say nothing. */
  private static final int FEWEST_ROWS = 10;

  /**
   * The floor: the real table with every column shuffled independently, which keeps each column's
   * values and breaks all dependence. No more rows than the synthetic table has, so that both carry
   * the same sampling noise.
   */
  static Baseline floor(Evaluation tables) {
    return new Baseline(
        Fidelity.score(tables.real(), tables.shuffled()),
        "the real table with every column shuffled independently ("
            + PlainText.count(tables.shuffled().rows())
            + " rows)");
  }

  /** The table behind the floor: at most {@code mostRows} rows, each column shuffled alone. */
  static Table shuffled(Table real, int mostRows, long seed) {
    int rows = Math.min(real.rows(), mostRows);
    List<Column> shuffled = new ArrayList<>();
    for (int i = 0; i < real.width(); i++) {
      shuffled.add(real.column(i).select(permutation(real.rows(), rows, seed, i)));
    }
    return Table.of(shuffled);
  }

  /** Two random halves of the real table; empty when there are too few rows. */
  static Optional<List<Table>> halves(Table real, long seed) {
    int half = real.rows() / 2;
    if (half < FEWEST_ROWS) {
      return Optional.empty();
    }
    int[] order = permutation(real.rows(), real.rows(), seed, -1);
    return Optional.of(
        List.of(
            real.select(Arrays.copyOfRange(order, 0, half)),
            real.select(Arrays.copyOfRange(order, half, order.length))));
  }

  /**
   * The ceiling: held-out real rows against the real table; without any, one random half of the
   * real table against the other. Empty when there are too few rows for either.
   */
  static Optional<Baseline> ceiling(Evaluation tables) {
    Table real = tables.real();
    if (tables.holdout().isPresent()) {
      Table holdout = tables.holdout().get();
      return Optional.of(
          new Baseline(
              Fidelity.score(real, holdout),
              "held-out real rows ("
                  + PlainText.count(holdout.rows())
                  + ") against the real table ("
                  + PlainText.count(real.rows())
                  + ")"));
    }
    List<Table> halves = tables.halves();
    if (halves.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Baseline(
            Fidelity.score(halves.get(0), halves.get(1)),
            "one random half of the real table ("
                + PlainText.count(halves.get(0).rows())
                + " rows) against the other ("
                + PlainText.count(halves.get(1).rows())
                + ")"));
  }

  /** The first {@code count} entries of a random permutation of 0 .. n-1. */
  private static int[] permutation(int n, int count, long seed, int stream) {
    SplittableRandom random = new SplittableRandom(Hash.mix(Hash.mix(seed) + stream));
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(n - i);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return count == n ? order : Arrays.copyOf(order, count);
  }
}
