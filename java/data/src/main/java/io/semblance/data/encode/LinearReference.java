package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Set;

/**
 * A linear function of some cells of a row.
 *
 * @param columns their places in the table
 * @param factors one for each
 * @param fills what stands for a missing cell; NaN if the function then has no value
 */
record LinearReference(double constant, int[] columns, double[] factors, double[] fills) {
  /** Zero. */
  static LinearReference none() {
    return new LinearReference(0, new int[0], new double[0], new double[0]);
  }

  /** A cell as it is. */
  static LinearReference cell(int column) {
    return new LinearReference(0, new int[] {column}, new double[] {1}, new double[] {Double.NaN});
  }

  double of(RowCells cells, int row) {
    double sum = constant;
    for (int k = 0; k < columns.length; k++) {
      double value = cells.at(columns[k], row);
      sum += factors[k] * (Double.isNaN(value) ? fills[k] : value);
    }
    return sum;
  }

  void write(ObjectNode out) {
    out.put("constant", constant);
    Json.put(out, "columns", columns);
    Json.put(out, "factors", factors);
    if (Arrays.stream(fills).noneMatch(Double::isNaN)) {
      Json.put(out, "fills", fills);
    }
  }

  /**
   * @param before columns that may be named
   */
  static LinearReference read(Json in, Set<Integer> before) {
    int[] columns = in.integers("columns", 0, Integer.MAX_VALUE);
    double[] factors = in.numbers("factors");
    for (int column : columns) {
      in.check(before.contains(column), "looks at a column that is not drawn yet");
    }
    double[] fills = new double[columns.length];
    Arrays.fill(fills, Double.NaN);
    fills = in.has("fills") ? in.numbers("fills") : fills;
    in.check(
        factors.length == columns.length && fills.length == columns.length,
        "needs a factor for each column");
    return new LinearReference(in.number("constant"), columns, factors, fills);
  }
}
