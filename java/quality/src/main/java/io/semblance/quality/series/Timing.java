package io.semblance.quality.series;

import io.semblance.data.series.Sequences;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * When the rows of a table are: its sequences, their lengths, and the distances of their times.
 *
 * @param rows row numbers of each sequence, in order of time
 * @param lengths of the sequences, in steps
 * @param intervals between neighbouring times; empty without a time
 * @param followers rows that follow another one of their sequence in the table
 * @param calendar whether times are milliseconds of a calendar
 * @param notLater how many of these are not later than the one before them
 */
record Timing(
    int[][] rows,
    double[] lengths,
    double[] intervals,
    long followers,
    boolean calendar,
    long notLater) {

  static Timing of(Sequences sequences) {
    int[][] rows = new int[sequences.count()][];
    Arrays.setAll(rows, sequences::rows);
    double[] lengths = Arrays.stream(rows).mapToDouble(each -> each.length).toArray();
    long all = sequences.table().rows();
    if (sequences.axis().isEmpty()) {
      return new Timing(rows, lengths, new double[0], all - rows.length, false, 0);
    }
    double[] instants = sequences.axis().get().instants(sequences.table());
    boolean calendar = sequences.axis().get().calendar();
    double quantum = quantum(sequences.axis().get().resolution(), instants);
    double[] intervals =
        IntStream.range(0, rows.length)
            .mapToObj(s -> differences(sequences.times(s), quantum))
            .flatMapToDouble(DoubleStream::of)
            .toArray();
    // Rows of the time of an earlier one are left out of the sequences.
    long notLater = all - Arrays.stream(rows).mapToLong(each -> each.length).sum();
    for (int[] each : rows) {
      int[] asWritten = each.clone();
      Arrays.sort(asWritten);
      for (int i = 1; i < asWritten.length; i++) {
        notLater += instants[asWritten[i]] > instants[asWritten[i - 1]] ? 0 : 1;
      }
    }
    return new Timing(rows, lengths, intervals, all - rows.length, calendar, notLater);
  }

  /** Distances of decimal numbers differ in their last digits, which is no difference. */
  private static double quantum(double resolution, double[] instants) {
    double largest = Arrays.stream(instants).map(Math::abs).max().orElse(1);
    return resolution > 0 ? resolution : 1e-12 * Math.max(largest, 1);
  }

  private static double[] differences(double[] times, double quantum) {
    double[] out = new double[Math.max(0, times.length - 1)];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.rint((times[i + 1] - times[i]) / quantum) * quantum;
    }
    return out;
  }

  /** Share of rows that are not later than the one before them; 0 without a time. */
  double notLaterShare() {
    return followers == 0 ? 0 : (double) notLater / followers;
  }
}
