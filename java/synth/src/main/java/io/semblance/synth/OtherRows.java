package io.semblance.synth;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Hash;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows that take the place of some that cannot stay. Each row has {@value #BLOCKS} blocks of
 * {@value #TRIES} tries of its own, by its number, so that the same one follows however the work is
 * split.
 */
public final class OtherRows {
  /** Rows of a block of tries. */
  public static final int TRIES = 64;

  /** Blocks of tries that belong to a row. */
  public static final int BLOCKS = 64;

  /** Tries are rows of the model under a seed of their own. */
  private static final long SEED = 0x6f7468657273L;

  /**
   * Of 64 bits of a hash 31 are kept; models draw batches, at the beginnings of which tries are.
   */
  private static final int SHIFT = 33;

  private static final int BATCH_BITS = 9;
  private static final long STEP = 0x9e3779b9L;

  private OtherRows() {}

  /** The seed that tries are drawn with. */
  public static long seed(long seed) {
    return seed ^ SEED;
  }

  /**
   * Number of the first of a block of tries, one that any model can count to.
   *
   * @param number absolute number of the row that cannot stay
   * @param block from 0 on
   */
  public static long first(long number, int block) {
    return Hash.mix(number + block * STEP) >>> SHIFT << BATCH_BITS;
  }

  /**
   * The rows with others in the place of some; identifiers, which go by the number of a row, stay.
   *
   * @param places of the rows that cannot stay
   * @param others one row for each of them
   */
  public static Table inPlace(Table rows, int[] places, List<Table> others) {
    List<Table> all = new ArrayList<>(List.of(rows));
    all.addAll(others);
    int[] order = new int[rows.rows()];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < places.length; i++) {
      order[places[i]] = rows.rows() + i;
    }
    Table out = Table.concat(all).select(order);
    for (Column column : rows.columns()) {
      if (column.schema().type() == ColumnType.ID) {
        out = out.with(column);
      }
    }
    return out;
  }
}
