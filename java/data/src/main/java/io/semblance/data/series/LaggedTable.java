package io.semblance.data.series;

import io.semblance.data.Column;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows beside later rows of the same sequence, so that dependence in time is dependence of columns,
 * which the scores of tables judge.
 */
public final class LaggedTable {
  private LaggedTable() {}

  /**
   * One row for each step of a sequence that has all later steps asked for: the columns, then for
   * each lag the columns that many steps later, named such as {@code "price (+1)"}.
   *
   * @param sequences row numbers of the table, in order of time; those of no more steps than the
   *     greatest lag contribute nothing
   * @param lags steps, each at least 1
   * @param columns the names of the columns
   * @throws io.semblance.data.DataException when a column does not exist or there are none
   */
  public static Table of(
      Table table, List<int[]> sequences, List<Integer> lags, List<String> columns) {
    int most = 0;
    for (int lag : lags) {
      if (lag < 1) {
        throw new IllegalArgumentException("a lag of " + lag + " steps");
      }
      most = Math.max(most, lag);
    }
    int count = 0;
    for (int[] rows : sequences) {
      count += Math.max(0, rows.length - most);
    }
    List<Column> out = new ArrayList<>();
    for (String name : columns) {
      out.add(table.column(name).select(shifted(sequences, most, 0, count)));
    }
    for (int lag : lags) {
      int[] rows = shifted(sequences, most, lag, count);
      for (String name : columns) {
        Column later = table.column(name).select(rows);
        String shifted = name + " (+" + lag + ")";
        out.add(later.withSchema(later.schema().toBuilder().name(shifted).header(null).build()));
      }
    }
    return Table.of(out);
  }

  private static int[] shifted(List<int[]> sequences, int most, int lag, int count) {
    int[] out = new int[count];
    int at = 0;
    for (int[] rows : sequences) {
      int steps = Math.max(0, rows.length - most);
      if (steps > 0) {
        System.arraycopy(rows, lag, out, at, steps);
        at += steps;
      }
    }
    return out;
  }
}
