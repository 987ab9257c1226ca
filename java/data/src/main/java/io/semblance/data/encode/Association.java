package io.semblance.data.encode;

import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.data.Spread;
import io.semblance.data.simulate.CorrelationMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What the columns before one have to do with it, by a sample of the rows. */
final class Association {
  private static final int ROWS = 2_000;

  /** Terms of a linear function. */
  private static final int MOST_TERMS = 16;

  private static final double RIDGE = 1e-10;

  /** Least squares that follow each other; the nearest fifth of the rows gives the scale. */
  private static final int ROUNDS = 12;

  private static final int NEAR_SHARE = 5;
  private static final double LEAST_SCALE = 1e-7;

  /** Columns that the number may be, or be a multiple of, and terms of linear functions. */
  private static final int MOST_CELLS = 3;

  private static final int[] TERMS = {2, 3, 16};
  private static final int ROWS_TO_FIT = 12_000;
  private static final int CELLS_TO_FIT = 1_000_000;

  private final RowCells cells;
  private final int column;
  private final int[] rows;
  private final List<Other> others = new ArrayList<>();
  private final List<LinearReference> references = new ArrayList<>();

  /**
   * A column before.
   *
   * @param number whether it holds numbers that can be subtracted from those of the column
   * @param strength the size of Spearman's correlation, or for labels the square root of the share
   *     of the ranks' variance that is between them; 0 to 1
   * @param equal share of the rows in which it holds the same number
   */
  private record Other(int column, boolean number, double strength, double equal) {}

  private final int columns;

  private Association(RowCells cells, int column, int columns, int[] rows) {
    this.cells = cells;
    this.column = column;
    this.columns = columns;
    int most = Math.max(ROWS, Math.min(ROWS_TO_FIT, CELLS_TO_FIT / columns));
    this.rows = Spread.of(rows, most);
  }

  /**
   * @param schema of all columns
   * @param before columns that may be looked at
   * @param rows in which the column has a number
   */
  static Association of(Schema schema, RowCells cells, int column, int[] before, int[] rows) {
    Association association = new Association(cells, column, schema.size(), rows);
    association.compare(schema, before);
    association.refer();
    return association;
  }

  private void compare(Schema schema, int[] before) {
    int[] some = Spread.of(rows, ROWS);
    double[] own = new double[some.length];
    Arrays.setAll(own, i -> cells.at(column, some[i]));
    double[] ranks = ranks(own);
    ColumnType type = schema.column(column).type();
    for (int other : before) {
      ColumnType its = schema.column(other).type();
      boolean comparable = its.isNumeric() && its.axis() == type.axis();
      double[] values = new double[some.length];
      Arrays.setAll(values, i -> cells.at(other, some[i]));
      double equal = 0;
      for (int i = 0; i < own.length; i++) {
        equal += comparable && own[i] == values[i] ? 1.0 / own.length : 0;
      }
      double strength =
          its.isNumeric() ? correlation(ranks, ranks(values)) : between(ranks, values);
      others.add(new Other(other, comparable, strength, equal));
    }
  }

  private void refer() {
    for (int other : nearest(MOST_CELLS)) {
      references.add(LinearReference.cell(other));
      LinearReference multiple = multiple(other);
      if (multiple != null) {
        references.add(multiple);
      }
    }
    for (int terms : TERMS) {
      LinearReference linear = linear(terms);
      if (linear != null) {
        references.add(linear);
      }
    }
  }

  /** Columns of the table. */
  int columns() {
    return columns;
  }

  /** Functions that the number may be, or be near to. */
  List<LinearReference> references() {
    return references;
  }

  /** Columns of numbers that are most alike, those first that are often the same number. */
  private int[] nearest(int most) {
    return others.stream()
        .filter(o -> o.number)
        .sorted(Comparator.comparingDouble((Other o) -> -o.strength - 10 * o.equal))
        .limit(most)
        .mapToInt(Other::column)
        .toArray();
  }

  /** Columns that have most to do with it. */
  int[] closest(int most) {
    return others.stream()
        .sorted(Comparator.comparingDouble((Other o) -> -o.strength))
        .limit(most)
        .mapToInt(Other::column)
        .toArray();
  }

  /**
   * The multiple of another column that most rows come near to: the middle of the narrowest range
   * of ratios that holds a twentieth of the rows. Null if the other is zero or missing in most.
   */
  private LinearReference multiple(int other) {
    double[] ratios =
        Arrays.stream(rows)
            .mapToDouble(row -> cells.at(column, row) / cells.at(other, row))
            .filter(r -> Double.isFinite(r) && r != 0)
            .sorted()
            .toArray();
    int held = rows.length / 20;
    double narrowest = Double.POSITIVE_INFINITY;
    double middle = 1;
    for (int i = 0; i + held < ratios.length; i++) {
      double width = Math.abs((ratios[i + held] - ratios[i]) / ratios[i + held / 2]);
      if (width < narrowest) {
        narrowest = width;
        middle = ratios[i + held / 2];
      }
    }
    return Double.isInfinite(narrowest) || middle == 1
        ? null
        : new LinearReference(
            0, new int[] {other}, new double[] {middle}, new double[] {Double.NaN});
  }

