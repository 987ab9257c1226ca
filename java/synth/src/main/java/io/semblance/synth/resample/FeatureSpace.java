package io.semblance.synth.resample;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.NumericColumn;
import io.semblance.data.NumericKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The space in which rows are near or far, after section 6.1 of Chawla et al. (2002): squared
 * differences of the numbers, and for each label that differs the square of the median of the
 * numbers' standard deviations. Coordinates are centred, and divided by the standard deviation in
 * the whole table, or all by the same unit where the paper's unscaled numbers are wanted.
 *
 * <p>A number that is missing in one of two rows counts like a label that differs; one that is
 * missing in both does not count. Values on a circle, such as times of day, take two coordinates:
 * the points of the circle, whose chord is their distance. Columns whose numbers are all equal say
 * nothing and are left out.
 */
final class FeatureSpace {
  private final List<Measure> measures = new ArrayList<>();
  private final List<Column> labels = new ArrayList<>();
  private final double unit;

  /**
   * A column of numbers.
   *
   * @param coordinates one array, or two for a circle; NaN where the cell is missing
   * @param means of each
   * @param deviation root of the sum of the coordinates' variances in the whole table
   */
  private record Measure(double[][] coordinates, double[] means, double deviation) {
    static Measure of(NumericColumn column) {
      double period = ((NumericKind) column.schema().kind()).period();
      double[][] coordinates =
          Double.isNaN(period) ? new double[][] {finite(column)} : circle(column, period);
      double[] means = Arrays.stream(coordinates).mapToDouble(Measure::mean).toArray();
      double deviation = new Measure(coordinates, means, 0).deviation(null);
      return new Measure(coordinates, means, deviation);
    }

    private static double[] finite(NumericColumn column) {
      return Arrays.stream(column.values()).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray();
    }

    private static double[][] circle(NumericColumn column, double period) {
      double[] values = finite(column);
      double radius = period / (2 * Math.PI);
      return new double[][] {
        Arrays.stream(values).map(v -> radius * Math.cos(v / radius)).toArray(),
        Arrays.stream(values).map(v -> radius * Math.sin(v / radius)).toArray()
      };
    }

    private static double mean(double[] values) {
      return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(0);
    }

    boolean hasGaps() {
      return Arrays.stream(coordinates[0]).anyMatch(Double::isNaN);
    }

    /**
     * The standard deviation (divisor n) over some rows, all if null. Differences from the table's
     * mean are summed up, as those from zero would lose a small spread beside a great value.
     */
    double deviation(int[] rows) {
      double variance = 0;
      for (int c = 0; c < coordinates.length; c++) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        int n = rows == null ? coordinates[c].length : rows.length;
        for (int i = 0; i < n; i++) {
          double d = coordinates[c][rows == null ? i : rows[i]] - means[c];
          if (!Double.isNaN(d)) {
            sum += d;
            squares += d * d;
            count++;
          }
        }
        variance += count == 0 ? 0 : Math.max(0, squares / count - sum / count * (sum / count));
      }
      return Math.sqrt(variance);
    }
  }

  /**
   * A space of the given columns.
   *
   * @param columns the columns of a table, identifiers and the target's classes left out
   * @param scaled whether each number is divided by its standard deviation
   */
  FeatureSpace(List<Column> columns, boolean scaled) {
    for (Column column : columns) {
      if (!(column instanceof NumericColumn number)) {
        labels.add(column);
        continue;
      }
      Measure measure = Measure.of(number);
      // Neither a constant column nor one too wide for a double has a distance.
      if (measure.deviation() > 0 && measure.deviation() < Double.POSITIVE_INFINITY) {
        measures.add(measure);
      }
      if (measure.hasGaps()) {
        labels.add(column);
      }
    }
    // One unit for all changes no order, and keeps squares within the range of a float.
    double greatest = measures.stream().mapToDouble(Measure::deviation).max().orElse(1);
    unit = scaled ? Double.NaN : greatest;
  }

  /** What coordinates of a column are divided by. */
  private double divisor(Measure measure) {
    return Double.isNaN(unit) ? measure.deviation() : unit;
  }

  /** What distances are to be multiplied by to be in units of the columns: 1 if they are scaled. */
  double unit() {
    return Double.isNaN(unit) ? 1 : unit;
  }

  /** The given rows as points, in that order. */
  Points points(int[] rows) {
    List<float[]> full = new ArrayList<>();
    List<float[]> gappy = new ArrayList<>();
    List<float[]> present = new ArrayList<>();
    for (Measure measure : measures) {
      for (int c = 0; c < measure.coordinates().length; c++) {
        double[] values = measure.coordinates()[c];
        float[] coordinates = new float[rows.length];
        float[] there = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
          double d = values[rows[i]] - measure.means()[c];
          there[i] = Double.isNaN(d) ? 0 : 1;
          coordinates[i] = Double.isNaN(d) ? 0 : (float) (d / divisor(measure));
        }
        boolean gaps = measure.hasGaps();
        (gaps ? gappy : full).add(coordinates);
        if (gaps) {
          present.add(there);
        }
      }
    }
    List<float[]> flags = new ArrayList<>();
    List<float[]> codes = new ArrayList<>();
    for (Column column : labels) {
      (twoStates(column) ? flags : codes).add(codes(column, rows));
    }
    return new Points(
        rows,
        full.toArray(new float[0][]),
        gappy.toArray(new float[0][]),
        present.toArray(new float[0][]),
        flags.toArray(new float[0][]),
        codes.toArray(new float[0][]));
  }

  /** Whether codes are one apart if they differ, in all rows of the table. */
  private static boolean twoStates(Column column) {
    return !(column instanceof CategoricalColumn label)
        || (label.missingCount() == 0 && label.dictionary().size() <= 2);
  }

  private static float[] codes(Column column, int[] rows) {
    float[] codes = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      codes[i] =
          column instanceof CategoricalColumn label
              ? label.code(rows[i])
              : Double.isFinite(((NumericColumn) column).value(rows[i])) ? 1 : 0;
    }
    return codes;
  }

  /**
   * What a label that differs adds to a squared distance: the square of the median of the numbers'
   * standard deviations over the given rows, in coordinates of this space. 1 where there are no
   * numbers, or where most of them do not vary, as labels would count for nothing there.
   */
  float labelCost(int[] rows) {
    double[] sorted =
        measures.stream().mapToDouble(m -> m.deviation(rows) / divisor(m)).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length == 0
            ? 0
            : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return median > 0 ? (float) (median * median) : 1;
  }
}
