package io.semblance.synth.mixture;

/**
 * Cholesky factors of small symmetric matrices, S = L L', both packed: the lower triangle row by
 * row, element (i, j) at {@link #at}.
 */
final class Cholesky {
  /** A pivot below this share of its diagonal is lifted to it: what is lost there is rounding. */
  private static final double LEAST_PIVOT = 1e-12;

  private Cholesky() {}

  /** Where element (i, j) with i &ge; j lies. */
  static int at(int i, int j) {
    return i * (i + 1) / 2 + j;
  }

  /** Numbers of a packed matrix. */
  static int size(int n) {
    return n * (n + 1) / 2;
  }

  /** The factor of a matrix with a positive diagonal. */
  static double[] factor(double[] matrix, int n) {
    double[] l = new double[matrix.length];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[at(i, j)];
        for (int k = 0, a = at(i, 0), b = at(j, 0); k < j; k++) {
          sum -= l[a + k] * l[b + k];
        }
        l[at(i, j)] =
            i == j ? Math.sqrt(Math.max(sum, LEAST_PIVOT * matrix[at(i, i)])) : sum / l[at(j, j)];
      }
    }
    return l;
  }

  /** The matrix of a factor. */
  static double[] square(double[] l, int n) {
    double[] matrix = new double[l.length];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k <= j; k++) {
          sum += l[at(i, k)] * l[at(j, k)];
        }
        matrix[at(i, j)] = sum;
      }
    }
    return matrix;
  }

  /** Rows and columns {@code kept}, in that order, of a matrix. */
  static double[] part(double[] matrix, int[] kept) {
    double[] part = new double[size(kept.length)];
    for (int i = 0; i < kept.length; i++) {
      for (int j = 0; j <= i; j++) {
        part[at(i, j)] = matrix[at(Math.max(kept[i], kept[j]), Math.min(kept[i], kept[j]))];
      }
    }
    return part;
  }

  /** Solves L y = x in place. */
  static void solve(double[] l, int n, double[] x) {
    for (int i = 0, row = 0; i < n; row += ++i) {
      double sum = x[i];
      for (int j = 0; j < i; j++) {
        sum -= l[row + j] * x[j];
      }
      x[i] = sum / l[row + i];
    }
  }

  /** Solves L' y = x in place. */
  static void solveTransposed(double[] l, int n, double[] x) {
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      for (int j = i + 1; j < n; j++) {
        sum -= l[at(j, i)] * x[j];
      }
      x[i] = sum / l[at(i, i)];
    }
  }

  /** The logarithm of the determinant of the matrix of a factor. */
  static double logDeterminant(double[] l, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += 2 * Math.log(l[at(i, i)]);
    }
    return sum;
  }
}
