package io.semblance.quality.summary;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DateTimeText;
import io.semblance.data.NumericColumn;
import java.math.BigDecimal;

/** Cells as text for people. */
public final class Cells {
  private Cells() {}

  /** The text of a cell, about as the file has it; null when it is missing. */
  public static String text(Column column, int row) {
    if (column.isMissing(row)) {
      return null;
    }
    return column instanceof CategoricalColumn labels
        ? labels.label(row)
        : text(column.schema(), ((NumericColumn) column).value(row));
  }

  /** The text of a finite value of a column of numbers or date-times. */
  public static String text(ColumnSchema schema, double value) {
    if (schema.type() == ColumnType.DATETIME && schema.pattern() != null) {
      return DateTimeText.of(schema.pattern()).format((long) value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    double size = Math.abs(value);
    return size < 1e-6 || size >= 1e15
        ? Double.toString(value)
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
