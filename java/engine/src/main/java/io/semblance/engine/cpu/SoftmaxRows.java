package io.semblance.engine.cpu;

import io.semblance.engine.compile.Operation;
import java.util.Arrays;

/**
 * The softmax over some rows of a matrix, for a block of its columns at a time: neighbouring
 * columns are neighbours in memory, so that the kernels' loops run along them.
 */
final class SoftmaxRows {
  /** Columns of a block: enough for a call of a kernel, few enough for several threads. */
  static final int BLOCK = 64;

  private final Kernels kernels;
  private final float[] most = new float[BLOCK];
  private final float[] total = new float[BLOCK];

  /** Exponentials of a block, row by row; of one row if they need not be kept. */
  private final float[] weights;

  private final boolean kept;

  /**
   * @param rows whose exponentials are kept; 0 to keep none
   */
  SoftmaxRows(Kernels kernels, int rows) {
    this.kernels = kernels;
    this.kept = rows > 0;
    this.weights = new float[Math.max(1, rows) * BLOCK];
  }

  static int blocks(int columns) {
    return (columns + BLOCK - 1) / BLOCK;
  }

  /**
   * Looks at {@code n} columns of rows {@code from} to before {@code to} of a matrix.
   *
   * @param x element 0 of the first column in row 0 is at {@code at}
   */
  void of(float[] x, int at, int stride, int from, int to, int n) {
    System.arraycopy(x, at + from * stride, most, 0, n);
    for (int row = from + 1; row < to; row++) {
      kernels.binary(Operation.Binary.MAX, most, 0, x, at + row * stride, most, 0, n);
    }
    Arrays.fill(total, 0, n, 0);
    for (int row = from; row < to; row++) {
      int w = kept ? (row - from) * BLOCK : 0;
      for (int b = 0; b < n; b++) {
        weights[w + b] = x[at + row * stride + b] - most[b];
      }
      kernels.unary(Operation.Unary.EXP, weights, w, weights, w, n);
      kernels.binary(Operation.Binary.ADD, total, 0, weights, w, total, 0, n);
    }
  }

  /** The greatest element of each column. */
  float[] most() {
    return most;
  }

  /** For each column the sum of e^(x - most). */
  float[] total() {
    return total;
  }

  /** e^(x - most), {@link #BLOCK} numbers a row. */
  float[] weights() {
    return weights;
  }
}
