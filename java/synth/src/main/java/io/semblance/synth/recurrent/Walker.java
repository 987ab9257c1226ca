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
import io.semblance.synth.series.StepSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

  /** Some sequences one below the other. */
  private Table sequences(Attributes given, float[] said, int from, int count) {
    long first = given.first() + from;
    List<Table> before = new ArrayList<>(); // the last first
    List<Table> drawn = new ArrayList<>();
    float[] last = new float[codes.variables().size() * (program == null ? 0 : program.batch())];
    if (program != null) {
      session.set(program.state(), new float[program.state().shape().size()]);
    }
    for (int t = 0; t < times; t++) {
      if (program != null) {
        run(given, said, from, count, t, before, last);
      }
      Table step = decoded(last, count, t * STEP + first, before);
      drawn.add(step);
      before.add(0, step);
      if (before.size() > codes.lags()) {
        before.remove(before.size() - 1);
      }
    }
    int[] order = new int[count * times];
    Arrays.setAll(order, i -> i % times * count + i / times);
    return Table.concat(drawn).select(order);
  }

  /** Draws the codes of a step in the place of those of the step before. */
  private void run(
      Attributes given,
      float[] said,
      int from,
      int count,
      int t,
      List<Table> before,
      float[] last) {
    int batch = program.batch();
    float[] begin = new float[batch];
    Arrays.fill(begin, t == 0 ? 1 : 0);
    session.set(program.begin(), begin);
    session.set(program.codes(), last);
    if (program.numbers() != null) {
      int width = codes.numbers();
      float[] numbers = new float[batch * width];
      for (int i = 0; i < count && t > 0; i++) {
        codes.numbers(before.get(0), i, numbers, i * width);
      }
      session.set(program.numbers(), numbers);
    }
    if (program.inputs() != null) {
      int width = parts.inputs().width();
      float[] inputs = new float[batch * width];
      float[] one = new float[width];
      for (int i = 0; i < count; i++) {
        int label = frame.label(given.first() + from + i);
        parts.inputs().of(said, from + i, label, given.starts()[from + i], t, one);
        System.arraycopy(one, 0, inputs, i * width, width);
      }
      session.set(program.inputs(), inputs);
    }
    session.set(program.counter(), t * STEP + given.first() + from);
    compiled.run();
    compiled.read(program.drawn(), last);
  }

  /** Cells of a step, of which those of the steps before are known. */
  private Table decoded(float[] drawn, int count, long number, List<Table> before) {
    List<Column> known = new ArrayList<>();
    int[] none = new int[count];
    Arrays.fill(none, -1);
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
    for (ColumnSchema schema : schemas) {
      known.add(missing(schema.toBuilder().nullable(true).build(), count));
    }
    Table all = codes.encoder().decode(drawn, count, number, seed, Table.of(known));
    return all.selectColumns(schemas.stream().map(ColumnSchema::name).toList());
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
