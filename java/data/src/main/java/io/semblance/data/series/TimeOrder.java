package io.semblance.data.series;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Brings the rows of sequences in order of time, and measures how regular the time is. */
final class TimeOrder {
  private static final double RELATIVE_NOISE = 1e-12;

  private final double[] instants;
  private final int[][] rows;
  private int misplaced;
  private int repeated;
  private double interval = Double.NaN;
  private double regularity = Double.NaN;
  private int gaps;

  /**
   * Orders rows stably, and drops those of the same instant as an earlier one.
   *
   * @param instants per row of the table
   * @param rows of each sequence, in the order of the table; replaced by the ordered ones
   * @param resolution the least step of instants; 0 if there is none
   */
  TimeOrder(double[] instants, int[][] rows, double resolution) {
    this.instants = instants;
    this.rows = rows;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = distinct(ordered(rows[i]));
    }
    measure(resolution);
  }

  private int[] ordered(int[] of) {
    int back = 0;
    for (int i = 1; i < of.length; i++) {
      if (instants[of[i]] < instants[of[i - 1]]) {
        back++;
      }
    }
    misplaced += back;
    if (back == 0) {
      return of;
    }
    return Arrays.stream(of)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> instants[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int[] distinct(int[] of) {
    int kept = 0;
    int[] out = new int[of.length];
    for (int row : of) {
      if (kept == 0 || instants[row] > instants[out[kept - 1]]) {
        out[kept++] = row;
      }
    }
    repeated += of.length - kept;
    return kept == of.length ? of : Arrays.copyOf(out, kept);
  }

  private void measure(double resolution) {
    double largest = 0;
    for (double instant : instants) {
      largest = Math.max(largest, Math.abs(instant));
    }
    // Distances of decimal numbers differ in their last digits.
    double quantum = resolution > 0 ? resolution : Math.max(largest, 1) * RELATIVE_NOISE;
    Map<Long, Integer> counts = new HashMap<>();
    long pairs = 0;
    for (int[] of : rows) {
      for (int i = 1; i < of.length; i++) {
        counts.merge(steps(of, i, quantum), 1, Integer::sum);
        pairs++;
      }
    }
    if (pairs == 0) {
      return;
    }
    Map.Entry<Long, Integer> most =
        counts.entrySet().stream()
            .max(
                Map.Entry.<Long, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
            .orElseThrow();
    interval = most.getKey() * quantum;
    regularity = most.getValue() / (double) pairs;
    for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
      gaps += entry.getKey() > most.getKey() ? entry.getValue() : 0;
    }
  }

  private long steps(int[] of, int i, double quantum) {
    return Math.round((instants[of[i]] - instants[of[i - 1]]) / quantum);
  }

  /** Rows that were earlier than the row of the same sequence before them in the table. */
  int misplaced() {
    return misplaced;
  }

  /** Rows that were dropped. */
  int repeated() {
    return repeated;
  }

  /** See {@link Sequences#interval()}. */
  double interval() {
    return interval;
  }

  /** See {@link Sequences#regularity()}. */
  double regularity() {
    return regularity;
  }

  /** Distances of neighbours that are longer than the interval. */
  int gaps() {
    return gaps;
  }
}
