package io.semblance.synth;

import io.semblance.data.Hash;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import java.util.Map;
import java.util.TreeSet;

/**
 * Rows that satisfy a condition.
 *
 * @param text the condition in words
 */
record SatisfiesCondition(Condition condition, String text) implements RowTest {
  private static final long KEY = 0x70696c6f74L;

  @Override
  public boolean[] kept(Table rows, long first) {
    boolean[] kept = new boolean[rows.rows()];
    for (int row = 0; row < kept.length; row++) {
      kept[row] = condition.holds(rows, row);
    }
    return kept;
  }

  @Override
  public long key() {
    long key = KEY;
    for (Map.Entry<String, Condition.Allowed> asked : condition.columns().entrySet()) {
      Condition.Allowed allowed = asked.getValue();
      String labels =
          allowed.labels() == null ? "" : String.join("|", new TreeSet<>(allowed.labels()));
      String all = allowed.least() + " " + allowed.greatest() + " " + allowed.missing();
      key = Hash.mix(key ^ Hash.text(asked.getKey() + " " + labels + " " + all));
    }
    return key;
  }

  @Override
  public String toString() {
    return text;
  }
}
