package io.semblance.data.encode;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;

/** The cells of rows as numbers: labels by their codes. */
@FunctionalInterface
interface RowCells {
  /** A number, or the code of a label; NaN, or below 0 for a label, if it is missing. */
  double at(int column, int row);

  static RowCells of(Table table) {
    double[][] numbers = new double[table.width()][];
    int[][] codes = new int[table.width()][];
    for (int c = 0; c < numbers.length; c++) {
      if (table.column(c) instanceof NumericColumn column) {
        numbers[c] = column.values();
      } else {
        codes[c] = ((CategoricalColumn) table.column(c)).codes();
      }
    }
    return (column, row) -> numbers[column] == null ? codes[column][row] : numbers[column][row];
  }
}
