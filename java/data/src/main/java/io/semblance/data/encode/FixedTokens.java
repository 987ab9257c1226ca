package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.condition.Condition;
import java.util.List;

/** A column with nothing to learn: a constant, or identifiers, which are made anew. */
record FixedTokens(ColumnEncoder encoder) implements ColumnTokens {
  static final String NAME = "fixed";

  @Override
  public ColumnSchema schema() {
    return encoder.schema();
  }

  @Override
  public List<TokenVariable> variables() {
    return List.of();
  }

  @Override
  public String describe() {
    return encoder.describe();
  }

  @Override
  public void encode(
      Column column,
      RowCells cells,
      int place,
      int from,
      int to,
      float[] out,
      int at,
      int stride) {}

  @Override
  public void decode(
      float[] codes, int at, int stride, int from, int to, CellBuffer cells, int place) {
    encoder.decode(
        new ColumnEncoder.RowView(codes, 0, 0, 0, new int[0]), from, to, cells.column(place));
  }

  @Override
  public Given given(Condition.Allowed allowed) {
    CellBuffer cells = new CellBuffer(Schema.of(List.of(schema())), 1, 0, 0);
    decode(new float[0], 0, 0, 0, 1, cells, 0);
    if (!allowed.holds(cells.table().column(0), 0)) {
      throw DataException.builder("all its cells are the same, and not what is asked for")
          .column(schema().name())
          .remedy("change the condition")
          .build();
    }
    return new Given(this, List.of());
  }

  @Override
  public void write(ObjectNode out) {
    out.put("tokens", NAME);
    out.put("encoder", encoder.name());
    out.put("reason", encoder.reason());
    encoder.write(out);
  }

  static FixedTokens read(ColumnSchema schema, Json in) {
    ColumnEncoder encoder = EncoderMethod.read(schema, in);
    in.check(encoder.scalars() == 0 && encoder.softmaxes().length == 0, "is not fixed");
    return new FixedTokens(encoder);
  }
}
