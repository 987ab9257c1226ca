package io.semblance.data.encode;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import java.util.Arrays;

/**
 * Picks and fits the encoder of a column: the one asked for, or the one that its values call for.
 */
final class EncoderChooser {
  /** A lattice is learnt only where each of its numbers occurs often enough, on average. */
  private static final int ROWS_PER_INTEGER = 5;

  private static final int ROWS_PER_NUMBER = 20;

  /** A lattice by the user's wish may be greater than one by default, but not without end. */
  private static final int LARGEST_LATTICE = 4096;

  /** Below this many values a mixture has nothing to hold on to. */
  private static final int ROWS_FOR_MODES = 200;

  private final EncoderOptions options;

  EncoderChooser(EncoderOptions options) {
    this.options = options;
  }

  ColumnEncoder fit(Column column) {
    String wanted = options.encoders().get(column.name());
    if (column.schema().type() == ColumnType.ID) {
      require(wanted == null || wanted.equals(IdEncoder.NAME), column, wanted, IdEncoder.NAME);
      return IdEncoder.fit(column, "identifiers are made anew, never learnt");
    }
    return column instanceof NumericColumn
        ? numbers((NumericColumn) column, wanted)
        : labels((CategoricalColumn) column, wanted);
  }

  private static void require(boolean ok, Column column, String wanted, String possible) {
    if (!ok) {
      throw DataException.builder(
              "the encoder '"
                  + wanted
                  + "' cannot serve a column of type "
                  + column.schema().type().label())
          .column(column.name())
          .remedy("choose one of: " + possible)
          .build();
    }
  }

  private ColumnEncoder labels(CategoricalColumn column, String wanted) {
    boolean missing = column.schema().nullable() || column.missingCount() > 0;
    int labels = column.schema().categories().size();
    if (column.missingCount() == column.size()) {
      return ConstantEncoder.fit(column, "no cell has a value");
    }
    if (labels == 1 && column.missingCount() == 0) {
      return ConstantEncoder.fit(column, "all cells are the same");
    }
    if (wanted != null) {
      require(
          wanted.equals(OneHotEncoder.NAME) || wanted.equals(CompactCodeEncoder.NAME),
          column,
          wanted,
          "one-hot, compact");
      return wanted.equals(OneHotEncoder.NAME)
          ? OneHotEncoder.ofLabels(column.schema(), missing, "as asked")
          : CompactCodeEncoder.fit(column, missing, "as asked");
    }
    if (labels <= options.maxOneHot()) {
      return OneHotEncoder.ofLabels(
          column.schema(), missing, "at most " + options.maxOneHot() + " labels");
    }
    return CompactCodeEncoder.fit(column, missing, "more than " + options.maxOneHot() + " labels");
  }

  private ColumnEncoder numbers(NumericColumn column, String wanted) {
    ColumnSchema schema = column.schema();
    boolean missing = schema.nullable() || column.missingCount() > 0;
    double[] present = present(column.values(), column.missingCount());
    if (present.length == 0) {
      return ConstantEncoder.fit(column, "no cell has a value");
    }
    Counted counted = Counted.of(present);
    int distinct = counted.values.length;
    if (distinct == 1 && column.missingCount() == 0) {
      return ConstantEncoder.fit(column, "all cells are the same");
    }
    if (wanted != null) {
      return asked(column, wanted, counted, present, missing);
    }
    int needed = schema.type() == ColumnType.NUMBER ? ROWS_PER_NUMBER : ROWS_PER_INTEGER;
    if (distinct == 1
        || (distinct <= options.maxLattice() && present.length >= (long) needed * distinct)) {
      return OneHotEncoder.ofNumbers(
          schema, counted.values, missing, distinct + " distinct values: a lattice");
    }
    double[] spikes = Spikes.find(counted.values, counted.counts);
    double[] rest = without(present, spikes);
    if (rest.length == 0) {
      return OneHotEncoder.ofNumbers(schema, counted.values, missing, "nothing but spikes");
    }
    String reason = spikes.length == 0 ? "no spikes" : "spikes at " + list(spikes);
    boolean valley = rest.length >= ROWS_FOR_MODES && options.maxModes() > 1 && Valley.in(rest);
    Scale scale = valley ? modes(rest) : QuantileScale.fit(rest);
    return new ContinuousEncoder(
        schema, scale, spikes, missing, reason + (valley ? ", several peaks" : ", one peak"));
  }

  private ColumnEncoder asked(
      NumericColumn column, String wanted, Counted counted, double[] present, boolean missing) {
    ColumnSchema schema = column.schema();
    switch (wanted) {
      case OneHotEncoder.NAME:
        if (counted.values.length > LARGEST_LATTICE) {
          throw DataException.builder(
                  counted.values.length + " distinct values are too many for a one-hot code")
              .column(column.name())
              .remedy("choose one of: quantile, modes, mixed")
              .build();
        }
        return OneHotEncoder.ofNumbers(schema, counted.values, missing, "as asked");
      case QuantileScale.NAME:
        return new ContinuousEncoder(
            schema, QuantileScale.fit(present), new double[0], missing, "as asked");
      case ModeScale.NAME:
        Scale modes = counted.values.length == 1 ? QuantileScale.fit(present) : modes(present);
        return new ContinuousEncoder(schema, modes, new double[0], missing, "as asked");
      case ContinuousEncoder.MIXED:
        double[] spikes = Spikes.find(counted.values, counted.counts);
        double[] rest = without(present, spikes);
        return rest.length == 0
            ? OneHotEncoder.ofNumbers(schema, counted.values, missing, "nothing but spikes")
            : new ContinuousEncoder(schema, QuantileScale.fit(rest), spikes, missing, "as asked");
      default:
        require(false, column, wanted, "one-hot, quantile, modes, mixed");
        throw new AssertionError();
    }
  }

  private Scale modes(double[] data) {
    return ModeScale.fit(GaussianMixture.fit(data, options.maxModes()), data);
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

  private static double[] without(double[] values, double[] spikes) {
    return spikes.length == 0
        ? values
        : Arrays.stream(values).filter(v -> Arrays.binarySearch(spikes, v) < 0).toArray();
  }

  private static String list(double[] spikes) {
    StringBuilder text = new StringBuilder();
    for (double spike : spikes) {
      text.append(text.length() == 0 ? "" : ", ");
      text.append(spike == Math.rint(spike) ? String.valueOf((long) spike) : String.valueOf(spike));
    }
    return text.toString();
  }

  /** Distinct values, rising, and how often each occurs. */
  private static final class Counted {
    private final double[] values;
    private final long[] counts;

    private Counted(double[] values, long[] counts) {
      this.values = values;
      this.counts = counts;
    }

    static Counted of(double[] data) {
      double[] sorted = data.clone();
      Arrays.sort(sorted);
      double[] values = new double[sorted.length];
      long[] counts = new long[sorted.length];
      int n = 0;
      for (double value : sorted) {
        if (n == 0 || value != values[n - 1]) {
          values[n++] = value;
        }
        counts[n - 1]++;
      }
      return new Counted(Arrays.copyOf(values, n), Arrays.copyOf(counts, n));
    }
  }
}
