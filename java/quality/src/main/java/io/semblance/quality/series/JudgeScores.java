package io.semblance.quality.series;

import io.semblance.data.Hash;
import io.semblance.quality.features.RandomRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What the recurrent judges say, a figure for each seed; NaN where there are too few windows. Index
 * 0 is the synthetic table, 1 the floor, 2 the ceiling.
 *
 * @param discriminative {@code [3][seeds]}
 * @param predictive {@code [3][seeds]}
 * @param byTime discriminative scores of windows split by time, of the synthetic table
 */
record JudgeScores(double[][] discriminative, double[][] predictive, double[] byTime) {

  /** Kinds of judgement, all independent of one another. */
  private static final int KINDS = 7;

  /** Asks all judges, sharing the work among threads, whose number changes nothing. */
  static JudgeScores of(SeriesTables tables, long seed, int seeds) {
    Windows real = tables.realWindows();
    Windows synthetic = tables.syntheticWindows();
    Windows shuffled = real.over(tables.shuffledCells);
    double[][] out = new double[KINDS][seeds];
    IntStream.range(0, KINDS * seeds)
        .parallel()
        .forEach(
            task -> {
              int kind = task / seeds;
              int s = task % seeds;
              long own = Hash.mix(Hash.mix(seed) + s);
              Windows[] halves = halves(real, own);
              out[kind][s] =
                  switch (kind) {
                    case 0 -> Discrimination.score(real, synthetic, own);
                    case 1 -> Discrimination.score(real, shuffled, own);
                    case 2 -> Discrimination.score(halves[0], halves[1], own);
                    case 3 -> Prediction.score(synthetic, real, tables.target, own);
                    case 4 -> Prediction.score(shuffled, real, tables.target, own);
                    case 5 -> Prediction.score(halves[0], real, tables.target, own);
                    default -> byTime(tables, real, synthetic, own);
                  };
            });
    return new JudgeScores(Arrays.copyOf(out, 3), Arrays.copyOfRange(out, 3, 6), out[KINDS - 1]);
  }

  private static Windows[] halves(Windows windows, long seed) {
    int[] order = RandomRows.permutation(windows.count(), seed);
    int half = order.length / 2;
    return new Windows[] {
      windows.select(Arrays.copyOf(order, half)),
      windows.select(Arrays.copyOfRange(order, half, order.length))
    };
  }

  private static double byTime(SeriesTables tables, Windows real, Windows synthetic, long seed) {
    if (Math.min(real.count(), synthetic.count()) < Discrimination.FEWEST) {
      return Double.NaN;
    }
    Cuts.Split a = tables.realCuts.split(tables.length, seed);
    Cuts.Split b = tables.syntheticCuts.split(tables.length, seed + 1);
    return Discrimination.score(
        new Windows(real.cells(), real.width(), a.train()),
        new Windows(real.cells(), real.width(), a.test()),
        new Windows(synthetic.cells(), real.width(), b.train()),
        new Windows(synthetic.cells(), real.width(), b.test()),
        seed);
  }
}
