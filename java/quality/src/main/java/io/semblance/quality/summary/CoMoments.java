package io.semblance.quality.summary;

/**
 * Pearson correlations of all pairs of columns, exact, in one pass over pieces: within a piece by
 * two passes, and pieces are put together by the formula of Chan, Golub and LeVeque. A pair counts
 * the rows where both cells are finite.
 */
public final class CoMoments {
  private final int size;
  private final double[][] count;
  private final double[][] meanX;
  private final double[][] meanY;
  private final double[][] sxx;
  private final double[][] syy;
  private final double[][] sxy;

  /** Nothing seen yet, for so many columns. */
  public CoMoments(int size) {
    this.size = size;
    count = triangle(size);
    meanX = triangle(size);
    meanY = triangle(size);
    sxx = triangle(size);
    syy = triangle(size);
    sxy = triangle(size);
  }

  private static double[][] triangle(int size) {
    double[][] rows = new double[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = new double[i];
    }
    return rows;
  }

  /**
   * Adds a piece of the table.
   *
   * @param columns one array per column, of equal length; NaN is missing
   * @param work shares out the pairs
   */
  public void add(double[][] columns, Work work) {
    Centred[] centred = new Centred[size];
    work.forEach(size, i -> centred[i] = Centred.of(columns[i]));
    // The longest rows of the triangle first, or the last worker would wait for one.
    work.forEach(
        size,
        k -> {
          int i = size - 1 - k;
          for (int j = 0; j < i; j++) {
            addPair(i, j, centred[i], centred[j]);
          }
        });
  }

  private void addPair(int i, int j, Centred x, Centred y) {
    if (x.complete && y.complete) {
      double product = x.squares == 0 || y.squares == 0 ? 0 : dot(x.values, y.values);
      merge(i, j, x.values.length, x.mean, y.mean, x.squares, y.squares, product);
      return;
    }
    double n = 0;
    double mx = 0;
    double my = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int row = 0; row < x.values.length; row++) {
      double a = x.values[row];
      double b = y.values[row];
      if (Double.isFinite(a) && Double.isFinite(b)) {
        n++;
        mx += a;
        my += b;
        xx += a * a;
        yy += b * b;
        xy += a * b;
      }
    }
    if (n > 0) {
      // The values are deviations from the whole columns' means, so nothing cancels badly here.
      mx /= n;
      my /= n;
      merge(
          i,
          j,
          n,
          x.mean + mx,
          y.mean + my,
          Math.max(0, xx - n * mx * mx),
          Math.max(0, yy - n * my * my),
          xy - n * mx * my);
    }
  }

  private static double dot(double[] x, double[] y) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
    }
    for (; i < x.length; i++) {
      a += x[i] * y[i];
    }
    return a + b + (c + d);
  }

  private void merge(
      int i, int j, double n, double mx, double my, double xx, double yy, double xy) {
    if (n == 0) {
      return;
    }
    double had = count[i][j];
    double all = had + n;
    double dx = mx - meanX[i][j];
    double dy = my - meanY[i][j];
    double weight = had * n / all;
    sxx[i][j] += xx + dx * dx * weight;
    syy[i][j] += yy + dy * dy * weight;
    sxy[i][j] += xy + dx * dy * weight;
    meanX[i][j] = had == 0 ? mx : meanX[i][j] + dx * n / all;
    meanY[i][j] = had == 0 ? my : meanY[i][j] + dy * n / all;
    count[i][j] = all;
  }

  /** Adds all that another summary of the same columns has seen. */
  public void merge(CoMoments other) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        merge(
            i,
            j,
            other.count[i][j],
            other.meanX[i][j],
            other.meanY[i][j],
            other.sxx[i][j],
            other.syy[i][j],
            other.sxy[i][j]);
      }
    }
  }

  /** The correlation of two columns; NaN where one does not vary. */
  public double correlation(int i, int j) {
    if (i < j) {
      return correlation(j, i);
    }
    if (i == j) {
      return 1;
    }
    double scale = Math.sqrt(sxx[i][j]) * Math.sqrt(syy[i][j]);
    return scale > 0 ? Math.max(-1, Math.min(1, sxy[i][j] / scale)) : Double.NaN;
  }

  /** A column less its mean; a constant one is exactly zero. */
  private record Centred(double[] values, double mean, double squares, boolean complete) {
    static Centred of(double[] column) {
      double sum = 0;
      int n = 0;
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      for (double x : column) {
        if (Double.isFinite(x)) {
          sum += x;
          n++;
          min = Math.min(min, x);
          max = Math.max(max, x);
        }
      }
      double mean = n == 0 ? 0 : min == max ? min : sum / n;
      double[] values = new double[column.length];
      double squares = 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = column[i] - mean;
        squares += Double.isFinite(values[i]) ? values[i] * values[i] : 0;
      }
      return new Centred(values, mean, squares, n == column.length);
    }
  }
}
