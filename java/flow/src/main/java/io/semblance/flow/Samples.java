package io.semblance.flow;

import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;

/** Evenly spread rows of tables too large to be judged whole. */
final class Samples {
  private static final long MOST_CELLS = 20_000_000;
  private static final long FEWEST_ROWS = 10_000;

  private Samples() {}

  /** Every k-th row, so that at most {@code most} remain. */
  static Table thin(Table table, long most) {
    long step = step(table.rows(), most);
    return step == 1 ? table : every(table, 0, step);
  }

  /** How many rows of this width are enough to be judged. */
  static long limit(int width) {
    return Math.max(FEWEST_ROWS, MOST_CELLS / Math.max(1, width));
  }

  private static long step(long rows, long most) {
    return Math.max(1, (rows + most - 1) / most);
  }

  /** The rows of a part whose number in the whole is a multiple of {@code step}. */
  private static Table every(Table part, long firstRow, long step) {
    int skip = (int) ((step - firstRow % step) % step);
    int count = skip >= part.rows() ? 0 : (int) ((part.rows() - 1 - skip) / step) + 1;
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = (int) (skip + i * step);
    }
    return part.select(rows);
  }

  /** Collects evenly spread rows from a table that streams by. */
  static final class Collector {
    private final long step;
    private final long most;
    private final List<Table> parts = new ArrayList<>();
    private long seen;

    private Collector(long step, long most) {
      this.step = step;
      this.most = most;
    }

    /** Evenly spread rows of so many, at most {@code most}. */
    static Collector spread(long rows, long most) {
      return new Collector(step(rows, most), most);
    }

    /** The first rows instead, {@code most} and what is left of a part. */
    static Collector first(long most) {
      return new Collector(1, most);
    }

    void add(Table part) {
      if (step == 1 && seen >= most) {
        return;
      }
      Table kept = step == 1 ? part : every(part, seen, step);
      seen += part.rows();
      if (kept.rows() > 0) {
        parts.add(kept);
      }
    }

    Table table() {
      return parts.size() == 1 ? parts.get(0) : Table.concat(parts);
    }
  }
}
