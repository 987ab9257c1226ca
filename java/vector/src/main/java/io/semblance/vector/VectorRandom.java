package io.semblance.vector;

import static io.semblance.engine.cpu.FloatCoefficients.ROUNDER;
import static io.semblance.engine.cpu.FloatCoefficients.SIN_1;
import static io.semblance.engine.cpu.FloatCoefficients.SIN_3;
import static io.semblance.engine.cpu.FloatCoefficients.SIN_5;
import static io.semblance.engine.cpu.FloatCoefficients.SIN_7;
import static io.semblance.engine.cpu.FloatCoefficients.SIN_9;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.SQRT;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.semblance.engine.cpu.FloatMath;
import io.semblance.engine.cpu.ScalarRandom;
import io.semblance.engine.graph.Attr;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Philox4x32-10 ({@link io.semblance.engine.random.Philox}) for many blocks at once, one in each
 * 64-bit lane: word i of all blocks is a vector of numbers of 32 bits, so that a round's products
 * have room. The bits are those of the scalar twin.
 */
final class VectorRandom extends ScalarRandom {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  /** Words made at once: two vectors of blocks. */
  private static final int CHUNK = 8 * LONGS.length();

  /** From this many numbers on, a part of a chunk is quicker made whole than one by one. */
  private static final int WORTH_CHUNK = 8;

  private static final int ROUNDS = 10;
  private static final int KEYS = 2 * ROUNDS * LONGS.length();
  private static final long LOW = 0xFFFFFFFFL;

  private static final int HALF = LONGS.length() / 2;
  private static final VectorShuffle<Long> FIRST_TWICE = VectorShuffle.fromOp(LONGS, i -> i / 2);
  private static final VectorShuffle<Long> LAST_TWICE =
      VectorShuffle.fromOp(LONGS, i -> HALF + i / 2);
  private static final VectorMask<Long> ODD = VectorMask.fromLong(LONGS, 0xAAAAAAAAAAAAAAAAL);
  private static final VectorShuffle<Float> TO_EVEN = VectorShuffle.fromOp(FLOATS, i -> i & ~1);
  private static final VectorShuffle<Float> TO_ODD = VectorShuffle.fromOp(FLOATS, i -> i | 1);

  private static final VectorShuffle<Integer> FIRST_INTS_TWICE =
      VectorShuffle.fromOp(INTS, i -> i / 2);
  private static final VectorShuffle<Integer> LAST_INTS_TWICE =
      VectorShuffle.fromOp(INTS, i -> LANES / 2 + i / 2);

  /** Where the 16 bits of a fraction are, in even and in odd lanes of floats. */
  private static final long EVEN_FRACTION = 0x007FFF80L;

  private static final long ODD_FRACTION = EVEN_FRACTION << 32;

  /** The bits of 1f, twice. */
  private static final long ONES = 0x3F800000_3F800000L;

  /** A quarter of a turn in the odd lanes. */
  private static final float[] QUARTER = new float[LANES];

  static {
    for (int i = 0; i < LANES; i += 2) {
      QUARTER[i + 1] = 0.25f;
    }
  }

  /** Numbers made at a time, whole chunks, so that words and logarithms stay in the first cache. */
  private static final int PIECE = 512;

  private final boolean normal;
  private final int perWord;
  private final long[] keys;
  private final float[][] scratch;

  VectorRandom(Attr.Random kind, long seed, int threads) {
    super(kind, seed, threads);
    this.normal = kind.distribution() == Attr.Distribution.NORMAL;
    this.perWord = kind.distribution().perBlock() / 4;
    this.keys = keys(seed, kind.stream());
    this.scratch = new float[threads][PIECE + 2 * CHUNK];
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
    int chunk = CHUNK * perWord;
    int whole = cols / chunk * chunk;
    int rest = cols - whole;
    for (int r = 0; r < rows; r++) {
      long row = firstRow + r;
      int start = at + r * cols;
      for (int i = 0; i < whole; i += PIECE) {
        draw(row, i, Math.min(PIECE, whole - i), out, start + i, mine);
      }
      if (rest < WORTH_CHUNK) {
        columns(row, whole, cols, out, start, thread);
      } else {
        draw(row, whole, rest, mine, PIECE, mine);
        System.arraycopy(mine, PIECE, out, start + whole, rest);
      }
    }
  }

  /**
   * {@code n} numbers of a row from column {@code col} on, and whatever fills the last chunk.
   *
   * @param logs scratch memory for n numbers
   */
  private void draw(long row, int col, int n, float[] out, int at, float[] logs) {
    int chunk = CHUNK * perWord;
    int all = (n + chunk - 1) / chunk * chunk;
    uniform(keys, row, col / (4 * perWord), all, perWord == 2, out, at);
    if (normal) {
      normal(out, at, (n + LANES - 1) / LANES * LANES, logs, 0);
    }
  }

