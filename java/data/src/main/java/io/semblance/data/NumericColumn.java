package io.semblance.data;

import java.util.Arrays;

/**
 * Cells of a column whose {@link ColumnKind} is numeric, held as doubles; NaN means missing. Where
 * a file has several texts for missing cells, the bits of the NaN say which one it was.
 */
public final class NumericColumn implements Column {
  private static final long NAN = 0x7ff8000000000000L;
  private static final int MOST_TEXTS = 255;

  private final ColumnSchema schema;
  private final double[] values;
  private final int missing;

  private NumericColumn(ColumnSchema schema, double[] values) {
    if (!schema.type().isNumeric()) {
      throw new IllegalArgumentException(schema + " does not hold numbers");
    }
    this.schema = schema;
    this.values = values;
    int n = 0;
    for (double v : values) {
      if (Double.isNaN(v)) {
        n++;
      }
    }
    missing = n;
  }

  /**
   * A column over the given array, which is not copied and must not be changed any more.
   *
   * @param values one value per row: in units of the column's kind; NaN for missing
   * @throws IllegalArgumentException when the schema's type is not numeric
   */
  public static NumericColumn of(ColumnSchema schema, double[] values) {
    return new NumericColumn(schema, values);
  }

  /**
   * A missing cell that is written in the way of {@link ColumnSchema#missingTexts()} with the given
   * number, from 1 on; 0 for any of them.
   */
  public static double missing(int text) {
    return Double.longBitsToDouble(NAN | Math.min(text, MOST_TEXTS));
  }

  /** The number that a missing cell was made with. */
  public static int missingText(double nan) {
    return (int) (Double.doubleToRawLongBits(nan) & MOST_TEXTS);
  }

  @Override
  public ColumnSchema schema() {
    return schema;
  }

  @Override
  public int size() {
    return values.length;
  }

  /** The value of a row, counted from 0; NaN when missing. */
  public double value(int row) {
    return values[row];
  }

  /** All values. Shared with the column for speed: read only. */
  public double[] values() {
    return values;
  }

  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(values[row]);
  }

  @Override
  public int missingCount() {
    return missing;
  }

  @Override
  public NumericColumn select(int[] rows) {
    double[] out = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      out[i] = values[rows[i]];
    }
    return new NumericColumn(schema, out);
  }

  @Override
  public NumericColumn slice(int from, int to) {
    return new NumericColumn(schema, Arrays.copyOfRange(values, from, to));
  }

  @Override
  public NumericColumn withSchema(ColumnSchema other) {
    return new NumericColumn(other, values);
  }
}
