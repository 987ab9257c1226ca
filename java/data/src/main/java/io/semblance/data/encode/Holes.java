package io.semblance.data.encode;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.util.Arrays;

/** Missing cells of rows that are to be encoded by what their other cells hold. */
final class Holes {
  private Holes() {}

  /** The rows with any cell that an encoder of a schema knows in the place of missing ones. */
  static Table filled(Table table, Schema fitted) {
    Table filled = table;
    for (int i = 0; i < fitted.size(); i++) {
      Column column = table.column(i);
      filled = column.missingCount() == 0 ? filled : filled.with(filled(column, fitted.column(i)));
    }
    return filled;
  }

  private static Column filled(Column column, ColumnSchema fitted) {
    if (column instanceof NumericColumn numbers) {
      double[] values = numbers.values().clone();
      double any = Double.isNaN(fitted.min()) ? 0 : fitted.min();
      Arrays.setAll(values, i -> Double.isNaN(values[i]) ? any : values[i]);
      return NumericColumn.of(column.schema(), values);
    }
    CategoricalColumn labels = (CategoricalColumn) column;
    if (fitted.type() == ColumnType.ID || fitted.categories().isEmpty()) {
      return labels; // has no codes
    }
    int[] map = LabelMap.of(labels, fitted);
    int[] codes = new int[labels.size()];
    for (int row = 0; row < codes.length; row++) {
      int code = labels.code(row);
      if (code >= 0 && map[code] < 0) {
        throw LabelMap.unknown(labels, code);
      }
      codes[row] = code < 0 ? 0 : map[code];
    }
    return CategoricalColumn.of(fitted, codes);
  }
}