  /**
   * {@code n} uniform numbers, whole chunks, of a row from block {@code block} on. Two vectors of
   * blocks go side by side, since a round waits for the one before. Nothing is moved to a helper:
   * vectors that it takes or returns might be boxed.
   */
  private static void uniform(
      long[] keys, long row, int block, int n, boolean halves, float[] out, int at) {
    int perBlock = halves ? 8 : 4;
    int next = LONGS.length();
    for (int i = 0; i < n; i += perBlock * 2 * next) {
      LongVector x0 = LongVector.broadcast(LONGS, row & LOW);
      LongVector x1 = LongVector.broadcast(LONGS, row >>> 32);
      LongVector x2 = LongVector.broadcast(LONGS, block + i / perBlock).addIndex(1);
      LongVector x3 = LongVector.zero(LONGS);
      LongVector y0 = x0;
      LongVector y1 = x1;
      LongVector y2 = x2.add(next);
      LongVector y3 = x3;
      for (int k = 0; k < KEYS; k += 2 * next) {
        LongVector key0 = LongVector.fromArray(LONGS, keys, k);
        LongVector key1 = LongVector.fromArray(LONGS, keys, k + next);
        LongVector p0 = x0.mul(0xD2511F53L);
        LongVector p1 = x2.mul(0xCD9E8D57L);
        LongVector q0 = y0.mul(0xD2511F53L);
        LongVector q1 = y2.mul(0xCD9E8D57L);
        x0 = p1.lanewise(LSHR, 32).lanewise(XOR, x1).lanewise(XOR, key0);
        x2 = p0.lanewise(LSHR, 32).lanewise(XOR, x3).lanewise(XOR, key1);
        y0 = q1.lanewise(LSHR, 32).lanewise(XOR, y1).lanewise(XOR, key0);
        y2 = q0.lanewise(LSHR, 32).lanewise(XOR, y3).lanewise(XOR, key1);
        x1 = p1.lanewise(AND, LOW);
        x3 = p0.lanewise(AND, LOW);
        y1 = q1.lanewise(AND, LOW);
        y3 = q0.lanewise(AND, LOW);
      }
      LongVector x01 = x0.lanewise(OR, x1.lanewise(LSHL, 32));
      LongVector x23 = x2.lanewise(OR, x3.lanewise(LSHL, 32));
      LongVector y01 = y0.lanewise(OR, y1.lanewise(LSHL, 32));
      LongVector y23 = y2.lanewise(OR, y3.lanewise(LSHL, 32));
      LongVector a = x01.rearrange(FIRST_TWICE).blend(x23.rearrange(FIRST_TWICE), ODD);
      LongVector b = x01.rearrange(LAST_TWICE).blend(x23.rearrange(LAST_TWICE), ODD);
      LongVector c = y01.rearrange(FIRST_TWICE).blend(y23.rearrange(FIRST_TWICE), ODD);
      LongVector d = y01.rearrange(LAST_TWICE).blend(y23.rearrange(LAST_TWICE), ODD);
      if (halves) {
        // A word twice, then its low half where an even lane's fraction is, its high half where an
        // odd lane's is. As below, the difference is exact.
        LongVector a1 = a.reinterpretAsInts().rearrange(FIRST_INTS_TWICE).reinterpretAsLongs();
        LongVector a2 = a.reinterpretAsInts().rearrange(LAST_INTS_TWICE).reinterpretAsLongs();
        LongVector b1 = b.reinterpretAsInts().rearrange(FIRST_INTS_TWICE).reinterpretAsLongs();
        LongVector b2 = b.reinterpretAsInts().rearrange(LAST_INTS_TWICE).reinterpretAsLongs();
        LongVector c1 = c.reinterpretAsInts().rearrange(FIRST_INTS_TWICE).reinterpretAsLongs();
        LongVector c2 = c.reinterpretAsInts().rearrange(LAST_INTS_TWICE).reinterpretAsLongs();
        LongVector d1 = d.reinterpretAsInts().rearrange(FIRST_INTS_TWICE).reinterpretAsLongs();
        LongVector d2 = d.reinterpretAsInts().rearrange(LAST_INTS_TWICE).reinterpretAsLongs();
        a1.lanewise(LSHL, 7)
            .lanewise(AND, EVEN_FRACTION)
            .lanewise(OR, a1.lanewise(LSHR, 9).lanewise(AND, ODD_FRACTION))
            .lanewise(OR, ONES)
            .reinterpretAsFloats()
            .sub(0x1.ffffp-1f)
            .intoArray(out, at + i);
        a2.lanewise(LSHL, 7)
            .lanewise(AND, EVEN_FRACTION)
            .lanewise(OR, a2.lanewise(LSHR, 9).lanewise(AND, ODD_FRACTION))
            .lanewise(OR, ONES)
            .reinterpretAsFloats()
            .sub(0x1.ffffp-1f)
            .intoArray(out, at + i + LANES);
        b1.lanewise(LSHL, 7)
            .lanewise(AND, EVEN_FRACTION)
            .lanewise(OR, b1.lanewise(LSHR, 9).lanewise(AND, ODD_FRACTION))
            .lanewise(OR, ONES)
            .reinterpretAsFloats()
            .sub(0x1.ffffp-1f)
            .intoArray(out, at + i + 2 * LANES);
        b2.lanewise(LSHL, 7)
            .lanewise(AND, EVEN_FRACTION)
            .lanewise(OR, b2.lanewise(LSHR, 9).lanewise(AND, ODD_FRACTION))
            .lanewise(OR, ONES)
            .reinterpretAsFloats()
            .sub(0x1.ffffp-1f)
            .intoArray(out, at + i + 3 * LANES);
        c1.lanewise(LSHL, 7)
            .lanewise(AND, EVEN_FRACTION)
            .lanewise(OR, c1.lanewise(LSHR, 9).lanewise(AND, ODD_FRACTION))
            .lanewise(OR, ONES)
            .reinterpretAsFloats()
            .sub(0x1.ffffp-1f)
            .intoArray(out, at + i + 4 * LANES);
        c2.lanewise(LSHL, 7)
            .lanewise(AND, EVEN_FRACTION)
            .lanewise(OR, c2.lanewise(LSHR, 9).lanewise(AND, ODD_FRACTION))
            .lanewise(OR, ONES)
            .reinterpretAsFloats()
            .sub(0x1.ffffp-1f)
            .intoArray(out, at + i + 5 * LANES);
        d1.lanewise(LSHL, 7)
            .lanewise(AND, EVEN_FRACTION)
            .lanewise(OR, d1.lanewise(LSHR, 9).lanewise(AND, ODD_FRACTION))
            .lanewise(OR, ONES)
            .reinterpretAsFloats()
            .sub(0x1.ffffp-1f)
            .intoArray(out, at + i + 6 * LANES);
        d2.lanewise(LSHL, 7)
            .lanewise(AND, EVEN_FRACTION)
            .lanewise(OR, d2.lanewise(LSHR, 9).lanewise(AND, ODD_FRACTION))
            .lanewise(OR, ONES)
            .reinterpretAsFloats()
            .sub(0x1.ffffp-1f)
            .intoArray(out, at + i + 7 * LANES);
      } else {
        // The 23 high bits as the fraction of a number in [1, 2); the difference is exact.
        a.reinterpretAsInts()
            .lanewise(LSHR, 9)
            .lanewise(OR, 0x3F800000)
            .reinterpretAsFloats()
            .sub(0x1.fffffep-1f)
            .intoArray(out, at + i);
        b.reinterpretAsInts()
            .lanewise(LSHR, 9)
            .lanewise(OR, 0x3F800000)
            .reinterpretAsFloats()
            .sub(0x1.fffffep-1f)
            .intoArray(out, at + i + LANES);
        c.reinterpretAsInts()
            .lanewise(LSHR, 9)
            .lanewise(OR, 0x3F800000)
            .reinterpretAsFloats()
            .sub(0x1.fffffep-1f)
            .intoArray(out, at + i + 2 * LANES);
        d.reinterpretAsInts()
            .lanewise(LSHR, 9)
            .lanewise(OR, 0x3F800000)
            .reinterpretAsFloats()
            .sub(0x1.fffffep-1f)
            .intoArray(out, at + i + 3 * LANES);
      }
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
      FloatVector radius = FloatVector.fromArray(FLOATS, logs, logsAt + i).mul(-2f).lanewise(SQRT);
      FloatVector turns = FloatVector.fromArray(FLOATS, u, at + i).rearrange(TO_ODD).sub(quarter);
      FloatVector whole = turns.add(ROUNDER).sub(ROUNDER);
      FloatVector b = turns.sub(whole).abs().neg().add(0.25f);
      FloatVector z = b.mul(b);
      FloatVector p = z.broadcast(SIN_9);
      p = p.fma(z, z.broadcast(SIN_7));
      p = p.fma(z, z.broadcast(SIN_5));
      p = p.fma(z, z.broadcast(SIN_3));
      p = p.fma(z, z.broadcast(SIN_1));
      radius.rearrange(TO_EVEN).mul(p.mul(b)).intoArray(u, at + i);
    }
  }
}
