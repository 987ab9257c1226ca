package io.semblance.synth.refine;

import io.semblance.data.Hash;
import io.semblance.data.Table;
import io.semblance.synth.RowTest;
import java.util.List;

/**
 * The weight of a row: a product of one factor for each pair of columns and each column, by their
 * levels. A row is kept with the probability weight / bound, at most 1.
 *
 * @param levels of the columns
 * @param tables logarithms of the factors
 * @param bound logarithm
 */
record Factors(List<Levels> levels, List<PairTable> tables, double bound) implements RowTest {
  private static final long KEY = 0x726566696e65L;

  /**
   * Logarithms of factors.
   *
   * @param a place of a column among the levels
   * @param b that of another; the same for a table of one column
   * @param logs by level of a, then of b
   */
  record PairTable(int a, int b, double[] logs) {}

  /** Logarithms of the weights of all rows. */
  double[] weights(Table rows) {
    int[][] of = new int[levels.size()][];
    for (int c = 0; c < of.length; c++) {
      of[c] = levels.get(c).of(rows.column(levels.get(c).column()), 0, rows.rows());
    }
    double[] logs = new double[rows.rows()];
    for (PairTable table : tables) {
      int width = levels.get(table.b).count();
      for (int row = 0; row < logs.length; row++) {
        logs[row] += table.logs[of[table.a][row] * width + of[table.b][row]];
      }
    }
    return logs;
  }

  @Override
  public boolean[] kept(Table rows, long first) {
    double[] logs = weights(rows);
    boolean[] kept = new boolean[logs.length];
    for (int row = 0; row < kept.length; row++) {
      kept[row] = Hash.uniform(KEY, 0, first + row) < Math.exp(logs[row] - bound);
    }
    return kept;
  }

  @Override
  public long key() {
    return KEY;
  }

  @Override
  public String toString() {
    return "the refinement";
  }
}
