package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.NumericColumn;

/** A column whose cells are all the same, or all missing: nothing to learn, nothing in the row. */
final class ConstantEncoder extends ColumnEncoder {
  static final String NAME = "constant";

  private final double value;
  private final int code;

  private ConstantEncoder(ColumnSchema schema, double value, int code, String reason) {
    super(schema, reason);
    this.value = value;
    this.code = code;
  }

  /** The constant is that of the first row; a column without rows is all missing. */
  static ConstantEncoder fit(ColumnSample sample, String reason) {
    Column column = sample.column();
    boolean numeric = column instanceof NumericColumn;
    boolean empty = column.size() == 0;
    return new ConstantEncoder(
        column.schema(),
        numeric && !empty ? ((NumericColumn) column).value(0) : Double.NaN,
        numeric || empty ? CategoricalColumn.MISSING : ((CategoricalColumn) column).code(0),
        reason);
  }

  @Override
  String name() {
    return NAME;
  }

  @Override
  String describe() {
    return NAME;
  }

  @Override
  void encode(Column column, int from, int to, RowView out) {}

  @Override
  void decode(RowView in, int from, int to, Cells out) {
    for (int row = from; row < to; row++) {
      if (out.values() != null) {
        out.values()[row] = value;
      } else {
        out.codes()[row] = code;
      }
    }
  }

  @Override
  void write(ObjectNode out) {
    if (!Double.isNaN(value)) {
      out.put("value", value);
    }
    if (code >= 0) {
      out.put("code", code);
    }
  }

  static ConstantEncoder read(ColumnSchema schema, Json in, String reason) {
    int most = schema.categories().size() - 1;
    return new ConstantEncoder(
        schema,
        in.has("value") ? in.number("value") : Double.NaN,
        in.has("code") ? in.integer("code", 0, most) : CategoricalColumn.MISSING,
        reason);
  }
}
