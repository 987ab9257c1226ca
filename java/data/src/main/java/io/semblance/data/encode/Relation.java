package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * A number that is a linear function of cells before it, to the unit: the bill that is paid whole,
 * the sum of its parts, a price with tax. It holds in some rows or in all.
 *
 * @param reference the function
 * @param difference what is added, in units
 * @param unit distance of the column's values, or what can be told apart
 */
record Relation(LinearReference reference, double difference, double unit) {
  /** About the number that the row should have, not on its grid; NaN where a cell is missing. */
  double of(RowCells cells, int row) {
    return reference.of(cells, row) + difference * unit;
  }

  boolean holds(double value, RowCells cells, int row) {
    return difference(value, reference.of(cells, row), unit) == difference;
  }

  /** How far a value is from a function's, in units. */
  static double difference(double value, double reference, double unit) {
    return Math.rint((value - reference) / unit);
  }

  void write(ObjectNode out) {
    reference.write(out.putObject("reference"));
    out.put("difference", difference);
    out.put("unit", unit);
  }

  /**
   * @param before columns that may be looked at
   */
  static Relation read(Json in, Set<Integer> before) {
    double unit = in.number("unit");
    in.check(unit > 0, "needs a unit above 0");
    return new Relation(
        LinearReference.read(in.object("reference"), before), in.number("difference"), unit);
  }
}
