package io.semblance.vector;

import io.semblance.engine.EngineException;
import io.semblance.engine.cpu.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A product in two phases: op(B) is packed into panels two vectors wide, then tiles of eight rows
 * by one panel are computed with accumulators in registers. Every element is a chain of fused
 * multiply-adds over k in order, so the bits depend neither on the vector width nor on tiles or
 * threads.
 */
final class VectorProduct implements Kernels.Product {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Columns of a panel. */
  private static final int PANEL = 2 * LANES;

  /**
   * Rows of a tile: 16 accumulators leave half of the 32 registers of AVX-512 and NEON for a loop
   * unrolled by the JIT compiler. With three vectors a panel, so 24 accumulators, the speed was 110
   * GFLOP/s in some runs and 42 in others. AVX2 has 16 registers.
   */
  private static final int TILE = LANES == 8 ? 4 : 8;

  private final int m;
  private final int n;
  private final int k;
  private final boolean transposeB;
  private final int rowStride;
  private final int innerStride;
  private final int panels;
  private final int rowTiles;
  private final float[] packed;
  private final float[][] edge;

  VectorProduct(int m, int n, int k, boolean transposeA, boolean transposeB, int threads) {
    this.m = m;
    this.n = n;
    this.k = k;
    this.transposeB = transposeB;
    this.rowStride = transposeA ? 1 : k;
    this.innerStride = transposeA ? m : 1;
    this.panels = (n + PANEL - 1) / PANEL;
    this.rowTiles = (m + TILE - 1) / TILE;
    long size = (long) panels * k * PANEL;
    if (size > Integer.MAX_VALUE - 8) {
      throw new EngineException("A factor of " + k + " x " + n + " is too large for one array");
    }
    this.packed = new float[(int) size];
    this.edge = new float[threads][TILE * PANEL];
  }

  static int lanes() {
    return LANES;
  }

  @Override
  public int phases() {
    return 2;
  }

  @Override
  public int units(int phase) {
    return phase == 0 ? panels : panels * rowTiles;
  }

  @Override
  public void run(int phase, float[] a, float[] b, float[] out, int from, int to, int thread) {
    if (phase == 0) {
      for (int p = from; p < to; p++) {
        pack(b, p);
      }
      return;
    }
    // All row tiles of a panel follow each other, so that the panel stays in cache.
    for (int unit = from; unit < to; unit++) {
      int panel = unit / rowTiles;
      int row = unit % rowTiles * TILE;
      int end = Math.min(row + TILE, m);
      int first = panel * PANEL;
      int width = Math.min(PANEL, n - first);
      if (width == PANEL) {
        rows(a, out, row * n + first, n, row, end, panel);
      } else {
        // A whole tile would run over the end of the row: compute it aside.
        float[] tile = edge[thread];
        rows(a, tile, 0, PANEL, row, end, panel);
        for (int r = row; r < end; r++) {
          System.arraycopy(tile, (r - row) * PANEL, out, r * n + first, width);
        }
      }
    }
  }

  private void rows(float[] a, float[] out, int to, int stride, int row, int end, int panel) {
    int r = row;
    int at = to;
    if (TILE == 8 && end - r == 8) {
      tile8(a, out, at, stride, r, panel);
      return;
    }
    for (; r + 4 <= end; r += 4, at += 4 * stride) {
      tile4(a, out, at, stride, r, panel);
    }
    for (; r < end; r++, at += stride) {
      tile1(a, out, at, r, panel);
    }
  }

  private void pack(float[] b, int panel) {
    int first = panel * PANEL;
    int width = Math.min(PANEL, n - first);
    int to = panel * k * PANEL;
    if (!transposeB) {
      // The padding stays zero from the start.
      for (int kk = 0; kk < k; kk++) {
        System.arraycopy(b, kk * n + first, packed, to + kk * PANEL, width);
      }
      return;
    }
    for (int col = 0; col < width; col++) {
      int from = (first + col) * k;
      for (int kk = 0; kk < k; kk++) {
        packed[to + kk * PANEL + col] = b[from + kk];
      }
    }
  }

  private void tile8(float[] a, float[] out, int to, int stride, int row, int panel) {
    FloatVector z = FloatVector.zero(SPECIES);
    FloatVector c00 = z;
    FloatVector c01 = z;
    FloatVector c10 = z;
    FloatVector c11 = z;
    FloatVector c20 = z;
    FloatVector c21 = z;
    FloatVector c30 = z;
    FloatVector c31 = z;
    FloatVector c40 = z;
    FloatVector c41 = z;
    FloatVector c50 = z;
    FloatVector c51 = z;
    FloatVector c60 = z;
    FloatVector c61 = z;
    FloatVector c70 = z;
    FloatVector c71 = z;
    int rs = rowStride;
    int is = innerStride;
    int at = row * rs;
    float[] bp = packed;
    int p = panel * k * PANEL;
    for (int kk = 0; kk < k; kk++, at += is, p += PANEL) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, bp, p);
      FloatVector b1 = FloatVector.fromArray(SPECIES, bp, p + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, a[at + rs]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, a[at + 2 * rs]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, a[at + 3 * rs]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = FloatVector.broadcast(SPECIES, a[at + 4 * rs]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = FloatVector.broadcast(SPECIES, a[at + 5 * rs]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = FloatVector.broadcast(SPECIES, a[at + 6 * rs]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = FloatVector.broadcast(SPECIES, a[at + 7 * rs]);
      c70 = x.fma(b0, c70);
      c71 = x.fma(b1, c71);
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

  private void tile4(float[] a, float[] out, int to, int stride, int row, int panel) {
    FloatVector z = FloatVector.zero(SPECIES);
    FloatVector c00 = z;
    FloatVector c01 = z;
    FloatVector c10 = z;
    FloatVector c11 = z;
    FloatVector c20 = z;
    FloatVector c21 = z;
    FloatVector c30 = z;
    FloatVector c31 = z;
    int rs = rowStride;
    int is = innerStride;
    int at = row * rs;
    float[] bp = packed;
    int p = panel * k * PANEL;
    for (int kk = 0; kk < k; kk++, at += is, p += PANEL) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, bp, p);
      FloatVector b1 = FloatVector.fromArray(SPECIES, bp, p + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, a[at + rs]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, a[at + 2 * rs]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, a[at + 3 * rs]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
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

  private void tile1(float[] a, float[] out, int to, int row, int panel) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = c0;
    int at = row * rowStride;
    float[] bp = packed;
    int p = panel * k * PANEL;
    for (int kk = 0; kk < k; kk++, at += innerStride, p += PANEL) {
      FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
      c0 = x.fma(FloatVector.fromArray(SPECIES, bp, p), c0);
      c1 = x.fma(FloatVector.fromArray(SPECIES, bp, p + LANES), c1);
    }
    c0.intoArray(out, to);
    c1.intoArray(out, to + LANES);
  }
}
