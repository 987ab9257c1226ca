package io.semblance.synth.autoregression;

/** Small dense matrices, row by row in one array. */
final class Matrices {
  /** A pivot below this share of its diagonal is lifted to it: what is lost there is rounding. */
  private static final double LEAST_PIVOT = 1e-9;

  private Matrices() {}

  /** Lower triangular L with L L' = a; a with a positive diagonal, [n, n]. */
  static double[] cholesky(double[] a, int n) {
    double[] l = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= l[i * n + k] * l[j * n + k];
        }
        l[i * n + j] =
            i == j ? Math.sqrt(Math.max(sum, LEAST_PIVOT * a[i * n + i])) : sum / l[j * n + j];
      }
    }
    return l;
  }

  /** Solves L L' y = x in place. */
  static void solve(double[] l, int n, double[] x) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        x[i] -= l[i * n + j] * x[j];
      }
      x[i] /= l[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        x[i] -= l[j * n + i] * x[j];
      }
      x[i] /= l[i * n + i];
    }
  }

  /** The product of a, [n, k], and b, [k, m]. */
  static double[] product(double[] a, double[] b, int n, int k, int m) {
    double[] c = new double[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < k; j++) {
        double x = a[i * k + j];
        for (int to = 0; to < m && x != 0; to++) {
          c[i * m + to] += x * b[j * m + to];
        }
      }
    }
    return c;
  }

  /** The transpose of a, [n, m]. */
  static double[] transposed(double[] a, int n, int m) {
    double[] t = new double[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        t[j * n + i] = a[i * m + j];
      }
    }
    return t;
  }

  /** Rows {@code from} and following, columns {@code at} and following of a, [., width]. */
  static double[] block(double[] a, int width, int from, int rows, int at, int columns) {
    double[] block = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(a, (from + i) * width + at, block, i * columns, columns);
    }
    return block;
  }
}
