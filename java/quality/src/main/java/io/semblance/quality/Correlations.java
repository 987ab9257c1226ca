package io.semblance.quality;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.NumericColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Pearson correlations of all columns whose values are numbers, of a real and a synthetic table.
 *
 * <p>Which columns: NUMBER, INTEGER and DATETIME; BOOLEAN as 0 and 1; and CATEGORY when every label
 * reads as a number (grades coded 1 to 5). Missing cells: the rows where both cells are present.
 *
 * <p>A constant column has no correlation. A pair that is undefined in the real table is left out.
 * A pair that is undefined in the synthetic table alone counts as correlation 0 there, because a
 * generator that froze a column has lost what the real pair had.
 */
final class Correlations {

  private final List<String> names;
  private final double[][] real;
  private final double[][] synthetic;

  Correlations(List<String> names, double[][] real, double[][] synthetic) {
    this.names = names;
    this.real = real;
    this.synthetic = synthetic;
  }

  static Correlations of(List<ColumnPair> pairs) {
    List<String> names = new ArrayList<>();
    List<double[]> real = new ArrayList<>();
    List<double[]> synthetic = new ArrayList<>();
    for (ColumnPair pair : pairs) {
      double[] values = values(pair.real(), pair.real());
      if (values != null) {
        names.add(pair.name());
        real.add(values);
        synthetic.add(values(pair.synthetic(), pair.real()));
      }
    }
    return new Correlations(Collections.unmodifiableList(names), pearson(real), pearson(synthetic));
  }

  /** The columns that have numbers, in table order; rows and columns of the matrices. */
  List<String> names() {
    return names;
  }

  /** Correlation in the real table; NaN where it is undefined. */
  double real(int i, int j) {
    return real[i][j];
  }

  /** Correlation in the synthetic table, 0 where only the real table has one; NaN with the real. */
  double synthetic(int i, int j) {
    if (Double.isNaN(real[i][j])) {
      return Double.NaN;
    }
    return Double.isNaN(synthetic[i][j]) ? 0 : synthetic[i][j];
  }

  /** {@code |r_real - r_synthetic|}; NaN where the real correlation is undefined. */
  double absDelta(int i, int j) {
    return Math.abs(real(i, j) - synthetic(i, j));
  }

  private static double[] values(Column column, Column reference) {
    if (column instanceof NumericColumn numeric) {
      return numeric.values();
    }
    CategoricalColumn labels = (CategoricalColumn) column;
    double[] numbers = CommonLabels.numbers(labels, (CategoricalColumn) reference);
    if (numbers == null) {
      return null;
    }
    double[] values = new double[labels.size()];
    for (int i = 0; i < values.length; i++) {
      int code = labels.code(i);
      values[i] = code < 0 ? Double.NaN : numbers[code];
    }
    return values;
  }

  /** The matrix of correlations; undefined entries are NaN. */
  static double[][] pearson(List<double[]> columns) {
    int n = columns.size();
    Moments[] moments = new Moments[n];
    for (int i = 0; i < n; i++) {
      moments[i] = Moments.of(columns.get(i));
    }
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      matrix[i][i] = moments[i].varies ? 1 : Double.NaN;
      for (int j = 0; j < i; j++) {
        boolean whole = moments[i].complete && moments[j].complete;
        matrix[i][j] =
            whole
                ? complete(columns.get(i), moments[i], columns.get(j), moments[j])
                : pairwise(columns.get(i), columns.get(j));
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }

  private static double complete(double[] x, Moments mx, double[] y, Moments my) {
    if (!mx.varies || !my.varies) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - mx.mean) * (y[i] - my.mean);
    }
    return bounded(sum / Math.sqrt(mx.squares * my.squares));
  }

  private static double pairwise(double[] x, double[] y) {
    double[] a = new double[x.length];
    double[] b = new double[x.length];
    int n = 0;
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
        a[n] = x[i];
        b[n++] = y[i];
      }
    }
    double[] left = Arrays.copyOf(a, n);
    double[] right = Arrays.copyOf(b, n);
    return complete(left, Moments.of(left), right, Moments.of(right));
  }

  private static double bounded(double r) {
    return Math.max(-1, Math.min(1, r));
  }

  /** Mean and sum of squared deviations, by two passes: dates are large numbers close together. */
  private record Moments(double mean, double squares, boolean complete, boolean varies) {

    static Moments of(double[] x) {
      double sum = 0;
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      boolean complete = true;
      int n = 0;
      for (double v : x) {
        if (Double.isFinite(v)) {
          sum += v;
          n++;
          min = Math.min(min, v);
          max = Math.max(max, v);
        } else {
          complete = false;
        }
      }
      double mean = sum / n;
      double squares = 0;
      for (double v : x) {
        if (Double.isFinite(v)) {
          squares += (v - mean) * (v - mean);
        }
      }
      return new Moments(mean, squares, complete, min < max);
    }
  }
}
