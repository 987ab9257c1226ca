package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.condition.Condition;
import java.util.Arrays;
import java.util.List;

/**
 * A column that is known before rows are drawn, and has no codes: others may depend on its cells.
 */
record GivenTokens(ColumnSchema schema) implements ColumnTokens {
  static final String NAME = "given";

  @Override
  public List<TokenVariable> variables() {
    return List.of();
  }

  @Override
  public String describe() {
    return "given";
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

  /** Missing, until known cells take their places. */
  @Override
  public void decode(
      float[] codes, int at, int stride, int from, int to, CellBuffer cells, int place) {
    ColumnEncoder.Cells own = cells.column(place);
    if (own.values() != null) {
      Arrays.fill(own.values(), from, to, Double.NaN);
    } else {
      Arrays.fill(own.codes(), from, to, CategoricalColumn.MISSING);
    }
  }

  @Override
  public Given given(Condition.Allowed allowed) {
    return new Given(this, List.of());
  }

  @Override
  public void write(ObjectNode out) {
    out.put("tokens", NAME);
  }
}
