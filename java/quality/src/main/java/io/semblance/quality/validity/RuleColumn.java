package io.semblance.quality.validity;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of any table as {@link Rules} compare it: numbers, and labels as the places that they
 * have in the real table.
 *
 * @param cells one per row, NaN is missing
 * @param values the different values of the real table, rising; null when there are too many of
 *     them to determine anything
 */
record RuleColumn(String name, ColumnType type, double[] cells, double[] values) {

  /** Each value must have been seen so often on average to determine another column's. */
  private static final int ROWS_PER_VALUE = 5;

  /** The columns of the real table but identifiers. */
  static List<RuleColumn> of(Table real) {
    return real.columns().stream()
        .parallel()
        .filter(column -> column.schema().type() != ColumnType.ID)
        .map(
            column -> {
              double[] cells = cells(column, column);
              return new RuleColumn(column.name(), column.schema().type(), cells, values(cells));
            })
        .toList();
  }

  /** The same columns of another table. */
  static List<RuleColumn> of(Table real, Table other, List<RuleColumn> like) {
    return like.stream()
        .map(
            c ->
                new RuleColumn(
                    c.name, c.type, cells(real.column(c.name), other.column(c.name)), c.values))
        .toList();
  }

  /** Whether one can be less than the other: both are numbers, or both are dates. */
  boolean comparable(RuleColumn other) {
    return type.isNumeric() && type.axis() == other.type.axis();
  }

  /** The place of a value of the real table; negative when it has no such value. */
  int place(double value) {
    return Arrays.binarySearch(values, value);
  }

  private static double[] values(double[] cells) {
    double[] values =
        Arrays.stream(cells).filter(x -> !Double.isNaN(x)).sorted().distinct().toArray();
    return (long) values.length * ROWS_PER_VALUE <= cells.length ? values : null;
  }

  private static double[] cells(Column real, Column column) {
    if (column instanceof NumericColumn numbers) {
      return numbers.values();
    }
    Map<String, Integer> known = new HashMap<>();
    for (String label : ((CategoricalColumn) real).dictionary()) {
      known.putIfAbsent(label, known.size());
    }
    CategoricalColumn labels = (CategoricalColumn) column;
    double[] places = new double[labels.dictionary().size()];
    for (int k = 0; k < places.length; k++) {
      String label = labels.dictionary().get(k);
      known.putIfAbsent(label, known.size());
      places[k] = known.get(label);
    }
    double[] cells = new double[labels.size()];
    Arrays.setAll(cells, row -> labels.code(row) < 0 ? Double.NaN : places[labels.code(row)]);
    return cells;
  }
}
