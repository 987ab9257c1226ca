package io.semblance.engine.ejml;

import io.semblance.engine.cpu.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/**
 * A product by EJML on ranges of rows. EJML multiplies whole matrices, so each thread copies its
 * rows of op(a) out and its rows of the result back; op(b) is transposed once for all. EJML adds up
 * over k in order for each element whatever the number of rows, so the ranges do not show in the
 * result.
 */
final class EjmlProduct implements Kernels.Product {
  private final int m;
  private final int n;
  private final int k;
  private final boolean transposeA;
  private final boolean transposeB;
  private final FMatrixRMaj[] left;
  private final FMatrixRMaj[] result;
  private final FMatrixRMaj right;

  EjmlProduct(int m, int n, int k, boolean transposeA, boolean transposeB, int threads) {
    this.m = m;
    this.n = n;
    this.k = k;
    this.transposeA = transposeA;
    this.transposeB = transposeB;
    this.left = new FMatrixRMaj[threads];
    this.result = new FMatrixRMaj[threads];
    int share = threads == 1 ? m : Math.min(m, m / threads + 1);
    for (int t = 0; t < threads; t++) {
      // Small products are done whole by thread 0, whatever the number of threads.
      int rows = t == 0 ? m : share;
      left[t] = new FMatrixRMaj(rows, k);
      result[t] = new FMatrixRMaj(rows, n);
    }
    this.right = transposeB ? new FMatrixRMaj(k, n) : view(k, n);
  }

  private static FMatrixRMaj view(int rows, int cols) {
    FMatrixRMaj v = new FMatrixRMaj(0, 0);
    v.numRows = rows;
    v.numCols = cols;
    return v;
  }

  @Override
  public int phases() {
    return transposeB ? 2 : 1;
  }

  @Override
  public int units(int phase) {
    return transposeB && phase == 0 ? k : m;
  }

  @Override
  public void run(int phase, float[] a, float[] b, float[] out, int from, int to, int thread) {
    if (transposeB && phase == 0) {
      for (int row = from; row < to; row++) {
        for (int col = 0; col < n; col++) {
          right.data[row * n + col] = b[col * k + row];
        }
      }
      return;
    }
    int rows = to - from;
    FMatrixRMaj mine = left[thread];
    mine.numRows = rows;
    if (transposeA) {
      for (int inner = 0; inner < k; inner++) {
        for (int row = 0; row < rows; row++) {
          mine.data[row * k + inner] = a[inner * m + from + row];
        }
      }
    } else {
      System.arraycopy(a, from * k, mine.data, 0, rows * k);
    }
    if (!transposeB) {
      right.data = b;
    }
    FMatrixRMaj c = result[thread];
    c.numRows = rows;
    CommonOps_FDRM.mult(mine, right, c);
    System.arraycopy(c.data, 0, out, from * n, rows * n);
  }
}
