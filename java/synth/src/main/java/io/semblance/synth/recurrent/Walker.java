package io.semblance.synth.recurrent;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.synth.series.Attributes;
import io.semblance.synth.series.SeriesFrame;
import io.semblance.synth.series.SeriesHistory;
import io.semblance.synth.series.StepSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Draws sequences by their absolute numbers, step after step. */
final class Walker implements StepSource {
  /** Distance of the random numbers of a step from those of the step before. */
  private static final long STEP = 1L << 40;

  private final SeriesFrame frame;
  private final RecurrentModel.Parts parts;
  private final StepCodes codes;
  private final Session session; // null where nothing is learnt
  private final StepProgram program;
  private final Program compiled;
  private final long seed;
  private final int times;

  Walker(
      SeriesFrame frame,
      RecurrentModel.Parts parts,
      Session sessionOrNull,
      StepProgram programOrNull,
      long seed,
      int times) {
    this.frame = frame;
    this.parts = parts;
    this.codes = parts.codes();
    this.session = sessionOrNull;
    this.program = programOrNull;
    this.compiled = sessionOrNull == null ? null : sessionOrNull.compile(programOrNull.step());
    this.seed = seed;
    this.times = times;
  }

  @Override
  public Drawn draw(Attributes given) {
    int count = given.count();
    float[] said = parts.inputs().encoded(given.drawnOrNull());
    int batch = program == null ? Math.max(1, count) : program.batch();
    List<Table> all = new ArrayList<>();
    for (int from = 0; from < count; from += batch) {
      all.add(sequences(given, said, from, Math.min(batch, count - from)));
    }
    Table learnt = all.size() == 1 ? all.get(0) : Table.concat(all);
    Table identifiers =
        parts.identifiersOrNull() == null
            ? null
            : parts
                .identifiersOrNull()
                .decode(new float[0], count * times, given.first() * times, seed);
    return new Drawn(given, RecurrentModel.ordered(parts.schema(), learnt, identifiers));
  }

  /**
   * Sequences that are drawn together.
   *
   * @param first number of the first, on which what is drawn depends
   * @param labels of their entities
   * @param starts when each begins
   * @param said encoded rows of the table of sequences, one each
   */
  private record Group(long first, int[] labels, double[] starts, float[] said) {
    int count() {
      return labels.length;
    }
  }

  /** Steps that are known, and so read instead of drawn. */
  @FunctionalInterface
  private interface Known {
    /** A step of all sequences of a group; null where it is to be drawn. */
    Table step(int t);
  }

  /** Some sequences one below the other. */
  private Table sequences(Attributes given, float[] said, int from, int count) {
    int own = parts.inputs().own();
    int[] labels = new int[count];
    Arrays.setAll(labels, i -> frame.label(given.first() + from + i));
    Group group =
        new Group(
            given.first() + from,
            labels,
            Arrays.copyOfRange(given.starts(), from, from + count),
            Arrays.copyOfRange(said, from * own, (from + count) * own));
    return below(walk(group, times, t -> null), count);
  }

  /** Of steps of sequences, one table each, the sequences one below the other. */
  private static Table below(List<Table> steps, int count) {
    int times = steps.size();
    int[] order = new int[count * times];
    Arrays.setAll(order, i -> i % times * count + i / times);
    return Table.concat(steps).select(order);
  }

  private List<Table> walk(Group group, int length, Known known) {
    int count = group.count();
    List<Table> before = new ArrayList<>(); // the last first
    List<Table> walked = new ArrayList<>();
    float[] last = new float[codes.variables().size() * (program == null ? 0 : program.batch())];
    if (program != null) {
      session.set(program.state(), new float[program.state().shape().size()]);
    }
    for (int t = 0; t < length; t++) {
      if (program != null) {
        run(group, t, before, last);
      }
      Table step = known.step(t);
      if (step == null) {
        step = decoded(last, count, t * STEP + group.first(), before);
      } else {
        encode(step, before, last);
      }
      walked.add(step);
      before.add(0, step);
      if (before.size() > codes.lags()) {
        before.remove(before.size() - 1);
      }
    }
    return walked;
  }

  /** Puts the codes of a known step in the place of those that were drawn. */
  private void encode(Table step, List<Table> before, float[] last) {
    List<Column> cells = known(before, step.rows());
    cells.addAll(step.columns());
    codes.encoder().encode(Table.of(cells), 0, step.rows(), last);
  }

