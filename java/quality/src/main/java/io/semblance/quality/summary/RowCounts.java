package io.semblance.quality.summary;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.Hash;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that occur more than once: how many, and the most frequent ones. Rows are told apart by 64
 * bits of hash, so that among ten million of them two different ones are taken for equal with a
 * probability of some millionths. Counts are exact up to {@value #BOUND} distinct rows, and
 * estimates beyond.
 */
public final class RowCounts {
  private static final int BOUND = 1 << 21;
  private static final int MOST_KEPT = 2000;
  private static final int FEWEST_KEPT = 500;

  /** A row that occurs several times, as text; null is a missing cell. */
  public record Repeated(List<String> cells, long count, long firstSeenAgain) {}

  private final SampledCounts counts = new SampledCounts(BOUND);
  private final Map<Long, Repeated> kept = new HashMap<>();
  private int level = 2;

  /** Adds rows; {@code firstRow} is the number of the first of them. */
  public void add(Table table, long firstRow, Work work) {
    int n = table.rows();
    int width = table.width();
    int part = Math.max(1, (n + 15) / 16);
    long[] keys = new long[n];
    long[][] labelKeys = new long[width][];
    work.forEach(width, i -> labelKeys[i] = labelKeys(table.column(i)));
    work.forEach(
        (n + part - 1) / part,
        p -> {
          int to = Math.min(n, (p + 1) * part);
          for (int i = 0; i < width; i++) {
            mixIn(keys, p * part, to, table.column(i), labelKeys[i]);
          }
        });
    for (int row = 0; row < n; row++) {
      int times = counts.add(keys[row]);
      if (times >= level) {
        keep(keys[row], table, row, firstRow + row);
      }
    }
  }

  private static long[] labelKeys(Column column) {
    if (column instanceof CategoricalColumn labels) {
      return labels.dictionary().stream().mapToLong(l -> l == null ? 0 : Hash.text(l)).toArray();
    }
    return null;
  }

  private static void mixIn(long[] keys, int from, int to, Column column, long[] labelKeys) {
    if (column instanceof NumericColumn numbers) {
      double[] values = numbers.values();
      for (int row = from; row < to; row++) {
        keys[row] = Hash.mix(keys[row] ^ Double.doubleToLongBits(values[row] + 0.0));
      }
    } else {
      int[] codes = ((CategoricalColumn) column).codes();
      for (int row = from; row < to; row++) {
        keys[row] = Hash.mix(keys[row] ^ (codes[row] < 0 ? 1 : labelKeys[codes[row]]));
      }
    }
  }

  private void keep(long key, Table table, int row, long number) {
    if (kept.containsKey(key)) {
      return;
    }
    List<String> cells = new ArrayList<>(table.width());
    for (Column column : table.columns()) {
      cells.add(Cells.text(column, row));
    }
    kept.put(key, new Repeated(cells, 0, number));
    if (kept.size() > MOST_KEPT) {
      forgetTheRare();
    }
  }

  /** What is forgotten and then seen again often enough comes back, with its true count. */
  private void forgetTheRare() {
    List<Map.Entry<Long, Integer>> order = new ArrayList<>();
    kept.keySet().forEach(key -> order.add(Map.entry(key, counts.count(key))));
    order.sort(
        Map.Entry.<Long, Integer>comparingByValue()
            .reversed()
            .thenComparing(e -> kept.get(e.getKey()).firstSeenAgain()));
    order.subList(FEWEST_KEPT, order.size()).forEach(e -> kept.remove(e.getKey()));
    level = Math.max(level, order.get(FEWEST_KEPT - 1).getValue() + 1);
  }

  /** Adds all that the summary of other rows has seen. */
  public void merge(RowCounts other) {
    counts.merge(other.counts);
    other.kept.forEach(kept::putIfAbsent);
    level = Math.max(level, other.level);
    if (kept.size() > MOST_KEPT) {
      forgetTheRare();
    }
  }

  /** Whether the figures are exact rather than estimates. */
  public boolean exact() {
    return counts.exact();
  }

  /** How many distinct rows there are. */
  public long distinct() {
    return counts.distinct();
  }

  /** How many rows equal an earlier one. */
  public long duplicates() {
    return counts.total() - distinct();
  }

  /** How many distinct rows occur more than once. */
  public long repeated() {
    return distinct() - counts.once();
  }

  /** How many distinct rows both tables have; -1 when there are too many to say it exactly. */
  public long shared(RowCounts other) {
    if (!exact() || !other.exact()) {
      return -1;
    }
    long[] both = {0};
    counts.forEachKey(key -> both[0] += other.counts.count(key) > 0 ? 1 : 0);
    return both[0];
  }

  /** The most frequent repeated rows, most frequent first. */
  public List<Repeated> top(int most) {
    List<Repeated> list = new ArrayList<>();
    kept.forEach(
        (key, row) -> {
          int count = counts.count(key);
          if (count > 1) {
            list.add(new Repeated(row.cells(), count, row.firstSeenAgain()));
          }
        });
    list.sort(
        Comparator.comparingLong(Repeated::count)
            .reversed()
            .thenComparingLong(Repeated::firstSeenAgain));
    return list.subList(0, Math.min(most, list.size()));
  }
}
