package io.semblance.quality.profile;

/**
 * The augmented test of Dickey and Fuller (1979) for a unit root, with a constant: the regression
 * of the differences on the level before and on lagged differences.
 *
 * @param statistic the t-value of the level; very negative where the series returns to its mean
 * @param pValue by the response surface of MacKinnon (1994); small: stationary
 * @param lags how many lagged differences were chosen, by Akaike's criterion
 */
public record Adf(double statistic, double pValue, int lags) {
  // Coefficients of MacKinnon (1994), one variable, with a constant.
  private static final double[] SMALL_P = {2.1659, 1.4412, .038269};
  private static final double[] LARGE_P = {1.7339, .93202, -.12745, -.010368};
  private static final double STAR = -1.61;
  private static final double LEAST = -18.83;
  private static final double GREATEST = 2.74;

  private static final int FEWEST = 20;
  private static final int MOST_LAGS = 24;

  /** Null for series that are short or constant. */
  static Adf of(double[] x) {
    int n = x.length;
    if (n < FEWEST) {
      return null;
    }
    // Schwert's rule, bounded: the cost grows with the square of the lags.
    int most = (int) Math.ceil(12 * Math.pow(n / 100.0, .25));
    most = Math.min(Math.min(most, MOST_LAGS), n / 2 - 2);
    double bestAic = Double.POSITIVE_INFINITY;
    int best = 0;
    Cross cross = new Cross(x, most, most);
    for (int lags = 0; lags <= most; lags++) {
      double aic = cross.aic(lags);
      if (aic < bestAic) {
        bestAic = aic;
        best = lags;
      }
    }
    double t = new Cross(x, best, best).tValue(best);
    return Double.isNaN(t) ? null : new Adf(t, pValue(t), best);
  }

  static double pValue(double t) {
    if (t > GREATEST) {
      return 1;
    }
    if (t < LEAST) {
      return 0;
    }
    double[] c = t <= STAR ? SMALL_P : LARGE_P;
    double z = 0;
    for (int i = c.length - 1; i >= 0; i--) {
      z = z * t + c[i];
    }
    return normal(z);
  }

  /** The normal distribution function by the formula 7.1.26 of Abramowitz and Stegun, to 1.5e-7. */
  static double normal(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + .3275911 * x);
    double tail =
        t
            * (.254829592
                + t * (-.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
            * Math.exp(-x * x);
    return z < 0 ? tail / 2 : 1 - tail / 2;
  }

  /** Cross products of the regression: constant, level, lagged differences, and the answer. */
  private static final class Cross {
    private final double[][] products;
    private final int size;
    private final int rows;

    Cross(double[] x, int lags, int skip) {
      size = lags + 3;
      products = new double[size][size];
      double[] row = new double[size];
      int used = 0;
      double mean = java.util.Arrays.stream(x).average().orElse(0);
      for (int t = skip + 1; t < x.length; t++) {
        row[0] = 1;
        row[1] = x[t - 1] - mean;
        for (int k = 1; k <= lags; k++) {
          row[1 + k] = x[t - k] - x[t - k - 1];
        }
        row[size - 1] = x[t] - x[t - 1];
        for (int i = 0; i < size; i++) {
          for (int j = 0; j <= i; j++) {
            products[i][j] += row[i] * row[j];
          }
        }
        used++;
      }
      rows = used;
    }

    /** The lower triangle over the first 2 + lags regressors and the answer. */
    private double[][] part(int lags) {
      int n = lags + 3;
      double[][] a = new double[n][n];
      for (int i = 0; i < n; i++) {
        int from = i == n - 1 ? size - 1 : i;
        for (int j = 0; j <= i; j++) {
          a[i][j] = products[from][j == n - 1 ? size - 1 : j];
        }
      }
      return a;
    }

    double aic(int lags) {
      double[][] l = cholesky(part(lags));
      int n = lags + 3;
      double squares = l == null ? Double.NaN : l[n - 1][n - 1] * l[n - 1][n - 1];
      return rows * Math.log(squares / rows) + 2 * (lags + 2);
    }

    double tValue(int lags) {
      double[][] l = cholesky(part(lags));
      if (l == null) {
        return Double.NaN;
      }
      int k = lags + 2;
      // The level is made the last regressor: then its t-value stands in the factor itself.
      int[] order = new int[k + 1];
      order[0] = 0;
      for (int i = 1; i < k - 1; i++) {
        order[i] = i + 1;
      }
      order[k - 1] = 1;
      order[k] = k;
      double[][] a = part(lags);
      double[][] permuted = new double[k + 1][k + 1];
      for (int i = 0; i <= k; i++) {
        for (int j = 0; j <= i; j++) {
          int p = Math.max(order[i], order[j]);
          int q = Math.min(order[i], order[j]);
          permuted[i][j] = a[p][q];
        }
      }
      double[][] m = cholesky(permuted);
      if (m == null || rows <= k) {
        return Double.NaN;
      }
      double deviation = m[k][k] / Math.sqrt(rows - k);
      return m[k][k - 1] / deviation;
    }

    private static double[][] cholesky(double[][] a) {
      int n = a.length;
      double[][] l = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          double sum = a[i][j];
          for (int k = 0; k < j; k++) {
            sum -= l[i][k] * l[j][k];
          }
          if (i == j) {
            if (!(sum > 1e-12 * a[i][i])) {
              return null;
            }
            l[i][i] = Math.sqrt(sum);
          } else {
            l[i][j] = sum / l[j][j];
          }
        }
      }
      return l;
    }
  }
}
