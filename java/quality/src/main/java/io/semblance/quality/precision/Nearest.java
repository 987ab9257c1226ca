package io.semblance.quality.precision;

import io.semblance.quality.features.DenseEncoder.Matrix;

/**
 * The nearest row by Euclidean distance; the first of several.
 *
 * @param row its number, -1 when there is none
 * @param squaredDistance infinite when there is none
 */
record Nearest(int row, double squaredDistance) {

  /** A row is given up as soon as the sum over these many dimensions is too large already. */
  private static final int STRIDE = 8;

  /**
   * Searches all rows of {@code others}.
   *
   * @param skip a row not to be taken, or -1
   */
  static Nearest of(Matrix rows, int row, Matrix others, int skip) {
    int width = rows.width();
    float[] a = rows.cells();
    float[] b = others.cells();
    int from = row * width;
    int best = -1;
    float least = Float.POSITIVE_INFINITY;
    for (int k = 0; k < others.rows(); k++) {
      if (k == skip) {
        continue;
      }
      int to = k * width;
      float sum = 0;
      int j = 0;
      while (j < width && sum < least) {
        int end = Math.min(width, j + STRIDE);
        for (; j < end; j++) {
          float d = a[from + j] - b[to + j];
          sum += d * d;
        }
      }
      if (sum < least) {
        least = sum;
        best = k;
      }
    }
    return new Nearest(best, least);
  }
}
