package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.condition.Condition;
import java.util.List;

/** Turns the cells of one column into codes and back. Immutable. */
interface ColumnTokens {
  ColumnSchema schema();

  /** What the codes of a row number; none for a column with nothing to learn. */
  List<TokenVariable> variables();

  /** How cells become codes, for people. */
  String describe();

  /**
   * Writes the codes of rows {@code from} to before {@code to}.
   *
   * @param cells of the whole table, the column's at {@code place}
   * @param at place of the first code of row {@code from}
   * @param stride from one row to the next
   */
  void encode(
      Column column, RowCells cells, int place, int from, int to, float[] out, int at, int stride);

  /**
   * Reads codes into the cells of rows {@code from} to before {@code to}; they lie as above.
   *
   * @param cells of the rows; columns before this one are filled
   * @param place of the column among them
   */
  void decode(float[] codes, int at, int stride, int from, int to, CellBuffer cells, int place);

  /**
   * What a condition allows.
   *
   * @param tokens the same codes, whose cells are allowed wherever a state is
   * @param weights for each variable the share of each state's cells that are allowed, 0 to 1
   */
  record Given(ColumnTokens tokens, List<double[]> weights) {}

  /**
   * The codes under a condition.
   *
   * @throws DataException if it cannot be told by states one by one
   */
  Given given(Condition.Allowed allowed);

  /** The name under which a model file has it, and what else is needed to read it again. */
  void write(ObjectNode out);

  /** A code from somewhere as one of {@code count}. */
  static int code(float code, int count) {
    return (int) Math.max(0, Math.min(count - 1, code));
  }
}
