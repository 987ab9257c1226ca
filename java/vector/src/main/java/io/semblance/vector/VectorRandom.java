package io.semblance.vector;

import io.semblance.engine.cpu.FloatMath;
import io.semblance.engine.cpu.ScalarRandom;
import io.semblance.engine.graph.Attr;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Philox4x32-10 ({@link io.semblance.engine.random.Philox}) for many blocks at once, one in each
 * 64-bit lane: word i of all blocks is a vector of numbers of 32 bits, so that a round's products
 * have room. The bits are those of the scalar twin.
 */
final class VectorRandom extends ScalarRandom {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  /** Numbers made at once: four for each block. */
  private static final int CHUNK = 4 * LONGS.length();

  /** From this many numbers on, a part of a chunk is quicker made whole than one by one. */
  private static final int WORTH_CHUNK = 8;

  private static final int ROUNDS = 10;
  private static final int KEYS = 2 * ROUNDS * LONGS.length();
  private static final long LOW = 0xFFFFFFFFL;

  /** 1.5 * 2^23: adding and subtracting it rounds a small number to an integer. */
  private static final float ROUNDER = 12582912f;

  private static final int HALF = LONGS.length() / 2;
  private static final VectorShuffle<Long> FIRST_TWICE = VectorShuffle.fromOp(LONGS, i -> i / 2);
  private static final VectorShuffle<Long> LAST_TWICE =
      VectorShuffle.fromOp(LONGS, i -> HALF + i / 2);
  private static final VectorMask<Long> ODD = VectorMask.fromLong(LONGS, 0xAAAAAAAAAAAAAAAAL);
  private static final VectorShuffle<Float> TO_EVEN = VectorShuffle.fromOp(FLOATS, i -> i & ~1);
  private static final VectorShuffle<Float> TO_ODD = VectorShuffle.fromOp(FLOATS, i -> i | 1);

  /** A quarter of a turn in the odd lanes. */
  private static final float[] QUARTER = quarter();

  /** Uniform numbers made into normal ones at a time; whole chunks. */
  private static final int PIECE = 512;

  private final boolean normal;
  private final long[] keys;
  private final float[][] scratch;

  VectorRandom(Attr.Random kind, long seed, int threads) {
    super(kind, seed, threads);
    this.normal = kind.distribution() == Attr.Distribution.NORMAL;
    this.keys = keys(seed, kind.stream());
    this.scratch = new float[threads][CHUNK + PIECE];
  }

  private static float[] quarter() {
    float[] q = new float[LANES];
    for (int i = 1; i < LANES; i += 2) {
      q[i] = 0.25f;
    }
    return q;
  }

  /** The two keys of each round, each in all lanes: a load is cheaper than a broadcast. */
  private static long[] keys(long seed, int stream) {
    int n = LONGS.length();
    long[] keys = new long[2 * ROUNDS * n];
    int k0 = (int) seed;
    int k1 = (int) (seed >>> 32) ^ stream;
    for (int i = 0; i < keys.length; i += 2 * n) {
      Arrays.fill(keys, i, i + n, k0 & LOW);
      Arrays.fill(keys, i + n, i + 2 * n, k1 & LOW);
      k0 += 0x9E3779B9;
      k1 += 0xBB67AE85;
    }
    return keys;
  }

  @Override
  public void run(long firstRow, int rows, int cols, float[] out, int at, int thread) {
    float[] mine = scratch[thread];
    int whole = cols / CHUNK * CHUNK;
    int rest = cols - whole;
    for (int r = 0; r < rows; r++) {
      long row = firstRow + r;
      int start = at + r * cols;
      uniform(keys, row, 0, whole, out, start);
      for (int i = 0; normal && i < whole; i += PIECE) {
        normal(out, start + i, Math.min(PIECE, whole - i), mine, CHUNK);
      }
      if (rest < WORTH_CHUNK) {
        columns(row, whole, cols, out, start, thread);
      } else {
        uniform(keys, row, whole / 4, CHUNK, mine, 0);
        if (normal) {
          normal(mine, 0, CHUNK, mine, CHUNK);
        }
        System.arraycopy(mine, 0, out, start + whole, rest);
      }
    }
  }

