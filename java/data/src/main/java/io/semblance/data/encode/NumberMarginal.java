package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.NumericColumn;
import io.semblance.data.ValueGrid;
import java.util.Arrays;

/** Numbers by their distribution function, with the interval of missing cells somewhere between. */
final class NumberMarginal extends Marginal {
  private final EmpiricalCdf cdf;
  private final Circle circle;
  private final int rows;

  /** How many rows lie below the missing ones, and how many are missing. */
  private final int below;

  private final int missing;

  /**
   * A distribution.
   *
   * @param cdf of the cells that are there; null when none is
   * @param circle null where values lie on a line
   */
  private NumberMarginal(
      ColumnSchema schema, EmpiricalCdf cdf, Circle circle, int rows, int below, int missing) {
    super(schema);
    this.cdf = cdf;
    this.circle = circle;
    this.rows = rows;
    this.below = below;
    this.missing = missing;
  }

  /**
   * The distribution of a column.
   *
   * @param line its values that are there, unrolled if they lie on a circle
   * @param below how many of them lie below the missing ones
   */
  static NumberMarginal fit(Column column, Circle circle, double[] line, int below) {
    EmpiricalCdf cdf = line.length == 0 ? null : EmpiricalCdf.fit(line, mostKnots(line));
    return new NumberMarginal(
        column.schema(), cdf, circle, column.size(), below, column.missingCount());
  }

  /** A small table whose values never repeat would otherwise be in the model, value by value. */
  private static int mostKnots(double[] line) {
    boolean repeats = Arrays.stream(line).distinct().count() < line.length;
    return repeats
        ? EmpiricalCdf.MOST_KNOTS
        : Math.max(2, Math.min(EmpiricalCdf.MOST_KNOTS, line.length / 2));
  }

  @Override
  public Column cells(double[] ranks) {
    double from = (double) below / rows;
    double to = (double) (below + missing) / rows;
    double present = (double) (rows - missing) / rows;
    ValueGrid grid = schema().numeric().grid();
    double[] cells = new double[ranks.length];
    for (int row = 0; row < cells.length; row++) {
      double rank = ranks[row];
      if (cdf == null || (rank >= from && rank < to) || (rank >= 1 && to >= 1 && missing > 0)) {
        cells[row] = Double.NaN;
      } else {
        double there = (rank < from || missing == 0 ? rank : rank - (to - from)) / present;
        double value = cdf.quantile(Math.max(0, Math.min(there, 1)));
        cells[row] = grid.nearest(circle == null ? value : circle.roll(value));
      }
    }
    return NumericColumn.of(schema(), cells);
  }

  @Override
  public String describe() {
    String values = cdf == null ? "no values" : (cdf.isExact() ? "exact, " : "at ") + cdf.knots();
    return values + (cdf == null ? "" : " values") + (missing == 0 ? "" : ", with missing cells");
  }

  @Override
  void write(ObjectNode out) {
    out.put("rows", rows);
    out.put("below", below);
    out.put("missing", missing);
    if (cdf != null) {
      cdf.write(out.putObject("present"));
    }
    if (circle != null) {
      circle.write(out.putObject("circle"));
    }
  }

  static NumberMarginal read(ColumnSchema schema, Json in) {
    int rows = in.integer("rows", 1, Integer.MAX_VALUE);
    int missing = in.integer("missing", 0, rows);
    int below = in.integer("below", 0, rows - missing);
    EmpiricalCdf cdf = in.has("present") ? EmpiricalCdf.read(in.object("present")) : null;
    in.check((cdf == null) == (missing == rows), "needs the values of the cells that are there");
    Circle circle = in.has("circle") ? Circle.read(in.object("circle")) : null;
    return new NumberMarginal(schema, cdf, circle, rows, below, missing);
  }
}
