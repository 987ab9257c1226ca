package io.semblance.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost kernel of a product: a tile of {@link #ROWS} rows by two vectors of columns, with
 * its accumulators in registers, over packed factors ({@link Panels}). Each accumulator is a chain
 * of fused multiply-adds over k in order, so an element's bits do not depend on the width of the
 * vectors.
 *
 * <p>Both factors are read at constant distances from one running index each: that leaves one range
 * check per step, where a factor read in place needs one per row, and the checks, not the
 * multiplications, were the limit (130 against 160 GFLOP/s). Two steps along k are written out, one
 * being as fast on JDK 17 but slower on 25.
 *
 * <p>The loops run while {@code i + 1 < k}, not {@code i < k}, although k is even: in that form
 * they were a tenth faster on both JDKs, presumably because the JIT compiler does not unroll them.
 */
final class Tile {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Columns of a panel. */
  static final int PANEL = 2 * LANES;

  /**
   * Rows of a tile: 16 accumulators, two vectors of the panel and a factor fit the 32 registers of
   * AVX-512 and NEON; AVX2 has 16 registers.
   */
  static final int ROWS = LANES == 8 ? 4 : 8;

  /**
   * What a tile starts from if nothing is to be added to. A choice between vectors of zeros and
   * loads would meet in sixteen boxed vectors when the JIT compiler has seen both; a choice between
   * two arrays costs nothing. Even that choice is made before the tile's own method; see {@link
   * WarmUp}.
   */
  private static final float[] ZEROS = new float[PANEL];

  private Tile() {}

  /**
   * Calls the tile often with few steps. Compiled after few calls of many steps, its code knows
   * nothing of what comes after its loop, or of a branch that went one way so far; it is thrown
   * away the first time it gets there, and what is compiled next boxes its vectors. That happened
   * in one process of three (JDK 17), whose products were then ten times as slow to its end.
   */
  private static final class WarmUp {
    private static final int CALLS = 8_000;
    private static final int STEPS = 4;
    private static final float[] ANY = new float[STEPS * PANEL * ROWS];
    private static final float[] OUT = new float[ROWS * PANEL];

    static {
      for (int i = 0; i < CALLS; i++) {
        multiply(ANY, 0, ANY, 0, STEPS, OUT, 0, PANEL, i % 2 == 0);
      }
    }

    private WarmUp() {}

    /** Does it, the first time it is called. */
    static void now() {
      assert ANY.length > 0;
    }
  }

  /** Makes sure that the tile is compiled well; takes about an eighth of a second, once. */
  static void warmUp() {
    WarmUp.now();
  }

  /**
   * One tile of the result.
   *
   * @param a strip of {@link #ROWS} rows from {@code aAt}
   * @param b panel of {@link #PANEL} columns from {@code bAt}
   * @param k steps, an even number
   * @param out result, row-major with {@code stride} elements from row to row, from {@code to}
   * @param add whether to go on from the values in {@code out}
   */
  static void multiply(
      float[] a, int aAt, float[] b, int bAt, int k, float[] out, int to, int stride, boolean add) {
    float[] start = add ? out : ZEROS;
    int from = add ? to : 0;
    int fromStride = add ? stride : 0;
    if (ROWS == 8) {
      tile8(a, aAt, b, bAt, k, start, from, fromStride, out, to, stride);
    } else {
      tile4(a, aAt, b, bAt, k, start, from, fromStride, out, to, stride);
    }
  }

  /** out[0..7, panel] = start + strip of 8 rows times panel; {@code k} is even. */
  private static void tile8(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int k,
      float[] start,
      int from,
      int fromStride,
      float[] out,
      int to,
      int stride) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, from);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, from + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, from + fromStride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, from + fromStride + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, from + 2 * fromStride);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, from + 2 * fromStride + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, from + 3 * fromStride);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, from + 3 * fromStride + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, from + 4 * fromStride);
    FloatVector c41 = FloatVector.fromArray(SPECIES, start, from + 4 * fromStride + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, from + 5 * fromStride);
    FloatVector c51 = FloatVector.fromArray(SPECIES, start, from + 5 * fromStride + LANES);
    FloatVector c60 = FloatVector.fromArray(SPECIES, start, from + 6 * fromStride);
    FloatVector c61 = FloatVector.fromArray(SPECIES, start, from + 6 * fromStride + LANES);
    FloatVector c70 = FloatVector.fromArray(SPECIES, start, from + 7 * fromStride);
    FloatVector c71 = FloatVector.fromArray(SPECIES, start, from + 7 * fromStride + LANES);
    int p = bAt;
    int q = aAt;
    for (int i = 0; i + 1 < k; i += 2, p += 2 * PANEL, q += 16) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, p + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[q]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[q + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[q + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[q + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[q + 4]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[q + 5]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[q + 6]);
      c60 = x6.fma(b0, c60);
      c61 = x6.fma(b1, c61);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[q + 7]);
      c70 = x7.fma(b0, c70);
      c71 = x7.fma(b1, c71);
      b0 = FloatVector.fromArray(SPECIES, b, p + PANEL);
      b1 = FloatVector.fromArray(SPECIES, b, p + PANEL + LANES);
      x0 = FloatVector.broadcast(SPECIES, a[q + 8]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      x1 = FloatVector.broadcast(SPECIES, a[q + 9]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      x2 = FloatVector.broadcast(SPECIES, a[q + 10]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      x3 = FloatVector.broadcast(SPECIES, a[q + 11]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      x4 = FloatVector.broadcast(SPECIES, a[q + 12]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      x5 = FloatVector.broadcast(SPECIES, a[q + 13]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      x6 = FloatVector.broadcast(SPECIES, a[q + 14]);
      c60 = x6.fma(b0, c60);
      c61 = x6.fma(b1, c61);
      x7 = FloatVector.broadcast(SPECIES, a[q + 15]);
      c70 = x7.fma(b0, c70);
      c71 = x7.fma(b1, c71);
    }
    c00.intoArray(out, to);
    c01.intoArray(out, to + LANES);
    c10.intoArray(out, to + stride);
    c11.intoArray(out, to + stride + LANES);
    c20.intoArray(out, to + 2 * stride);
    c21.intoArray(out, to + 2 * stride + LANES);
    c30.intoArray(out, to + 3 * stride);
    c31.intoArray(out, to + 3 * stride + LANES);
    c40.intoArray(out, to + 4 * stride);
    c41.intoArray(out, to + 4 * stride + LANES);
    c50.intoArray(out, to + 5 * stride);
    c51.intoArray(out, to + 5 * stride + LANES);
    c60.intoArray(out, to + 6 * stride);
    c61.intoArray(out, to + 6 * stride + LANES);
    c70.intoArray(out, to + 7 * stride);
    c71.intoArray(out, to + 7 * stride + LANES);
  }

  /** out[0..3, panel] = start + strip of 4 rows times panel; {@code k} is even. */
  private static void tile4(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int k,
      float[] start,
      int from,
      int fromStride,
      float[] out,
      int to,
      int stride) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, from);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, from + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, from + fromStride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, from + fromStride + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, from + 2 * fromStride);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, from + 2 * fromStride + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, from + 3 * fromStride);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, from + 3 * fromStride + LANES);
    int p = bAt;
    int q = aAt;
    for (int i = 0; i + 1 < k; i += 2, p += 2 * PANEL, q += 8) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, p + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[q]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[q + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[q + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[q + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      b0 = FloatVector.fromArray(SPECIES, b, p + PANEL);
      b1 = FloatVector.fromArray(SPECIES, b, p + PANEL + LANES);
      x0 = FloatVector.broadcast(SPECIES, a[q + 4]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      x1 = FloatVector.broadcast(SPECIES, a[q + 5]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      x2 = FloatVector.broadcast(SPECIES, a[q + 6]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      x3 = FloatVector.broadcast(SPECIES, a[q + 7]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
    }
    c00.intoArray(out, to);
    c01.intoArray(out, to + LANES);
    c10.intoArray(out, to + stride);
    c11.intoArray(out, to + stride + LANES);
    c20.intoArray(out, to + 2 * stride);
    c21.intoArray(out, to + 2 * stride + LANES);
    c30.intoArray(out, to + 3 * stride);
    c31.intoArray(out, to + 3 * stride + LANES);
  }
}
