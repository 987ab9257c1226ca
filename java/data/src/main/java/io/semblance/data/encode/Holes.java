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
    if (labels.schema().type() == ColumnType.ID || labels.schema().categories().isEmpty()) {
      return labels; // has no codes
    }
    int[] codes = labels.codes().clone();
    Arrays.setAll(codes, i -> Math.max(0, codes[i]));
    return CategoricalColumn.of(labels.schema(), codes);
  }
}
