package io.semblance.data.series;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which rows of a table agree in some columns. Numbers are given in order of first appearance. */
final class Entities {
  private final int[] ofRow;
  private final int count;

  private Entities(int[] ofRow, int count) {
    this.ofRow = ofRow;
    this.count = count;
  }

  /**
   * Tells the rows apart.
   *
   * @param names the columns; empty: all rows are of one entity
   * @throws io.semblance.data.DataException when a cell of these is missing
   */
  static Entities of(Table table, List<String> names) {
    int[] ofRow = new int[table.rows()];
    int count = table.rows() == 0 ? 0 : 1;
    for (String name : names) {
      Column column = table.column(name);
      if (column.missingCount() > 0) {
        throw TimeColumn.missing(column, "which sequence it belongs to");
      }
      int[] codes = codes(column);
      Map<Long, Integer> numbers = new HashMap<>();
      for (int row = 0; row < ofRow.length; row++) {
        long key = (long) ofRow[row] << 32 | codes[row];
        Integer number = numbers.putIfAbsent(key, numbers.size());
        ofRow[row] = number == null ? numbers.size() - 1 : number;
      }
      count = numbers.size();
    }
    return new Entities(ofRow, count);
  }

  /** One non-negative number per row, equal where the cells are; missing cells are equal. */
  static int[] codes(Column column) {
    int[] codes = new int[column.size()];
    if (column instanceof CategoricalColumn labels) {
      // The dictionary of identifiers may hold a text twice.
      Map<String, Integer> texts = new HashMap<>();
      int[] unique = new int[labels.dictionary().size()];
      for (int i = 0; i < unique.length; i++) {
        Integer before = texts.putIfAbsent(labels.dictionary().get(i), i);
        unique[i] = before == null ? i : before;
      }
      for (int row = 0; row < codes.length; row++) {
        int code = labels.code(row);
        codes[row] = code == CategoricalColumn.MISSING ? unique.length : unique[code];
      }
      return codes;
    }
    double[] values = ((NumericColumn) column).values();
    Map<Double, Integer> numbers = new HashMap<>();
    double last = 0;
    for (int row = 0; row < codes.length; row++) {
      double value = values[row] + 0.0;
      if (row > 0 && value == last) {
        codes[row] = codes[row - 1];
        continue;
      }
      Integer number = numbers.putIfAbsent(value, numbers.size());
      codes[row] = number == null ? numbers.size() - 1 : number;
      last = value;
    }
    return codes;
  }

  int count() {
    return count;
  }

  /** The rows of each entity, in the order of the table. */
  int[][] rows() {
    int[] sizes = new int[count];
    for (int entity : ofRow) {
      sizes[entity]++;
    }
    int[][] rows = new int[count][];
    for (int entity = 0; entity < count; entity++) {
      rows[entity] = new int[sizes[entity]];
    }
    Arrays.fill(sizes, 0);
    for (int row = 0; row < ofRow.length; row++) {
      int entity = ofRow[row];
      rows[entity][sizes[entity]++] = row;
    }
    return rows;
  }
}
