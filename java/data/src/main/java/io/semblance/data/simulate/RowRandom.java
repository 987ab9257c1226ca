package io.semblance.data.simulate;

import io.semblance.data.Hash;

/**
 * Random numbers keyed by a row number. The k-th number of row n is a {@link Hash} of (seed, n, k).
 *
 * <p>{@link StrictMath} throughout, because the same seed is to give the same bytes on every
 * machine. One instance per thread.
 */
final class RowRandom {

  /** Odd, and unlike the step inside the hash, so that draws of one row never retrace another's. */
  private static final long DRAW_STEP = 0xD1342543DE82EF95L;

  private static final double TO_UNIT = 0x1.0p-53;

  private final long key;
  private long state;
  private double spare;
  private boolean hasSpare;

  RowRandom(long seed) {
    this.key = Hash.mix(seed);
  }

  /** Starts the numbers of a row over. */
  void row(long row) {
    state = Hash.mix(key ^ row);
    hasSpare = false;
  }

  /** Uniform on [0, 1). */
  double uniform() {
    state += DRAW_STEP;
    return (Hash.mix(state) >>> 11) * TO_UNIT;
  }

  /** Standard normal, by Marsaglia's polar method, which gives them in pairs. */
  double normal() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    while (true) {
      double x = 2 * uniform() - 1;
      double y = 2 * uniform() - 1;
      double square = x * x + y * y;
      if (square < 1 && square > 0) {
        double scale = Math.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * scale;
        hasSpare = true;
        return x * scale;
      }
    }
  }
}
