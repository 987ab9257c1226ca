package io.semblance.data.encode;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.NumericColumn;
import java.util.Arrays;

/**
 * The cells of a column as numbered states: each distinct number or label is one, and "missing" is
 * the last one if any cell is. Numbers rise with their states (times of day from the quietest place
 * of the circle on); the states of labels are their codes, in no order that means anything. Put in
 * some order, the states fill intervals of ranks: the {@link #marginal} of the column.
 */
public final class ColumnStates {
  private final Column column;
  private final Circle circle;
  private final double[] line;
  private final int[] ofRows;
  private final int[] counts;

  private ColumnStates(Column column, Circle circle, double[] line, int[] ofRows, int states) {
    this.column = column;
    this.circle = circle;
    this.line = line;
    this.ofRows = ofRows;
    this.counts = new int[states];
    for (int state : ofRows) {
      counts[state]++;
    }
  }

  /**
   * The states of a column that holds numbers or labels.
   *
   * @throws IllegalArgumentException for identifiers, which have no distribution
   */
  public static ColumnStates of(Column column) {
    if (column instanceof NumericColumn numbers) {
      return ofNumbers(numbers);
    }
    CategoricalColumn labels = (CategoricalColumn) column;
    if (column.schema().categories().isEmpty() && labels.missingCount() < labels.size()) {
      throw new IllegalArgumentException(column.schema() + " has no distribution");
    }
    int known = column.schema().categories().size();
    int[] states = new int[column.size()];
    for (int row = 0; row < states.length; row++) {
      int code = labels.code(row);
      states[row] = code == CategoricalColumn.MISSING ? known : code;
    }
    int missing = labels.missingCount() > 0 ? 1 : 0;
    return new ColumnStates(column, null, null, states, known + missing);
  }

  private static ColumnStates ofNumbers(NumericColumn column) {
    double[] present = ColumnSample.present(column.values(), column.missingCount());
    double period = column.schema().numeric().period();
    Circle circle =
        Double.isNaN(period) || present.length == 0 ? null : Circle.fit(present, period);
    double[] line = circle == null ? present.clone() : circle.unroll(present);
    double[] distinct = distinct(line);
    int[] states = new int[column.size()];
    for (int row = 0, at = 0; row < states.length; row++) {
      states[row] =
          column.isMissing(row) ? distinct.length : Arrays.binarySearch(distinct, line[at++]);
    }
    int missing = column.missingCount() > 0 ? 1 : 0;
    return new ColumnStates(column, circle, line, states, distinct.length + missing);
  }

  /** The distinct values, rising; negative zeros become zeros in {@code values}. */
  private static double[] distinct(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = 0;
    for (double value : sorted) {
      if (n == 0 || value != sorted[n - 1]) {
        sorted[n++] = value;
      }
    }
    return Arrays.copyOf(sorted, n);
  }

  /** The column. */
  public Column column() {
    return column;
  }

  /** The state of each row. Read only. */
  public int[] ofRows() {
    return ofRows;
  }

  /** How many rows are in each state; labels that never occur have none. Read only. */
  public int[] counts() {
    return counts;
  }

  /** The state of missing cells; -1 if there are none. */
  public int missing() {
    return column.missingCount() > 0 ? counts.length - 1 : -1;
  }

  /** Whether the states have an order of their own, but for the missing one: numbers do. */
  public boolean isOrdered() {
    return line != null;
  }

  /**
   * The distribution with the states in a given order.
   *
   * @param order every state once; those of numbers in their own order, the missing one anywhere
   */
  public Marginal marginal(int[] order) {
    return isOrdered()
        ? NumberMarginal.fit(column, circle, line, below(order))
        : new LabelMarginal(column.schema(), codes(order), counts(order));
  }

  /** How many rows are in states before the missing one. */
  private int below(int[] order) {
    int below = 0;
    for (int state : order) {
      if (state == missing()) {
        return below;
      }
      below += counts[state];
    }
    return below;
  }

  private int[] counts(int[] order) {
    return Arrays.stream(order).map(state -> counts[state]).toArray();
  }

  private int[] codes(int[] order) {
    return Arrays.stream(order)
        .map(state -> state == missing() ? CategoricalColumn.MISSING : state)
        .toArray();
  }
}
