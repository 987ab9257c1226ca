package io.semblance.quality.summary;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumberText;
import io.semblance.data.NumericColumn;
import java.util.Arrays;
import java.util.List;

/**
 * A column as numbers, where that makes sense: numbers and date-times as they are, labels that all
 * read as numbers by these, and a boolean in words as 0 and 1.
 */
public final class NumberView {
  private final boolean numbers;
  private final boolean readable;
  private final List<String> pair;

  private NumberView(boolean numbers, boolean readable, List<String> pair) {
    this.numbers = numbers;
    this.readable = readable;
    this.pair = pair;
  }

  /** The view of a column, or null when it holds words or identifiers. */
  public static NumberView of(ColumnSchema schema) {
    if (schema.type().isNumeric()) {
      return new NumberView(true, false, List.of());
    }
    List<String> labels = schema.categories();
    if (schema.type() == ColumnType.ID || labels.isEmpty()) {
      return null;
    }
    NumberText number = new NumberText();
    if (labels.stream().allMatch(number::parse)) {
      return new NumberView(false, true, List.of());
    }
    return schema.type() == ColumnType.BOOLEAN ? new NumberView(false, false, labels) : null;
  }

  /** Whether labels are read as numbers. */
  public boolean readsLabels() {
    return readable;
  }

  /** The value of each cell; NaN where it is missing or no number. */
  public double[] values(Column column) {
    if (numbers) {
      return ((NumericColumn) column).values();
    }
    CategoricalColumn labels = (CategoricalColumn) column;
    double[] byCode = new double[labels.dictionary().size()];
    NumberText number = new NumberText();
    for (int code = 0; code < byCode.length; code++) {
      byCode[code] = value(labels.dictionary().get(code), number);
    }
    double[] values = new double[labels.size()];
    Arrays.fill(values, Double.NaN);
    for (int row = 0; row < values.length; row++) {
      int code = labels.code(row);
      values[row] = code < 0 ? Double.NaN : byCode[code];
    }
    return values;
  }

  /** The value of a label; NaN when it is no number. */
  public double value(String label) {
    return value(label, new NumberText());
  }

  private double value(String label, NumberText number) {
    if (readable) {
      return number.parse(label) ? number.value() : Double.NaN;
    }
    int place = pair.indexOf(label);
    return place < 0 ? Double.NaN : place;
  }
}
