package io.semblance.synth.series;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.series.EntityColumns;
import io.semblance.data.series.Sequences;
import io.semblance.data.series.SeriesSpec;
import io.semblance.data.series.TimeAxis;
import io.semblance.synth.SynthesisException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A training table of sequences taken apart: what a model learns.
 *
 * @param frame that puts drawn sequences together
 * @param steps one row for each row of the table, in its order: the columns that change
 * @param sequences one row for each window: static columns, start, length; null if there is none
 * @param windows the rows of {@code steps} that each window is made of
 * @param labels the label of each window's entity
 * @param starts when each window begins; NaN without a time
 */
public record SeriesData(
    SeriesFrame frame,
    Table steps,
    Table sequences,
    List<int[]> windows,
    int[] labels,
    double[] starts) {
  /** Longer whole sequences are cut on demand: each step is written out in the graph. */
  private static final int LONGEST = 1_000;

  /** From this share of equal steps on their length is kept, and gaps are not learnt. */
  private static final double REGULAR = 0.9;

  private static final double DAY = 86_400_000;
  private static final double[] CYCLES = {DAY, 7 * DAY, 365.2425 * DAY};

  /** Of a cycle that a series must have seen for it to be one, and steps of the shortest. */
  private static final double[] SEEN = {2, 2, 0.8};

  private static final int LEAST_STEPS_OF_CYCLE = 3;

  /**
   * Takes a table apart.
   *
   * @param notes told what was found and handled
   * @throws io.semblance.data.DataException if the specification does not fit the table
   * @throws SynthesisException if sequences are too long or too few to be learnt
   */
  public static SeriesData of(Table given, SeriesSpec spec, Consumer<String> notes) {
    Table table = EntityColumns.asIdentifiers(given, spec);
    Sequences sequences = Sequences.of(table, spec, notes);
    int longest = 0;
    int shortest = Integer.MAX_VALUE;
    for (int s = 0; s < sequences.count(); s++) {
      longest = Math.max(longest, sequences.rows(s).length);
      shortest = Math.min(shortest, sequences.rows(s).length);
    }
    if (spec.length() == 0 && longest > LONGEST) {
      throw new SynthesisException(
          String.format(
              Locale.ROOT,
              "The longest sequence has %,d steps; whole sequences are learnt up to %,d. Say with"
                  + " --length how many steps a window is to have, such as --length 24",
              longest,
              LONGEST));
    }
    int times = spec.length() == 0 ? longest : Math.min(spec.length(), longest);
    if (times < spec.length()) {
      notes.accept(
          String.format(
              Locale.ROOT,
              "No sequence has %,d steps; windows are as long as the longest, %,d",
              spec.length(),
              longest));
    }
    boolean timed = sequences.axis().isPresent();
    double[] between = timed ? intervals(sequences) : null;
    List<Sequences.Window> windows = whole(sequences, between, times, notes);
    boolean ragged = windows.stream().anyMatch(w -> w.rows().length < times);
    boolean regular = timed && sequences.regularity() >= REGULAR;
    SequenceNames names = SequenceNames.of(sequences);
    Schedule schedule = Schedule.of(sequences, times, regular);
    boolean learntInterval = timed && !regular && schedule.period() == null;
    List<String> features = new ArrayList<>(sequences.features());
    Table steps = Table.of(features.stream().map(table::column).map(SeriesData::as).toList());
    if (learntInterval) {
      List<Column> more = new ArrayList<>(steps.columns());
      double[] known = known(between);
      boolean whole = Arrays.stream(known).allMatch(v -> v == Math.rint(v));
      more.add(NumericColumn.of(SeriesFrame.added(SeriesFrame.INTERVAL, known, whole), known));
      steps = Table.of(more);
    }
    SeriesFrame frame =
        new SeriesFrame(
            table.schema(),
            sequences.axis().orElse(null),
            names,
            schedule,
            new SequenceShape(
                times,
                ragged,
                learntInterval,
                List.copyOf(sequences.statics()),
                List.copyOf(features),
                cycles(sequences, schedule)));
    double[] starts = starts(sequences, windows);
    return new SeriesData(
        frame,
        steps,
        sequenceTable(frame, sequences, windows, starts),
        windows.stream().map(Sequences.Window::rows).toList(),
        windows.stream().mapToInt(w -> names.label(w.sequence())).toArray(),
        starts);
  }

  /** Windows without a gap in time, where steps are regular and such windows are no exception. */
  private static List<Sequences.Window> whole(
      Sequences sequences, double[] intervals, int times, Consumer<String> notes) {
    List<Sequences.Window> all = sequences.windows(times, sequences.spec().stride());
    if (intervals == null
        || sequences.spec().length() == 0
        || !(sequences.regularity() >= REGULAR)
        || sequences.regularity() == 1) {
      return all;
    }
    List<Sequences.Window> whole =
        all.stream()
            .filter(
                w ->
                    Arrays.stream(w.rows())
                        .skip(1)
                        .allMatch(row -> intervals[row] == sequences.interval()))
            .toList();
    if (whole.size() == all.size() || whole.size() < all.size() / 2) {
      return all;
    }
    notes.accept(
        String.format(
            Locale.ROOT,
            "%,d of %,d windows have gaps in time and are left out; the steps of drawn sequences"
                + " have none",
            all.size() - whole.size(),
            all.size()));
    return whole;
  }

  /** Without the state "missing" if no cell is: a schema may allow what these rows do not have. */
  private static Column as(Column column) {
    ColumnSchema schema = column.schema();
    return schema.nullable() && column.missingCount() == 0
        ? column.withSchema(schema.toBuilder().nullable(false).build())
        : column;
  }

  /** The time since the row before it, by row; NaN for the first of a sequence. */
  private static double[] intervals(Sequences sequences) {
    double[] intervals = new double[sequences.table().rows()];
    Arrays.fill(intervals, Double.NaN);
    for (int s = 0; s < sequences.count(); s++) {
      int[] rows = sequences.rows(s);
      double[] times = sequences.times(s);
      for (int t = 1; t < rows.length; t++) {
        intervals[rows[t]] = times[t] - times[t - 1];
      }
    }
    return intervals;
  }

  /** First steps get the middle interval, so that nothing is missing that is never used. */
  private static double[] known(double[] intervals) {
    double[] sorted = Arrays.stream(intervals).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double middle = sorted.length == 0 ? 1 : sorted[sorted.length / 2];
    return Arrays.stream(intervals).map(v -> Double.isNaN(v) ? middle : v).toArray();
  }

  private static List<Double> cycles(Sequences sequences, Schedule schedule) {
    List<Double> cycles = new ArrayList<>();
    if (!sequences.axis().map(TimeAxis::calendar).orElse(false)) {
      return cycles;
    }
    double first = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < sequences.count(); s++) {
      double[] times = sequences.times(s);
      first = Math.min(first, times[0]);
      last = Math.max(last, times[times.length - 1]);
    }
    for (int c = 0; c < CYCLES.length; c++) {
      boolean seen = last - first >= SEEN[c] * CYCLES[c];
      if (seen && schedule.interval() * LEAST_STEPS_OF_CYCLE <= CYCLES[c]) {
        cycles.add(CYCLES[c]);
      }
    }
    return cycles;
  }

  private static double[] starts(Sequences sequences, List<Sequences.Window> windows) {
    double[] starts = new double[windows.size()];
    Arrays.fill(starts, Double.NaN);
    if (sequences.axis().isPresent()) {
      double[] ofRow = new double[sequences.table().rows()];
      for (int s = 0; s < sequences.count(); s++) {
        int[] rows = sequences.rows(s);
        double[] times = sequences.times(s);
        for (int t = 0; t < rows.length; t++) {
          ofRow[rows[t]] = times[t];
        }
      }
      for (int w = 0; w < starts.length; w++) {
        starts[w] = ofRow[windows.get(w).rows()[0]];
      }
    }
    return starts;
  }

  private static Table sequenceTable(
      SeriesFrame frame, Sequences sequences, List<Sequences.Window> windows, double[] starts) {
    List<Column> columns = new ArrayList<>();
    int[] first = windows.stream().mapToInt(w -> w.rows()[0]).toArray();
    if (frame.names().labels() == 0) {
      List<String> said = new ArrayList<>(sequences.statics());
      if (frame.names().madeUp()) {
        sequences.spec().sequenceBy().stream()
            .filter(n -> sequences.table().schema().column(n).type() != ColumnType.ID)
            .forEach(said::add);
      }
      for (String name : said) {
        columns.add(as(sequences.table().column(name)).select(first));
      }
    }
    if (frame.startsDrawn() && Arrays.stream(starts).distinct().count() > 1) {
      columns.add(NumericColumn.of(SeriesFrame.added(SeriesFrame.START, starts, true), starts));
    }
    if (frame.ragged() && !frame.lengthsFollow()) {
      double[] lengths = windows.stream().mapToDouble(w -> w.rows().length).toArray();
      columns.add(NumericColumn.of(SeriesFrame.added(SeriesFrame.LENGTH, lengths, true), lengths));
    }
    return columns.isEmpty() ? null : Table.of(columns);
  }

  /**
   * The same with drawn windows that begin at any phase of a cycle, for models that can be told
   * when a window begins.
   */
  SeriesData atAnyPhase() {
    return new SeriesData(frame.atAnyPhase(), steps, sequences, windows, labels, starts);
  }

  /** The same with some of the windows. */
  SeriesData select(int[] which) {
    return new SeriesData(
        frame,
        steps,
        sequences == null ? null : sequences.select(which),
        Arrays.stream(which).mapToObj(windows::get).toList(),
        Arrays.stream(which).map(w -> labels[w]).toArray(),
        Arrays.stream(which).mapToDouble(w -> starts[w]).toArray());
  }

  /** How many windows there are. */
  public int count() {
    return windows.size();
  }
}
