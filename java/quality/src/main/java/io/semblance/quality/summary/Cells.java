package io.semblance.quality.summary;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.NumberText;
import io.semblance.data.NumericColumn;
import io.semblance.data.NumericKind;

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
    return schema.kind() instanceof NumericKind kind ? kind.text(value) : NumberText.plain(value);
  }
}
