package io.semblance.synth.series;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.series.TimeAxis;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a table of sequences is taken apart for a model, and how drawn sequences become rows of it
 * again: new entities, time stamps that increase, columns in their places.
 *
 * <p>A model learns two tables. One has a row for each sequence: static columns and, where they
 * differ, {@value #START} and {@value #LENGTH}. The other has a row for each step: the columns that
 * change and, where steps are not of one length, {@value #INTERVAL}, the time since the step
 * before. Either may be conditioned on {@link #conditions}.
 */
public final class SeriesFrame {
  public static final String START = "(start)";
  public static final String LENGTH = "(length)";
  static final String INTERVAL = "(interval)";
  private static final String ENTRY = "series.json";
  private static final String SCHEMA = "schema.json";
  private static final String AXIS = "time.json";

  private final Schema schema;
  private final TimeAxis axis;
  private final SequenceNames names;
  private final Schedule schedule;
  private final SequenceShape shape;

  SeriesFrame(
      Schema schema,
      TimeAxis axisOrNull,
      SequenceNames names,
      Schedule schedule,
      SequenceShape shape) {
    this.schema = schema;
    this.axis = axisOrNull;
    this.names = names;
    this.schedule = schedule;
    this.shape = shape;
  }

  /** The table's own columns. */
  public Schema schema() {
    return schema;
  }

  /** Steps of the longest sequence that was learnt. */
  public int times() {
    return shape.times();
  }

  /** Whether sequences are of different lengths. */
  public boolean ragged() {
    return shape.ragged();
  }

  /** Columns that change from step to step. */
  public List<String> features() {
    return shape.features();
  }

  Optional<TimeAxis> axis() {
    return Optional.ofNullable(axis);
  }

  SequenceNames names() {
    return names;
  }

  Schedule schedule() {
    return schedule;
  }

  /** The same where drawn windows begin at any phase of a cycle, as those of the table do. */
  SeriesFrame atAnyPhase() {
    boolean cut = !shape.ragged() && !shape.learntInterval();
    return cut
        ? new SeriesFrame(
            schema, axis, names, schedule.outOfPhase(shape.cycles(), shape.times()), shape)
        : this;
  }

  /** Whether lengths follow from the calendar, and need not be drawn. */
  boolean lengthsFollow() {
    return schedule.period() != null;
  }

  /** Whether starts are drawn and not laid end to end. */
  boolean startsDrawn() {
    return names.madeUp() && schedule.timed();
  }

  /**
   * Cycles after whole numbers of which sequences of one entity begin, so that all begin at one
   * phase.
   */
  List<Double> sharedCycles() {
    return startsDrawn() || schedule.period() != null
        ? List.of()
        : shape.cycles().stream().filter(c -> schedule.slot() % c == 0).toList();
  }

  /** How far a start is from the phase that all sequences begin at, as a part of the cycle. */
  double phaseError(double start, double cycle) {
    double phase = (start - schedule.base()) / cycle;
    return Math.abs(phase - Math.rint(phase));
  }

  /** Numbers that tell a label and the phases of a start. */
  public int conditions() {
    return (names.labels() > 1 ? names.labels() : 0) + 2 * shape.cycles().size();
  }

  /** Writes the label of a sequence and the phases of its start from {@code at} on. */
  void conditions(int label, double start, float[] out, int at) {
    int to = at;
    if (names.labels() > 1) {
      Arrays.fill(out, to, to + names.labels(), 0);
      out[to + label] = 1;
      to += names.labels();
    }
    for (double cycle : shape.cycles()) {
      double phase = 2 * Math.PI * (start / cycle - Math.floor(start / cycle));
      out[to++] = (float) Math.sin(phase);
      out[to++] = (float) Math.cos(phase);
    }
  }

  /**
   * The same for a step of a sequence: the phases go on, by the interval that steps mostly have.
   *
   * @param step number of the step, from 0
   */
  public void conditions(int label, double start, int step, float[] out, int at) {
    conditions(label, step == 0 ? start : start + step * schedule.interval(), out, at);
  }

  /** The label of the entity that a sequence is of; 0 where there are none. */
  public int label(long sequence) {
    return names.label(sequence);
  }

  /**
   * When and how long sequences are.
   *
   * @param drawnOrNull their rows of the table of sequences
   * @param startOrNaN when the first one is to begin; NaN for what was learnt
   * @param length steps of each; 0 for what was learnt
   */
  Attributes attributes(long first, int count, Table drawnOrNull, double startOrNaN, int length) {
    double base = Double.isNaN(startOrNaN) ? schedule.base() : startOrNaN;
    double[] starts = new double[count];
    int[] lengths = new int[count];
    double[] drawnStarts = cells(drawnOrNull, START);
    double[] drawnLengths = cells(drawnOrNull, LENGTH);
    for (int i = 0; i < count; i++) {
      if (!startsDrawn()) {
        starts[i] = schedule.timed() ? schedule.start(names.block(first + i), base) : Double.NaN;
      } else {
        starts[i] = drawnStarts == null || !Double.isNaN(startOrNaN) ? base : drawnStarts[i];
      }
      lengths[i] = shape.times();
      if (length > 0) {
        lengths[i] = length;
      } else if (lengthsFollow()) {
        lengths[i] = schedule.room(starts[i], shape.times());
      } else if (drawnLengths != null) {
        lengths[i] = (int) Math.max(1, Math.min(shape.times(), Math.rint(drawnLengths[i])));
      }
    }
    return new Attributes(first, drawnOrNull, starts, lengths);
  }

  private static double[] cells(Table tableOrNull, String name) {
    return tableOrNull != null
            && tableOrNull.schema().has(name)
            && tableOrNull.column(name) instanceof NumericColumn numbers
        ? numbers.values()
        : null;
  }

  /** An instant as people read it. */
  String text(double instant) {
    return axis == null ? "" : axis.text(instant);
  }

  /** The instant that a user has written. */
  double instant(String text) {
    if (axis == null) {
      throw new SynthesisException("The model knows no time, so sequences begin at none");
    }
    return axis.parse(text);
  }

  /**
   * Rows of the table.
   *
   * @param of the sequences
   * @param steps {@code times} rows a sequence, of which its length counts
   */
  Table rows(Attributes of, Table steps, int times, long seed) {
    int total = Arrays.stream(of.lengths()).sum();
    int[] stepRows = new int[total];
    int[] sequenceRows = new int[total];
    long[] sequences = new long[total];
    int at = 0;
    for (int s = 0; s < of.count(); s++) {
      for (int t = 0; t < of.lengths()[s]; t++, at++) {
        stepRows[at] = s * times + t;
        sequenceRows[at] = s;
        sequences[at] = of.first() + s;
      }
    }
    Map<String, Column> columns = new HashMap<>();
    Table drawn = steps.select(stepRows);
    drawn.columns().forEach(c -> columns.put(c.name(), asInTable(c)));
    if (of.drawnOrNull() != null) {
      Table said = of.drawnOrNull().select(sequenceRows);
      said.columns().forEach(c -> columns.put(c.name(), asInTable(c)));
    }
    columns.putAll(names.columns(sequences, seed));
    if (axis != null) {
      columns.putAll(axis.columns(instants(of, cells(drawn, INTERVAL), total)));
    }
    List<Column> ordered = new ArrayList<>();
    for (ColumnSchema column : schema.columns()) {
      Column made = columns.get(column.name());
      if (made == null) {
        throw new IllegalStateException("nothing makes the column " + column.name());
      }
      ordered.add(made);
    }
    return Table.of(ordered).withDelimiter(schema.delimiter());
  }

  /** Under the schema of the table, where models may have learnt less than that allows. */
  private Column asInTable(Column column) {
    boolean own = schema.has(column.name());
    return own ? column.withSchema(schema.column(column.name())) : column;
  }

  private double[] instants(Attributes of, double[] intervalsOrNull, int total) {
    double[] instants = new double[total];
    double least = Math.max(axis.resolution(), Math.ulp(Math.abs(schedule.base())));
    int at = 0;
    for (int s = 0; s < of.count(); s++) {
      double now = axis.nearest(of.starts()[s]);
      int begin = at;
      for (int t = 0; t < of.lengths()[s]; t++, at++) {
        if (t > 0) {
          double step = intervalsOrNull == null ? schedule.interval() : intervalsOrNull[at];
          if (Double.isNaN(step)) {
            step = schedule.interval();
          }
          // Time increases, whatever was learnt or rounded away.
          now = Math.max(axis.nearest(now + step), instants[at - 1] + least);
        }
        instants[at] = now;
      }
      if (!startsDrawn() && schedule.period() == null && intervalsOrNull != null) {
        squeeze(instants, begin, at, least);
      }
    }
    return instants;
  }

  /** Brings a sequence that is longer than its slot back into it. */
  private void squeeze(double[] instants, int from, int to, double least) {
    double start = instants[from];
    double room = schedule.slot() - schedule.interval();
    double span = instants[to - 1] - start;
    if (span <= room || (to - from - 1) * least > room) {
      return;
    }
    for (int i = from + 1; i < to; i++) {
      double inside = axis.nearest(start + (instants[i] - start) * room / span);
      instants[i] = Math.max(inside, instants[i - 1] + least);
    }
  }

  /** A column of whole numbers or of as many digits as it takes, for what the frame itself adds. */
  static ColumnSchema added(String name, double[] values, boolean whole) {
    double least = Arrays.stream(values).min().orElse(0);
    double greatest = Arrays.stream(values).max().orElse(0);
    ColumnSchema.Builder column =
        ColumnSchema.builder(name, whole ? ColumnType.INTEGER : ColumnType.NUMBER)
            .range(least, greatest);
    return (whole ? column : column.decimals(0, ColumnSchema.SHORTEST)).build();
  }

  void write(ArchiveWriter archive) {
    archive.put(SCHEMA, schema.toJson());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("shape", ArchiveWriter.json(shape));
    json.set("schedule", ArchiveWriter.json(schedule));
    archive.put(ENTRY, json);
    if (axis != null) {
      archive.put(AXIS, axis.toJson());
    }
    names.write(archive);
  }

  static SeriesFrame read(ArchiveReader archive) {
    Schema schema = Schema.fromJson(archive.text(SCHEMA), archive.where(SCHEMA));
    ObjectNode json = archive.object(ENTRY);
    SequenceShape shape = archive.value(json.path("shape"), SequenceShape.class, ENTRY);
    Schedule schedule = archive.value(json.path("schedule"), Schedule.class, ENTRY);
    TimeAxis axis =
        archive.has(AXIS) ? TimeAxis.fromJson(archive.text(AXIS), archive.where(AXIS)) : null;
    if (shape == null || schedule == null || schedule.timed() != (axis != null)) {
      throw new ModelFileException(archive.where(ENTRY) + " does not say how sequences are made");
    }
    return new SeriesFrame(schema, axis, SequenceNames.read(archive, schema), schedule, shape);
  }

  /** A few lines for people. */
  String describe() {
    StringBuilder text = new StringBuilder("sequences of ");
    text.append(shape.ragged() ? "up to " : "").append(shape.times()).append(" steps");
    if (names.labels() > 1) {
      text.append(", of ").append(names.labels()).append(" entities in turns");
    } else if (names.madeUp()) {
      text.append(", entities made up");
    }
    if (axis != null) {
      text.append(shape.learntInterval() ? ", intervals learnt" : ", intervals kept");
    }
    return text.append('\n').toString();
  }

  /**
   * Makes sure that all columns are made, by what a model file holds.
   *
   * @param steps columns of the steps
   * @param saidOrNull columns of the rows of sequences
   * @throws ModelFileException naming the file if one is not, or is of another type
   */
  public void requireParts(Schema steps, Schema saidOrNull, String where) {
    List<String> expected = new ArrayList<>(shape.features());
    if (shape.learntInterval()) {
      expected.add(INTERVAL);
    }
    if (!steps.names().equals(expected)) {
      throw new ModelFileException(
          where + " has the steps " + steps.names() + " where sequences need " + expected);
    }
    List<String> made = new ArrayList<>(expected);
    requireAlike(steps, where);
    if (saidOrNull != null) {
      requireAlike(saidOrNull, where);
      made.addAll(saidOrNull.names());
    }
    made.addAll(names.columns(new long[] {0}, 0).keySet());
    if (axis != null) {
      made.addAll(axis.columns());
    }
    for (String name : schema.names()) {
      if (!made.contains(name)) {
        throw new ModelFileException(where + " makes no column " + name);
      }
    }
  }

  /** Columns that come as columns of the table must be of its kinds. */
  private void requireAlike(Schema part, String where) {
    for (ColumnSchema column : part.columns()) {
      if (schema.has(column.name())) {
        ColumnSchema whole = schema.column(column.name());
        if (column.type() != whole.type() || !column.categories().equals(whole.categories())) {
          throw new ModelFileException(
              where + " makes " + column + " where the table has " + whole);
        }
      }
    }
  }
}
