package io.semblance.synth.stage;

import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.synth.DrawContext;
import io.semblance.synth.archive.ArchiveWriter;
import java.util.List;

/**
 * Something that is done to rows after the model has drawn them. What a row becomes depends on the
 * row, its absolute number and the seed alone, so that work can be split anywhere.
 */
public interface RowStage {
  /** As reports and model files name it. */
  String name();

  /** Whether this draw asks for it. */
  boolean wanted(DrawContext context);

  /**
   * The rows as they leave the stage, as many as came.
   *
   * @param rows with the columns of the model's schema
   * @param firstRow absolute number of the first of them
   * @param seed of the draw
   */
  Table apply(Table rows, long firstRow, long seed);

  /**
   * Places of rows that have left the stage and are not what it promises; others are drawn for
   * them.
   */
  default int[] failed(Table rows) {
    return new int[0];
  }

  /** See {@link io.semblance.synth.Model#keys}. */
  default List<List<String>> keys() {
    return List.of();
  }

  /** See {@link io.semblance.synth.Model#check}. */
  default void check(Condition condition) {}

  /** The stage for rows that satisfy a condition, which they must do afterwards, too. */
  default RowStage given(Condition condition) {
    return this;
  }

  /** Whether rows that satisfy a condition do so afterwards, given it was told of it. */
  default boolean keeps(Condition condition) {
    return true;
  }

  /**
   * Completed rows as they leave the stage; by default as they came, as most stages move whole
   * rows.
   *
   * @param filled rows without holes
   * @param known the same rows with holes: cells that are there must stay
   */
  default Table completed(Table filled, Table known) {
    return filled;
  }

  /** Puts what is needed to read the stage again. */
  void write(ArchiveWriter archive);
}
