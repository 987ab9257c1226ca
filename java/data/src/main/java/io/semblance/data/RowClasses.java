package io.semblance.data;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The classes of a column: rows with the same value of it. A class is known by its key, the number
 * of a numeric column and the code of any other; missing cells are a class of their own, whose key
 * is NaN and comes last.
 *
 * <pre>{@code
 * RowClasses classes = RowClasses.of(table.column("outcome"));
 * classes.rows().forEach((key, rows) -> fit(table.select(rows)));
 * }</pre>
 */
public final class RowClasses {
  private final Column column;

  private RowClasses(Column column) {
    this.column = column;
  }

  /** The classes of this column; nothing is computed yet. */
  public static RowClasses of(Column column) {
    return new RowClasses(column);
  }

  /** The column itself. */
  public Column column() {
    return column;
  }

  /** The class of a row: equal, in the sense of {@link Double#equals}, for equal values alone. */
  public double key(int row) {
    if (column.isMissing(row)) {
      return Double.NaN;
    }
    return column instanceof NumericColumn n
        ? n.value(row) + 0.0 // -0.0 is the number 0
        : ((CategoricalColumn) column).code(row);
  }

  /** Whether a row is of the class of this key. */
  public boolean is(int row, double key) {
    return Double.compare(key(row), key) == 0;
  }

  /** The rows of each class, in ascending order; keys ascend, missing cells last. */
  public SortedMap<Double, int[]> rows() {
    return rows(Integer.MAX_VALUE);
  }

  /**
   * The same, given up where there are too many classes to be useful.
   *
   * @param most how many classes there may be
   * @return null if there are more
   */
  public SortedMap<Double, int[]> rows(int most) {
    SortedMap<Double, Integer> counts = new TreeMap<>();
    for (int row = 0; row < column.size(); row++) {
      counts.merge(key(row), 1, Integer::sum);
      if (counts.size() > most) {
        return null;
      }
    }
    SortedMap<Double, int[]> rows = new TreeMap<>();
    counts.forEach((key, count) -> rows.put(key, new int[count]));
    for (int row = column.size() - 1; row >= 0; row--) {
      double key = key(row);
      rows.get(key)[counts.merge(key, -1, Integer::sum)] = row;
    }
    return Collections.unmodifiableSortedMap(rows);
  }
}
