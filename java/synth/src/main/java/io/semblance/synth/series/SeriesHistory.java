package io.semblance.synth.series;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.series.Sequences;
import io.semblance.data.series.SeriesSpec;
import io.semblance.data.series.TimeAxis;
import io.semblance.synth.FitCatalogue;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Provenance;
import io.semblance.synth.option.FitOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last steps of some sequences, from which a model is to go on, and how its rows become rows of
 * the table.
 */
public final class SeriesHistory {
  private final SeriesFrame frame;
  private final Table table;
  private final int[][] rows;
  private final double[][] times;
  private final int[] labels;

  private SeriesHistory(
      SeriesFrame frame, Table table, int[][] rows, double[][] times, int[] labels) {
    this.frame = frame;
    this.table = table;
    this.rows = rows;
    this.times = times;
    this.labels = labels;
  }

  /**
   * Reads a history as the table was read that a model was learnt from.
   *
   * @param most steps of each sequence that are kept, the last ones
   */
  public static SeriesHistory of(
      SeriesFrame frame, Provenance provenance, Table history, int most) {
    for (String name : frame.schema().names()) {
      history.schema().indexOf(name);
    }
    // Jobs add options of their own, which do not matter here.
    Map<String, Object> options = new HashMap<>(provenance.options());
    options.keySet().retainAll(FitCatalogue.SERIES.stream().map(FitOption::key).toList());
    SeriesSpec learnt = FitOptions.fromPlain(options, FitCatalogue.SERIES).series();
    SeriesSpec spec = learnt.toBuilder().statics(List.of()).build();
    Sequences sequences = Sequences.of(history, spec, frame.axis().orElse(null), note -> {});
    int count = sequences.count();
    int[][] rows = new int[count][];
    double[][] times = new double[count][];
    int[] labels = new int[count];
    for (int s = 0; s < count; s++) {
      int[] all = sequences.rows(s);
      int from = Math.max(0, all.length - most);
      rows[s] = Arrays.copyOfRange(all, from, all.length);
      double[] at = sequences.times(s);
      times[s] = at.length == 0 ? new double[0] : Arrays.copyOfRange(at, from, at.length);
      labels[s] = frame.names().labelOf(history, all[0]);
    }
    return new SeriesHistory(frame, history, rows, times, labels);
  }

  /** How many sequences. */
  public int count() {
    return rows.length;
  }

  /** Steps of a sequence that are known. */
  public int length(int sequence) {
    return rows[sequence].length;
  }

  /** The label of a sequence's entity. */
  public int label(int sequence) {
    return labels[sequence];
  }

  /** When the known steps of a sequence begin; NaN without a time. */
  public double start(int sequence) {
    return times[sequence].length == 0 ? Double.NaN : times[sequence][0];
  }

  /**
   * What is said once of each sequence.
   *
   * @param said columns of the table of sequences
   * @param steps that follow on those that are known
   */
  public Table attributes(Schema said, int steps) {
    int[] first = Arrays.stream(rows).mapToInt(r -> r[0]).toArray();
    List<Column> columns = new ArrayList<>();
    for (ColumnSchema column : said.columns()) {
      double[] values = new double[count()];
      for (int s = 0; s < values.length; s++) {
        values[s] =
            column.name().equals(SeriesFrame.START)
                ? start(s)
                : Math.min(frame.times(), length(s) + steps);
      }
      boolean added =
          column.name().equals(SeriesFrame.START) || column.name().equals(SeriesFrame.LENGTH);
      columns.add(
          added ? NumericColumn.of(column, values) : table.column(column.name()).select(first));
    }
    return Table.of(columns);
  }

  /**
   * The known steps of one number of some sequences, which are that long.
   *
   * @param learnt columns of a step
   */
  public Table steps(List<ColumnSchema> learnt, int[] sequences, int step) {
    int[] at = Arrays.stream(sequences).map(s -> rows[s][step]).toArray();
    List<Column> columns = new ArrayList<>();
    for (ColumnSchema column : learnt) {
      if (column.name().equals(SeriesFrame.INTERVAL)) {
        columns.add(NumericColumn.of(column, intervals(sequences, step)));
      } else {
        Column cells = table.column(column.name()).select(at);
        if (cells.missingCount() > 0 && !column.nullable()) {
          throw DataException.builder("a cell is missing, and the model knows of no missing ones")
              .column(column.name())
              .remedy("fill the hole, or fit to a table in which cells are missing, too")
              .build();
        }
        columns.add(cells);
      }
    }
    return Table.of(columns);
  }

  private double[] intervals(int[] sequences, int step) {
    return Arrays.stream(sequences)
        .mapToDouble(
            s -> step == 0 ? frame.schedule().interval() : times[s][step] - times[s][step - 1])
        .toArray();
  }

  /**
   * Rows of the table.
   *
   * @param drawn {@code steps} rows a sequence, columns of the table of steps
   */
  public Table rows(Table drawn, int steps) {
    int total = drawn.rows();
    int[] last = new int[total];
    for (int i = 0; i < total; i++) {
      int[] own = rows[i / steps];
      last[i] = own[own.length - 1];
    }
    Map<String, Column> made = new HashMap<>();
    drawn.columns().forEach(c -> made.put(c.name(), c));
    frame.axis().ifPresent(axis -> made.putAll(axis.columns(instants(axis, drawn, steps))));
    List<Column> columns = new ArrayList<>();
    for (ColumnSchema column : frame.schema().columns()) {
      Column own = made.get(column.name());
      columns.add(
          own == null
              ? kept(column, table.column(column.name()).select(last))
              : own.withSchema(widened(column, own)));
    }
    return Table.of(columns).withDelimiter(frame.schema().delimiter());
  }

  /** Names of entities may be others than those that were learnt from. */
  private static Column kept(ColumnSchema column, Column cells) {
    boolean names = column.type() == ColumnType.ID && cells instanceof CategoricalColumn;
    return names || cells.schema().type() == column.type() ? cells : cells.withSchema(column);
  }

  private static ColumnSchema widened(ColumnSchema column, Column own) {
    return column.type().isNumeric() ? own.schema() : column;
  }

  private double[] instants(TimeAxis axis, Table drawn, int steps) {
    double[] intervals =
        drawn.schema().has(SeriesFrame.INTERVAL)
            ? ((NumericColumn) drawn.column(SeriesFrame.INTERVAL)).values()
            : null;
    double[] instants = new double[drawn.rows()];
    for (int i = 0; i < instants.length; i++) {
      double[] known = times[i / steps];
      double before = i % steps == 0 ? known[known.length - 1] : instants[i - 1];
      double step = intervals == null ? frame.schedule().interval() : intervals[i];
      double least = Math.max(axis.resolution(), Math.ulp(Math.abs(before)));
      step = Double.isNaN(step) ? frame.schedule().interval() : step;
      instants[i] = Math.max(axis.nearest(before + step), before + least);
    }
    return instants;
  }
}
