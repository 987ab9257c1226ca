package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Hash;
import io.semblance.data.IdPattern;

/**
 * An identifier: not learnt, but made anew from its shape, by absolute row number, unique under one
 * seed. The share of missing cells is kept.
 */
final class IdEncoder extends ColumnEncoder {
  static final String NAME = "id";

  private static final long STREAM = 0x6964; // any number that no other use of the hash has

  private final IdPattern pattern;
  private final double missingShare;

  private IdEncoder(ColumnSchema schema, double missingShare, String reason) {
    super(schema, reason);
    this.pattern = schema.idPattern() == null ? IdPattern.sequence(1, 0) : schema.idPattern();
    this.missingShare = missingShare;
  }

  static IdEncoder fit(ColumnSample sample) {
    Column column = sample.column();
    double share = column.size() == 0 ? 0 : (double) column.missingCount() / column.size();
    return new IdEncoder(column.schema(), share, "identifiers are made anew, never learnt");
  }

  @Override
  String name() {
    return NAME;
  }

  @Override
  String describe() {
    return NAME + ", " + pattern;
  }

  @Override
  void encode(Column column, int from, int to, RowView out) {}

  @Override
  void decode(RowView in, int from, int to, Cells out) {
    long stream = STREAM ^ schema().name().hashCode();
    for (int row = from; row < to; row++) {
      long absolute = out.firstRow() + row;
      boolean gone = Hash.uniform(out.seed(), stream, absolute) < missingShare;
      out.texts()[row] = gone ? null : pattern.text(absolute, out.seed(), schema().name());
    }
  }

  @Override
  void write(ObjectNode out) {
    out.put("missingShare", missingShare);
  }

  static IdEncoder read(ColumnSchema schema, Json in, String reason) {
    double share = in.number("missingShare");
    in.check(share >= 0 && share <= 1, "has a share outside of 0 to 1");
    return new IdEncoder(schema, share, reason);
  }
}
