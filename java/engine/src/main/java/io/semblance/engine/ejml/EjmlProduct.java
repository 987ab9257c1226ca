package io.semblance.engine.ejml;

import io.semblance.engine.cpu.Kernels;
import io.semblance.engine.cpu.Memory;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/**
 * A product by EJML on ranges of rows. EJML multiplies whole matrices, so each thread copies its
 * rows of op(a) out and its rows of the result back; op(b) is copied once for all. EJML adds up
 * over k in order for each element whatever the number of rows, so the ranges do not show in the
 * result.
 */
final class EjmlProduct implements Kernels.Product {
  private final int m;
  private final int n;
  private final int k;
  private final boolean transposeA;
  private final boolean transposeB;
  private final boolean accumulate;
  private final FMatrixRMaj[] left;
  private final FMatrixRMaj[] result;
  private final FMatrixRMaj right;

  EjmlProduct(Kernels.Extents e, boolean accumulate, int threads) {
    this.m = e.m();
    this.n = e.n();
    this.k = e.k();
    this.transposeA = e.transposeA();
    this.transposeB = e.transposeB();
    this.accumulate = accumulate;
    this.left = new FMatrixRMaj[threads];
    this.result = new FMatrixRMaj[threads];
    int share = threads == 1 ? m : Math.min(m, m / threads + 1);
    for (int t = 0; t < threads; t++) {
      // Small products are done whole by thread 0, whatever the number of threads.
      int rows = t == 0 ? m : share;
      left[t] = new FMatrixRMaj(rows, k);
      result[t] = new FMatrixRMaj(rows, n);
    }
    this.right = new FMatrixRMaj(k, n);
  }

  @Override
  public int phases() {
    return 2;
  }

  @Override
  public int units(int phase) {
    return phase == 0 ? k : m;
  }

  @Override
  public void run(int phase, Memory a, Memory b, Memory out, int from, int to, int thread) {
    if (phase == 0) {
      copyRight(b, from, to);
      return;
    }
    int rows = to - from;
    FMatrixRMaj mine = left[thread];
    mine.numRows = rows;
    if (transposeA) {
      for (int inner = 0; inner < k; inner++) {
        for (int row = 0; row < rows; row++) {
          mine.data[row * k + inner] = a.array()[a.at() + inner * m + from + row];
        }
      }
    } else {
      System.arraycopy(a.array(), a.at() + from * k, mine.data, 0, rows * k);
    }
    FMatrixRMaj c = result[thread];
    c.numRows = rows;
    int at = out.at() + from * n;
    if (accumulate) {
      System.arraycopy(out.array(), at, c.data, 0, rows * n);
      CommonOps_FDRM.multAdd(mine, right, c);
    } else {
      CommonOps_FDRM.mult(mine, right, c);
    }
    System.arraycopy(c.data, 0, out.array(), at, rows * n);
  }

  /** Rows of op(b). */
  private void copyRight(Memory b, int from, int to) {
    if (!transposeB) {
      System.arraycopy(b.array(), b.at() + from * n, right.data, from * n, (to - from) * n);
      return;
    }
    for (int row = from; row < to; row++) {
      for (int col = 0; col < n; col++) {
        right.data[row * n + col] = b.array()[b.at() + col * k + row];
      }
    }
  }
}