  /**
   * The linear function of the nearest numbers that comes nearest to the column in most rows: least
   * squares, repeated with less and less weight for rows that are far off (Cauchy's), so that a
   * relation which holds in a third of the rows is found as it is. Null without numbers.
   *
   * @param most terms
   */
  private LinearReference linear(int most) {
    int[] terms = nearest(Math.min(most, MOST_TERMS));
    int n = terms.length;
    if (n == 0) {
      return null;
    }
    double[][] values = new double[n + 1][rows.length];
    double[] means = new double[n + 1];
    double[] deviations = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      int from = k < n ? terms[k] : column;
      double[] all = values[k];
      Arrays.setAll(all, i -> cells.at(from, rows[i]));
      double mean = Arrays.stream(all).filter(v -> !Double.isNaN(v)).average().orElse(0);
      Arrays.setAll(all, i -> Double.isNaN(all[i]) ? 0 : all[i] - mean);
      double deviation = Math.sqrt(dot(all, all, null) / rows.length);
      if (!Double.isFinite(deviation)) { // numbers at the end of what a double holds
        return null;
      }
      double scale = deviation > 0 ? deviation : 1;
      Arrays.setAll(all, i -> all[i] / scale);
      means[k] = mean;
      deviations[k] = deviation;
    }
    double[] weights = new double[rows.length];
    Arrays.fill(weights, 1);
    double[] factors = new double[n];
    double shift = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double[] solved = weighted(values, weights);
      factors = Arrays.copyOf(solved, n);
      shift = solved[n];
      double[] sizes = new double[rows.length];
      for (int i = 0; i < sizes.length; i++) {
        double off = values[n][i] - shift;
        for (int k = 0; k < n; k++) {
          off -= factors[k] * values[k][i];
        }
        sizes[i] = Math.abs(off);
      }
      double[] sorted = sizes.clone();
      Arrays.sort(sorted);
      double scale = Math.max(sorted[sorted.length / NEAR_SHARE], LEAST_SCALE);
      Arrays.setAll(weights, i -> 1 / (1 + sizes[i] * sizes[i] / (scale * scale)));
    }
    double constant = means[n] + shift * deviations[n];
    for (int k = 0; k < n; k++) {
      factors[k] *= deviations[k] > 0 ? deviations[n] / deviations[k] : 0;
      constant -= factors[k] * means[k];
    }
    return new LinearReference(constant, terms, factors, Arrays.copyOf(means, n));
  }

  /** Factors and the constant that minimise the weighted squares. */
  private static double[] weighted(double[][] values, double[] weights) {
    int n = values.length; // that of the constant takes the place of the column's own
    double[] ones = new double[weights.length];
    Arrays.fill(ones, 1);
    double[][] terms = Arrays.copyOf(values, n);
    double[] target = terms[n - 1];
    terms[n - 1] = ones;
    double[][] squares = new double[n][n];
    double[] right = new double[n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b <= a; b++) {
        squares[a][b] = dot(terms[a], terms[b], weights) / weights.length;
        squares[b][a] = squares[a][b];
      }
      right[a] = dot(terms[a], target, weights) / weights.length;
    }
    for (int a = 0; a < n; a++) {
      squares[a][a] += RIDGE * (1e-300 + squares[a][a]) + 1e-15;
    }
    return solve(CorrelationMatrix.cholesky(squares), right);
  }

  private static double[] solve(double[][] lower, double[] right) {
    int n = right.length;
    double[] x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        x[i] -= lower[i][j] * x[j];
      }
      x[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        x[i] -= lower[j][i] * x[j];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }

  /**
   * @param weightsOrNull null for ones
   */
  private static double dot(double[] a, double[] b, double[] weightsOrNull) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i] * (weightsOrNull == null ? 1 : weightsOrNull[i]);
    }
    return sum;
  }

  /** Mid-ranks about their mean; NaN has that of the middle. */
  private static double[] ranks(double[] values) {
    Integer[] order =
        IntStream.range(0, values.length)
            .filter(i -> !Double.isNaN(values[i]))
            .boxed()
            .toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int start = 0, end; start < order.length; start = end) {
      end = start;
      while (end < order.length && values[order[end]] == values[order[start]]) {
        end++;
      }
      for (int i = start; i < end; i++) {
        ranks[order[i]] = (start + end - order.length) / 2.0;
      }
    }
    return ranks;
  }

  private static double correlation(double[] a, double[] b) {
    double norm = Math.sqrt(dot(a, a, null) * dot(b, b, null));
    return norm > 0 ? Math.abs(dot(a, b, null)) / norm : 0;
  }

  private static double between(double[] ranks, double[] labels) {
    int most = (int) Arrays.stream(labels).max().orElse(-1) + 2;
    double[] sums = new double[most];
    double[] counts = new double[most];
    for (int i = 0; i < ranks.length; i++) {
      sums[(int) labels[i] + 1] += ranks[i];
      counts[(int) labels[i] + 1]++;
    }
    double between = 0;
    for (int k = 0; k < most; k++) {
      // A label of one row explains it whole, and no other.
      between += counts[k] > 1 ? sums[k] * sums[k] / counts[k] * (1 - 1 / counts[k]) : 0;
    }
    double all = dot(ranks, ranks, null);
    return all > 0 ? Math.sqrt(between / all) : 0;
  }
}
