package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import java.util.Arrays;

/**
 * One state per label, or per distinct number of a lattice such as the whole numbers 1 to 5, and
 * one more for "missing" where cells may be missing. Exact in both directions.
 */
final class OneHotEncoder extends ColumnEncoder {
  static final String NAME = "one-hot";

  /** A lattice by the user's wish may be greater than one by default, but not without end. */
  private static final int LARGEST_LATTICE = 4096;

  /** The numbers, rising; null for labels. */
  private final double[] lattice;

  private final int states;
  private final boolean missing;

  private OneHotEncoder(ColumnSchema schema, double[] lattice, boolean missing, String reason) {
    super(schema, reason);
    this.lattice = lattice;
    this.missing = missing;
    this.states = lattice == null ? schema.categories().size() : lattice.length;
  }

  /**
   * One state per label or distinct number.
   *
   * @throws DataException when there are too many numbers
   */
  static OneHotEncoder fit(ColumnSample sample, String reason) {
    if (!sample.schema().type().isNumeric()) {
      return new OneHotEncoder(sample.schema(), null, sample.missing(), reason);
    }
    if (sample.distinct().length > LARGEST_LATTICE) {
      throw DataException.builder(
              sample.distinct().length + " distinct values are too many for a one-hot code")
          .column(sample.schema().name())
          .remedy("choose one of: " + EncoderMethod.choice(sample.schema().kind().encoding(), NAME))
          .build();
    }
    return ofNumbers(sample, reason);
  }

  /** One state per distinct number, however many. */
  static OneHotEncoder ofNumbers(ColumnSample sample, String reason) {
    return new OneHotEncoder(sample.schema(), sample.distinct(), sample.missing(), reason);
  }

  @Override
  String name() {
    return NAME;
  }

  @Override
  String describe() {
    return NAME
        + " of "
        + states
        + (lattice == null ? " labels" : " numbers")
        + (missing ? " + missing" : "");
  }

  @Override
  int[] softmaxes() {
    return new int[] {states + (missing ? 1 : 0)};
  }

  @Override
  void encode(Column column, int from, int to, RowView out) {
    float[] data = out.data();
    int at = out.base() + out.softmax()[0];
    if (lattice != null) {
      double[] values = ((NumericColumn) column).values();
      for (int row = from; row < to; row++, at += out.stride()) {
        data[at + stateOf(values[row])] = 1;
      }
      return;
    }
    int[] codes = ((CategoricalColumn) column).codes();
    int[] map = LabelMap.of((CategoricalColumn) column, schema());
    for (int row = from; row < to; row++, at += out.stride()) {
      int code = codes[row];
      if (code < 0 && !missing) {
        throw unexpectedMissing();
      }
      int state = code < 0 ? states : map[code];
      if (state < 0) {
        throw LabelMap.unknown((CategoricalColumn) column, code);
      }
      data[at + state] = 1;
    }
  }

  private int stateOf(double value) {
    if (Double.isNaN(value)) {
      if (!missing) {
        throw unexpectedMissing();
      }
      return states;
    }
    int i = Arrays.binarySearch(lattice, value);
    if (i >= 0) {
      return i;
    }
    // A number that the fitted table did not have: the nearest one that it had.
    int above = Math.min(-i - 1, states - 1);
    int below = Math.max(0, above - 1);
    return value - lattice[below] <= lattice[above] - value ? below : above;
  }

  @Override
  void decode(RowView in, int from, int to, Cells out) {
    float[] data = in.data();
    int width = states + (missing ? 1 : 0);
    int at = in.base() + in.softmax()[0] + from * in.stride();
    for (int row = from; row < to; row++, at += in.stride()) {
      int state = argmax(data, at, width);
      if (lattice != null) {
        out.values()[row] = state == states ? Double.NaN : lattice[state];
      } else {
        out.codes()[row] = state == states ? CategoricalColumn.MISSING : state;
      }
    }
  }

  @Override
  void write(ObjectNode out) {
    out.put("missing", missing);
    if (lattice != null) {
      Json.put(out, "lattice", lattice);
    }
  }

  static OneHotEncoder read(ColumnSchema schema, Json in, String reason) {
    boolean missing = in.bool("missing");
    if (!schema.type().isNumeric()) {
      in.check(missing || !schema.categories().isEmpty(), "has no label");
      return new OneHotEncoder(schema, null, missing, reason);
    }
    double[] lattice = in.numbers("lattice");
    in.check(lattice.length > 0, "has no number");
    for (int i = 1; i < lattice.length; i++) {
      in.check(lattice[i] > lattice[i - 1], "must have rising numbers");
    }
    return new OneHotEncoder(schema, lattice, missing, reason);
  }
}