  /** Draws the codes of a step in the place of those of the step before. */
  private void run(Group group, int t, List<Table> before, float[] last) {
    int batch = program.batch();
    float[] begin = new float[batch];
    Arrays.fill(begin, t == 0 ? 1 : 0);
    session.set(program.begin(), begin);
    session.set(program.codes(), last);
    if (program.numbers() != null) {
      int width = codes.numbers();
      float[] numbers = new float[batch * width];
      for (int i = 0; i < group.count() && t > 0; i++) {
        codes.numbers(before.get(0), i, numbers, i * width);
      }
      session.set(program.numbers(), numbers);
    }
    if (program.inputs() != null) {
      int width = parts.inputs().width();
      float[] inputs = new float[batch * width];
      float[] one = new float[width];
      for (int i = 0; i < group.count(); i++) {
        parts.inputs().of(group.said(), i, group.labels()[i], group.starts()[i], t, one);
        System.arraycopy(one, 0, inputs, i * width, width);
      }
      session.set(program.inputs(), inputs);
    }
    session.set(program.counter(), t * STEP + group.first());
    compiled.run();
    compiled.read(program.drawn(), last);
  }

  /** The next steps of sequences that are known, one sequence below the other. */
  Table after(SeriesHistory history, int steps) {
    Table attributes =
        parts.inputs().attributesOrNull() == null
            ? null
            : history.attributes(parts.inputs().attributesOrNull().schema(), steps);
    float[] said = parts.inputs().encoded(attributes);
    int batch = program == null ? history.count() : program.batch();
    Table[] drawn = new Table[history.count()];
    for (int from = 0; from < history.count(); ) {
      // Those that follow one another and are equally long go together.
      int to = from + 1;
      while (to < history.count()
          && to - from < batch
          && history.length(to) == history.length(from)) {
        to++;
      }
      Table below = after(history, said, from, to, steps);
      for (int s = from; s < to; s++) {
        drawn[s] = below.slice((s - from) * steps, (s - from + 1) * steps);
      }
      from = to;
    }
    Table learnt = drawn.length == 1 ? drawn[0] : Table.concat(List.of(drawn));
    Table identifiers =
        parts.identifiersOrNull() == null
            ? null
            : parts.identifiersOrNull().decode(new float[0], learnt.rows(), 0, seed);
    return RecurrentModel.ordered(parts.schema(), learnt, identifiers);
  }

  private Table after(SeriesHistory history, float[] said, int from, int to, int steps) {
    int own = parts.inputs().own();
    int[] which = IntStream.range(from, to).toArray();
    Group group =
        new Group(
            from,
            Arrays.stream(which).map(history::label).toArray(),
            Arrays.stream(which).mapToDouble(history::start).toArray(),
            Arrays.copyOfRange(said, from * own, to * own));
    int length = history.length(from);
    List<Table> walked =
        walk(
            group,
            length + steps,
            t -> t < length ? history.steps(codes.schemas(), which, t) : null);
    return below(walked.subList(length, length + steps), which.length);
  }

  /** Cells of a step, of which those of the steps before are known. */
  private Table decoded(float[] drawn, int count, long number, List<Table> before) {
    List<Column> known = known(before, count);
    for (ColumnSchema schema : codes.schemas()) {
      known.add(missing(schema.toBuilder().nullable(true).build(), count));
    }
    Table all = codes.encoder().decode(drawn, count, number, seed, Table.of(known));
    return all.selectColumns(codes.schemas().stream().map(ColumnSchema::name).toList());
  }

  /** The columns of the steps before; missing where there was none. */
  private List<Column> known(List<Table> before, int count) {
    List<Column> known = new ArrayList<>();
    List<ColumnSchema> schemas = codes.schemas();
    for (int k = codes.lags(); k > 0; k--) {
      for (int c = 0; c < schemas.size(); c++) {
        ColumnSchema schema = StepCodes.before(schemas.get(c), k);
        known.add(
            k <= before.size()
                ? before.get(k - 1).column(c).withSchema(schema)
                : missing(schema, count));
      }
    }
    return known;
  }

  private static Column missing(ColumnSchema schema, int count) {
    if (schema.type().isNumeric()) {
      double[] cells = new double[count];
      Arrays.fill(cells, Double.NaN);
      return NumericColumn.of(schema, cells);
    }
    int[] cells = new int[count];
    Arrays.fill(cells, CategoricalColumn.MISSING);
    return CategoricalColumn.of(schema, cells);
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
  }
}