  /** {@code n} uniform numbers, whole chunks, of a row from block {@code block} on. */
  private static void uniform(long[] keys, long row, int block, int n, float[] out, int at) {
    for (int i = 0; i < n; i += CHUNK) {
      LongVector x0 = LongVector.broadcast(LONGS, row & LOW);
      LongVector x1 = LongVector.broadcast(LONGS, row >>> 32);
      LongVector x2 = LongVector.broadcast(LONGS, block + i / 4).addIndex(1);
      LongVector x3 = LongVector.zero(LONGS);
      for (int k = 0; k < KEYS; k += 2 * LONGS.length()) {
        LongVector p0 = x0.mul(0xD2511F53L);
        LongVector p1 = x2.mul(0xCD9E8D57L);
        x0 =
            p1.lanewise(VectorOperators.LSHR, 32)
                .lanewise(VectorOperators.XOR, x1)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, keys, k));
        x2 =
            p0.lanewise(VectorOperators.LSHR, 32)
                .lanewise(VectorOperators.XOR, x3)
                .lanewise(
                    VectorOperators.XOR, LongVector.fromArray(LONGS, keys, k + LONGS.length()));
        x1 = p1.lanewise(VectorOperators.AND, LOW);
        x3 = p0.lanewise(VectorOperators.AND, LOW);
      }
      LongVector words01 = x0.lanewise(VectorOperators.OR, x1.lanewise(VectorOperators.LSHL, 32));
      LongVector words23 = x2.lanewise(VectorOperators.OR, x3.lanewise(VectorOperators.LSHL, 32));
      LongVector first = words01.rearrange(FIRST_TWICE).blend(words23.rearrange(FIRST_TWICE), ODD);
      LongVector last = words01.rearrange(LAST_TWICE).blend(words23.rearrange(LAST_TWICE), ODD);
      // The 23 high bits as the fraction of a number in [1, 2); the difference is exact.
      first
          .reinterpretAsInts()
          .lanewise(VectorOperators.LSHR, 9)
          .lanewise(VectorOperators.OR, 0x3F800000)
          .reinterpretAsFloats()
          .sub(0x1.fffffep-1f)
          .intoArray(out, at + i);
      last.reinterpretAsInts()
          .lanewise(VectorOperators.LSHR, 9)
          .lanewise(VectorOperators.OR, 0x3F800000)
          .reinterpretAsFloats()
          .sub(0x1.fffffep-1f)
          .intoArray(out, at + i + LANES);
    }
  }

  /**
   * Turns pairs of uniform numbers into pairs of normal ones (see {@link FloatMath#radius}).
   *
   * @param n numbers, filling whole vectors
   * @param logs scratch memory for n numbers from {@code logsAt}
   */
  private static void normal(float[] u, int at, int n, float[] logs, int logsAt) {
    VectorMath.log(u, at, logs, logsAt, n);
    FloatVector quarter = FloatVector.fromArray(FLOATS, QUARTER, 0);
    for (int i = 0; i < n; i += LANES) {
      FloatVector radius =
          FloatVector.fromArray(FLOATS, logs, logsAt + i).mul(-2f).lanewise(VectorOperators.SQRT);
      FloatVector turns = FloatVector.fromArray(FLOATS, u, at + i).rearrange(TO_ODD).sub(quarter);
      FloatVector whole = turns.add(ROUNDER).sub(ROUNDER);
      FloatVector b = turns.sub(whole).abs().neg().add(0.25f);
      FloatVector z = b.mul(b);
      FloatVector p = z.broadcast(39.71092f);
      p = p.fma(z, z.broadcast(-76.57499f));
      p = p.fma(z, z.broadcast(81.602234f));
      p = p.fma(z, z.broadcast(-41.34168f));
      p = p.fma(z, z.broadcast(6.2831855f));
      radius.rearrange(TO_EVEN).mul(p.mul(b)).intoArray(u, at + i);
    }
  }
}
