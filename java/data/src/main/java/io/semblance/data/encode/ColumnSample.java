package io.semblance.data.encode;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.NumericColumn;
import java.util.Arrays;

/** A column that an encoder is fitted to, with what several encoders ask of it. */
final class ColumnSample {
  private final Column column;
  private final EncoderOptions options;
  private final double[] present;
  private final double[] distinct;
  private final long[] counts;

  ColumnSample(Column column, EncoderOptions options) {
    this.column = column;
    this.options = options;
    this.present =
        column instanceof NumericColumn numbers
            ? present(numbers.values(), numbers.missingCount())
            : new double[0];
    double[] sorted = present.clone();
    Arrays.sort(sorted);
    double[] values = new double[sorted.length];
    long[] found = new long[sorted.length];
    int n = 0;
    for (double value : sorted) {
      if (n == 0 || value != values[n - 1]) {
        values[n++] = value;
      }
      found[n - 1]++;
    }
    this.distinct = Arrays.copyOf(values, n);
    this.counts = Arrays.copyOf(found, n);
  }

  /** The values without the NaNs. */
  static double[] present(double[] values, int missing) {
    if (missing == 0) {
      return values;
    }
    double[] out = new double[values.length - missing];
    int n = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        out[n++] = value;
      }
    }
    return out;
  }

  Column column() {
    return column;
  }

  CategoricalColumn labels() {
    return (CategoricalColumn) column;
  }

  ColumnSchema schema() {
    return column.schema();
  }

  EncoderOptions options() {
    return options;
  }

  /** Whether a missing cell is a state of its own. */
  boolean missing() {
    return schema().nullable() || column.missingCount() > 0;
  }

  /** The numbers that are there, in the order of the table; empty for labels. Read only. */
  double[] present() {
    return present;
  }

  /** The distinct numbers, rising; empty for labels. Read only. */
  double[] distinct() {
    return distinct;
  }

  /** How often each of the distinct numbers comes. Read only. */
  long[] counts() {
    return counts;
  }

  /** Values so frequent that they are states of their own; see {@link Spikes}. */
  double[] spikes() {
    return Spikes.find(distinct, counts);
  }

  /** The numbers that are there, without the given ones, which rise. */
  double[] without(double[] spikes) {
    return spikes.length == 0
        ? present
        : Arrays.stream(present).filter(v -> Arrays.binarySearch(spikes, v) < 0).toArray();
  }
}
