package io.semblance.synth;

import io.semblance.data.Hash;
import io.semblance.data.Table;

/** Which of the rows that a model draws are kept. {@code toString} says so in messages. */
public interface RowTest {
  /**
   * Whether each row is kept.
   *
   * @param rows with the columns of the model
   * @param first absolute number of the first try, for tests that draw lots
   */
  boolean[] kept(Table rows, long first);

  /** Tells the rows that are tried for this test from those for others. */
  long key();

  /**
   * A test of one's own.
   *
   * <pre>{@code
   * RowTest adults = RowTest.of("adults with a job", (rows, row) -> ...);
   * Model model = Conditional.byTrying(learnt, adults).model();
   * }</pre>
   *
   * @param name for messages, and to tell its rows from those of other tests
   */
  static RowTest of(String name, RowPredicate predicate) {
    return new RowTest() {
      @Override
      public boolean[] kept(Table rows, long first) {
        boolean[] kept = new boolean[rows.rows()];
        for (int row = 0; row < kept.length; row++) {
          kept[row] = predicate.holds(rows, row);
        }
        return kept;
      }

      @Override
      public long key() {
        return Hash.text(name);
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  /** What must hold of a row. */
  @FunctionalInterface
  interface RowPredicate {
    boolean holds(Table rows, int row);
  }
}
