package io.semblance.data.simulate;

/**
 * Small dense symmetric matrices, as far as a copula needs them: the nearest proper correlation
 * matrix and its Cholesky factor. Matrices are {@code [row][column]}; {@link #nearest} is meant for
 * a few dozen columns, the others for some hundreds.
 */
public final class CorrelationMatrix {

  private static final double LEAST_SHRINKING = .01;

  private CorrelationMatrix() {}

  /**
   * The correlation matrix nearest to a symmetric one with unit diagonal, in the Frobenius norm,
   * with no eigenvalue below {@code smallest}: alternating projections with Dykstra's correction
   * (N. J. Higham, "Computing the nearest correlation matrix", IMA J. Numer. Anal. 22, 2002). Pairs
   * that were each solved alone need not fit together; this moves them as little as possible. A
   * matrix that is already proper comes back unchanged.
   */
  public static double[][] nearest(double[][] wanted, double smallest) {
    int n = wanted.length;
    double[][] y = copy(wanted);
    if (smallestEigenvalue(y) >= smallest) {
      return y;
    }
    double[][] correction = new double[n][n];
    for (int round = 0; round < 500; round++) {
      double[][] r = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          r[i][j] = y[i][j] - correction[i][j];
        }
      }
      // A little above the floor, so that restoring the diagonal does not fall below it again.
      double[][] x = raiseEigenvalues(r, 1.5 * smallest);
      double moved = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          correction[i][j] = x[i][j] - r[i][j];
          double next = i == j ? 1 : x[i][j];
          moved = Math.max(moved, Math.abs(next - y[i][j]));
          y[i][j] = next;
        }
      }
      if (moved < 1e-9) {
        break;
      }
    }
    return y;
  }

  /**
   * A proper correlation matrix near to a symmetric one with unit diagonal: eigenvalues below
   * {@code smallest} are raised to it, and the diagonal is scaled back to one (P. J. Rousseeuw and
   * G. Molenberghs, "Transformation of non positive semidefinite correlation matrices", Commun.
   * Statist. Theory Meth. 22, 1993). Not quite as near as {@link #nearest}, but a single
   * decomposition: the way for wide matrices. A matrix without eigenvalues that low comes back
   * unchanged.
   *
   * @param smallest above 0 and far below 1
   */
  public static double[][] clipped(double[][] wanted, double smallest) {
    if (isProper(wanted, smallest)) {
      return copy(wanted);
    }
    int n = wanted.length;
    double[][] raised = raiseEigenvalues(wanted, smallest);
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = 1 / Math.sqrt(raised[i][i]);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        raised[i][j] *= scale[i] * scale[j];
        raised[j][i] = raised[i][j];
      }
      raised[i][i] = 1;
    }
    return raised;
  }

  /**
   * A proper correlation matrix near to a symmetric one with unit diagonal: all correlations made
   * weaker by the least share that will do (O. Ledoit and M. Wolf, "A well-conditioned estimator
   * for large-dimensional covariance matrices", J. Multivariate Anal. 88, 2004, towards the
   * identity). The way for very wide matrices: some factorisations, where {@link #clipped} needs
   * all eigenvectors. A proper matrix comes back unchanged.
   *
   * @param smallest that no eigenvalue is below; above 0 and far below 1
   */
  public static double[][] shrunk(double[][] wanted, double smallest) {
    double[][] weaker = copy(wanted);
    for (double share = LEAST_SHRINKING; !isProper(weaker, smallest) && share < 1; share *= 2) {
      for (int i = 0; i < weaker.length; i++) {
        for (int j = 0; j < weaker.length; j++) {
          weaker[i][j] = i == j ? 1 : (1 - share) * wanted[i][j];
        }
      }
    }
    return weaker;
  }

  /** Whether all eigenvalues are above a bound: whether less of the diagonal has a factor. */
  private static boolean isProper(double[][] matrix, double smallest) {
    double[][] less = copy(matrix);
    for (int i = 0; i < less.length; i++) {
      less[i][i] -= smallest;
    }
    try {
      cholesky(less);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Lower triangular L with L L' = matrix.
   *
   * @throws IllegalArgumentException if the matrix is not positive definite
   */
  public static double[][] cholesky(double[][] matrix) {
    int n = matrix.length;
    double[][] lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        if (i != j) {
          lower[i][j] = sum / lower[j][j];
        } else if (sum > 0) {
          lower[i][i] = Math.sqrt(sum);
        } else {
          throw new IllegalArgumentException("the matrix is not positive definite at row " + i);
        }
      }
    }
    return lower;
  }

  static double smallestEigenvalue(double[][] matrix) {
    double[][] diagonal = copy(matrix);
    jacobi(diagonal);
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < diagonal.length; i++) {
      smallest = Math.min(smallest, diagonal[i][i]);
    }
    return smallest;
  }

  private static double[][] raiseEigenvalues(double[][] matrix, double smallest) {
    int n = matrix.length;
    double[][] diagonal = copy(matrix);
    double[][] vectors = jacobi(diagonal);
    double[][] raised = new double[n][n];
    for (int k = 0; k < n; k++) {
      double value = Math.max(smallest, diagonal[k][k]);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          raised[i][j] += value * vectors[i][k] * vectors[j][k];
        }
      }
    }
    return raised;
  }

  /**
   * Cyclic Jacobi rotations: leaves the eigenvalues on the diagonal, returns vectors as columns.
   */
  private static double[][] jacobi(double[][] a) {
    int n = a.length;
    double[][] vectors = new double[n][n];
    for (int i = 0; i < n; i++) {
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < 60; sweep++) {
      double off = 0;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          off += a[p][q] * a[p][q];
        }
      }
      if (off < 1e-26) {
        break;
      }
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (a[p][q] != 0) {
            rotate(a, vectors, p, q);
          }
        }
      }
    }
    return vectors;
  }

  private static void rotate(double[][] a, double[][] vectors, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double left = a[k][p];
      double right = a[k][q];
      a[k][p] = c * left - s * right;
      a[k][q] = s * left + c * right;
    }
    for (int k = 0; k < a.length; k++) {
      double upper = a[p][k];
      double below = a[q][k];
      a[p][k] = c * upper - s * below;
      a[q][k] = s * upper + c * below;
    }
    for (double[] row : vectors) {
      double left = row[p];
      double right = row[q];
      row[p] = c * left - s * right;
      row[q] = s * left + c * right;
    }
  }

  private static double[][] copy(double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    for (int i = 0; i < matrix.length; i++) {
      copy[i] = matrix[i].clone();
    }
    return copy;
  }
}
