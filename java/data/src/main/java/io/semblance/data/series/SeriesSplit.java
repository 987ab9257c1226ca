package io.semblance.data.series;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rows to learn from, and rows held out to judge by. Whole sequences are held out where there are
 * enough of them, else a later stretch of each: a random row would be known from its neighbours.
 *
 * @param trainRows row numbers of the table, ascending
 * @param heldRows row numbers of the table, ascending; may be empty
 * @param words what is held out, for people
 * @param alike whether held-out rows are whole sequences, and so like the others but for chance; a
 *     later stretch is of another time, and so are months where sequences are months
 */
public record SeriesSplit(int[] trainRows, int[] heldRows, String words, boolean alike) {
  private static final int ENOUGH_SEQUENCES = 10;
  private static final int ENOUGH_ROWS = 50;

  /**
   * Splits the rows of all sequences.
   *
   * @param fraction the share that is held out, from 0 to below 1; with fewer than 50 rows nothing
   *     is
   * @param seed chooses the sequences
   */
  public static SeriesSplit of(Sequences s, double fraction, long seed) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException("a fraction of " + fraction);
    }
    int rows = IntStream.range(0, s.count()).map(i -> s.rows(i).length).sum();
    int[] cuts = IntStream.range(0, s.count()).map(i -> s.rows(i).length).toArray();
    String words;
    if (fraction == 0) {
      words = "nothing is held out";
    } else if (rows < ENOUGH_ROWS) {
      words = "nothing is held out of fewer than " + ENOUGH_ROWS + " rows";
    } else if (s.count() >= ENOUGH_SEQUENCES) {
      int held = (int) Math.max(1, Math.min(s.count() - 1L, Math.round(fraction * s.count())));
      for (int sequence : draw(s.count(), held, seed)) {
        cuts[sequence] = 0;
      }
      words = held + " of " + s.count() + " sequences, chosen at random";
    } else {
      for (int i = 0; i < cuts.length; i++) {
        cuts[i] -= (int) Math.min(cuts[i] - 1L, Math.round(fraction * cuts[i]));
      }
      String share = Math.round(100 * fraction) + " %";
      words =
          s.count() == 1
              ? "the last " + share + " of the sequence, a later stretch of time"
              : "the last " + share + " of each sequence, a later stretch of time";
    }
    IntStream.Builder train = IntStream.builder();
    IntStream.Builder heldOut = IntStream.builder();
    for (int i = 0; i < cuts.length; i++) {
      int[] of = s.rows(i);
      for (int k = 0; k < of.length; k++) {
        (k < cuts[i] ? train : heldOut).add(of[k]);
      }
    }
    return new SeriesSplit(
        train.build().sorted().toArray(),
        heldOut.build().sorted().toArray(),
        words,
        s.count() >= ENOUGH_SEQUENCES && !s.entitiesFromTime());
  }

  /** The first of a random order of all. */
  private static int[] draw(int of, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = IntStream.range(0, of).toArray();
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, of);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return Arrays.copyOf(order, count);
  }
}
