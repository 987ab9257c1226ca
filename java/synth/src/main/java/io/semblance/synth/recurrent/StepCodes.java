package io.semblance.synth.recurrent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.NumericColumn;
import io.semblance.data.Spread;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.data.encode.TokenVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Steps as codes and back. A step's cells may depend on those of some steps before it, to the unit
 * and within bins, so a step is encoded as a row in which those stand first, as known cells.
 *
 * @param encoder of rows of the columns {@code lags} steps before, and so on, then of the step
 * @param lags how many steps before a step its cells may depend on
 * @param means of numbers, by column of a step; NaN for labels
 * @param deviations of numbers, greater than 0
 */
record StepCodes(TokenEncoder encoder, int lags, double[] means, double[] deviations) {
  /**
   * Columns of a row, about; more take long to compare with one another. In wider steps none are.
   */
  private static final int MOST_COLUMNS = 64;

  /** Steps before that cells may depend on to the unit. */
  static final int MOST_LAGS = 3;

  private static final int MOST_ROWS = 200_000;
  private static final int FEWEST_FIRSTS = 100;

  /** One of so many rows, at most, is the first of a window. */
  private static final int FIRSTS = 8;

  /** Numbers are told in standard deviations, within these. */
  private static final double FARTHEST = 5;

  /**
   * Fits.
   *
   * @param steps columns that are learnt
   * @param windows rows of the steps of each window
   */
  static StepCodes fit(Table steps, List<int[]> windows, EncoderOptions options) {
    int lags = Math.max(1, Math.min(MOST_LAGS, MOST_COLUMNS / steps.width() - 1));
    int[] before = before(steps.rows(), windows);
    int[] rows = Spread.of(rows(windows, steps.rows()), MOST_ROWS);
    // First steps of windows know nothing before them, and need codes of their own.
    int[] firsts =
        Spread.of(
            windows.stream().mapToInt(window -> window[0]).toArray(),
            Math.max(FEWEST_FIRSTS, rows.length / FIRSTS));
    int[] all = IntStream.concat(Arrays.stream(rows), Arrays.stream(firsts)).toArray();
    int[][] earlier = new int[lags][];
    int[] at = rows;
    for (int k = 0; k < lags; k++) {
      at = Arrays.stream(at).map(row -> row < 0 ? -1 : before[row]).toArray();
      earlier[k] = Arrays.copyOf(at, all.length);
      Arrays.fill(earlier[k], rows.length, all.length, -1);
    }
    Table lagged = lagged(steps, all, earlier);
    Set<String> given = new HashSet<>(lagged.schema().names().subList(0, lags * steps.width()));
    double[] means = new double[steps.width()];
    double[] deviations = new double[steps.width()];
    for (int c = 0; c < means.length; c++) {
      means[c] = Double.NaN;
      deviations[c] = 1;
      if (steps.column(c) instanceof NumericColumn numbers) {
        double[] known =
            Arrays.stream(all).mapToDouble(numbers::value).filter(v -> !Double.isNaN(v)).toArray();
        double mean = Arrays.stream(known).average().orElse(0);
        double square = Arrays.stream(known).map(v -> (v - mean) * (v - mean)).average().orElse(0);
        means[c] = mean;
        deviations[c] = square > 0 ? Math.sqrt(square) : 1;
      }
    }
    boolean fine = steps.width() <= MOST_COLUMNS;
    return new StepCodes(TokenEncoder.fit(lagged, options, given, fine), lags, means, deviations);
  }

  /** The row of the step before each row; -1 where there is none. */
  private static int[] before(int rows, List<int[]> windows) {
    int[] before = new int[rows];
    Arrays.fill(before, -1);
    for (int[] window : windows) {
      for (int t = 1; t < window.length; t++) {
        before[window[t]] = window[t - 1];
      }
    }
    return before;
  }

  /** Rows that any window has, in order. */
  private static int[] rows(List<int[]> windows, int rows) {
    boolean[] there = new boolean[rows];
    windows.forEach(window -> Arrays.stream(window).forEach(row -> there[row] = true));
    return IntStream.range(0, rows).filter(row -> there[row]).toArray();
  }

  /**
   * Rows of steps with the steps before them.
   *
   * @param rows of the table of steps
   * @param earlier for each lag from 1 on the row that many steps before each; -1 for none
   */
  static Table lagged(Table steps, int[] rows, int[][] earlier) {
    List<Column> columns = new ArrayList<>();
    for (int k = earlier.length; k > 0; k--) {
      for (Column column : steps.columns()) {
        columns.add(cells(column, before(column.schema(), k), earlier[k - 1]));
      }
    }
    columns.addAll(steps.select(rows).columns());
    return Table.of(columns);
  }

  /** The schema of a column some steps before. */
  static ColumnSchema before(ColumnSchema column, int lag) {
    return column.toBuilder()
        .name(column.name() + " (" + lag + " before)")
        .header(null)
        .nullable(true)
        .build();
  }

  /** Cells of some rows; missing for -1. */
  static Column cells(Column column, ColumnSchema schema, int[] rows) {
    if (column instanceof NumericColumn numbers) {
      return NumericColumn.of(
          schema,
          Arrays.stream(rows).mapToDouble(r -> r < 0 ? Double.NaN : numbers.value(r)).toArray());
    }
    CategoricalColumn labels = (CategoricalColumn) column;
    return CategoricalColumn.of(
        schema,
        Arrays.stream(rows).map(r -> r < 0 ? CategoricalColumn.MISSING : labels.code(r)).toArray());
  }

  /** Columns of a step. */
  int columns() {
    return means.length;
  }

  /** What the codes of a step number. */
  List<TokenVariable> variables() {
    return encoder.variables();
  }

  /** Schemas of the columns of a step. */
  List<ColumnSchema> schemas() {
    return encoder.schema().columns().subList(lags * columns(), (lags + 1) * columns());
  }

  /** How many numbers a step tells the next beside its codes. */
  int numbers() {
    return (int) Arrays.stream(means).filter(m -> !Double.isNaN(m)).count();
  }

  /** Writes the numbers of a step in standard deviations; 0 for a missing one. */
  void numbers(Table steps, int row, float[] out, int at) {
    int to = at;
    for (int c = 0; c < means.length; c++) {
      if (!Double.isNaN(means[c])) {
        double z = (((NumericColumn) steps.column(c)).value(row) - means[c]) / deviations[c];
        out[to++] = Double.isNaN(z) ? 0 : (float) Math.max(-FARTHEST, Math.min(FARTHEST, z));
      }
    }
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("lags", lags);
    ArrayNode all = json.putArray("columns");
    for (int c = 0; c < means.length; c++) {
      ObjectNode one = all.addObject();
      if (!Double.isNaN(means[c])) {
        one.put("mean", means[c]);
        one.put("deviation", deviations[c]);
      }
    }
    return json;
  }
}
