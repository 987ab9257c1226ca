package io.semblance.quality.summary;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Means of the number columns over time. Every distinct time has its own bucket while there are no
 * more than {@value #BOUND}; beyond, neighbouring buckets are put together by doubling their width.
 */
public final class TimeBuckets {
  private static final int BOUND = 1 << 15;

  private static final class Bucket {
    long rows;
    final double[] sums;
    final int[] counts;

    Bucket(int size) {
      sums = new double[size];
      counts = new int[size];
    }

    void merge(Bucket other) {
      rows += other.rows;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += other.sums[i];
        counts[i] += other.counts[i];
      }
    }
  }

  private final int timeColumn;
  private final NumberView timeView;
  private final List<Integer> positions = new ArrayList<>();
  private final List<NumberView> views = new ArrayList<>();
  private TreeMap<Double, Bucket> buckets = new TreeMap<>();
  private double width; // 0: one bucket per distinct time

  TimeBuckets(Schema schema, int timeColumn) {
    this.timeColumn = timeColumn;
    timeView = NumberView.of(schema.column(timeColumn));
    for (int i = 0; i < schema.size(); i++) {
      NumberView view = NumberView.of(schema.column(i));
      if (view != null && i != timeColumn) {
        positions.add(i);
        views.add(view);
      }
    }
  }

  void add(Table table) {
    if (timeView == null) {
      return;
    }
    double[] times = timeView.values(table.column(timeColumn));
    double[][] values = new double[positions.size()][];
    for (int k = 0; k < values.length; k++) {
      values[k] = views.get(k).values(table.column(positions.get(k)));
    }
    for (int row = 0; row < times.length; row++) {
      if (Double.isNaN(times[row])) {
        continue;
      }
      Bucket bucket = buckets.computeIfAbsent(key(times[row]), t -> new Bucket(values.length));
      bucket.rows++;
      for (int k = 0; k < values.length; k++) {
        double x = values[k][row];
        if (Double.isFinite(x)) {
          bucket.sums[k] += x;
          bucket.counts[k]++;
        }
      }
      if (buckets.size() > BOUND) {
        widen();
      }
    }
  }

  private double key(double time) {
    return width == 0 ? time : Math.floor(time / width) * width;
  }

  private void widen() {
    double range = buckets.lastKey() - buckets.firstKey();
    // A power of two, so that the buckets of any two summaries fit into each other.
    double next = Math.pow(2, Math.floor(Math.log(range / BOUND) / Math.log(2)));
    width = width == 0 ? next : 2 * width;
    rebuild();
    while (buckets.size() > BOUND) {
      width *= 2;
      rebuild();
    }
  }

  private void rebuild() {
    TreeMap<Double, Bucket> old = buckets;
    buckets = new TreeMap<>();
    old.forEach(
        (time, bucket) -> {
          Bucket known = buckets.putIfAbsent(key(time), bucket);
          if (known != null) {
            known.merge(bucket);
          }
        });
  }

  void merge(TimeBuckets other) {
    if (other.width > width) {
      width = other.width;
      rebuild();
    }
    other.buckets.forEach(
        (time, bucket) -> {
          Bucket fresh = new Bucket(bucket.sums.length);
          fresh.merge(bucket);
          Bucket known = buckets.putIfAbsent(key(time), fresh);
          if (known != null) {
            known.merge(bucket);
          }
        });
    if (buckets.size() > BOUND) {
      widen();
    }
  }

  /** Positions in the table of the columns that have a series. */
  public List<Integer> columns() {
    return List.copyOf(positions);
  }

  /** The times, rising: distinct times of the table, or where each bucket begins. */
  public double[] times() {
    return buckets.keySet().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The mean of a column, by its place in {@link #columns()}, at each time; NaN without value. */
  public double[] means(int place) {
    return buckets.values().stream()
        .mapToDouble(b -> b.counts[place] == 0 ? Double.NaN : b.sums[place] / b.counts[place])
        .toArray();
  }

  /** How many rows each time has. */
  public long[] rows() {
    return buckets.values().stream().mapToLong(b -> b.rows).toArray();
  }

  /**
   * The width of the buckets in units of the time column; 0 when each distinct time has its own.
   */
  public double width() {
    return width;
  }

  /** Whether some time has several rows, so that a series is made of their means. */
  public boolean averaged() {
    for (Map.Entry<Double, Bucket> entry : buckets.entrySet()) {
      if (entry.getValue().rows > 1) {
        return true;
      }
    }
    return false;
  }
}
