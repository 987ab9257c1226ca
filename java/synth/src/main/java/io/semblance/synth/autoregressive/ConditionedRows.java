package io.semblance.synth.autoregressive;

import io.semblance.data.Table;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.Conditional;
import io.semblance.synth.DrawContext;
import io.semblance.synth.ModelView;
import io.semblance.synth.RowSource;

/**
 * Networks under a condition, by sampling-importance-resampling (Rubin 1987): for each row some are
 * tried as far as the last column that is asked of, each variable drawn among the states that are
 * allowed; one of them is taken by the probability that its variables had of being allowed, and
 * goes on to the end. Every row satisfies the condition. Where only the first columns are asked of,
 * one try is exact; else the more tries the better, and how many are made is decided by how unequal
 * their probabilities are.
 */
final class ConditionedRows extends ModelView {
  /** Rows by which the tries are decided. */
  private static final int PILOT = 8 * DrawContext.BATCH;

  private static final int EACH = 8;
  private static final int MOST_TRIES = 128;

  /**
   * More are made where columns that are asked of are among the first, so that they cost little.
   */
  private static final int CHEAP = 4;

  private final AutoregressiveModel model;
  private final TokenEncoder.Given given;
  private final int tries;

  private ConditionedRows(AutoregressiveModel model, TokenEncoder.Given given, int tries) {
    super(model);
    this.model = model;
    this.given = given;
    this.tries = tries;
  }

  static Conditional.Given of(AutoregressiveModel model, TokenEncoder.Given given) {
    DrawContext context = new DrawContext(0, false, Backends.select(null), DrawContext.BATCH);
    double sum = 0;
    double squares = 0;
    try (Tries source = new Tries(model, given, context, asked(given))) {
      for (int from = 0; from < PILOT; from += DrawContext.BATCH) {
        source.run(from);
        for (float log : source.logs) {
          sum += Math.exp(log) / PILOT;
          squares += Math.exp(2.0 * log) / PILOT;
        }
      }
    }
    double unequal = sum > 0 ? squares / (sum * sum) - 1 : MOST_TRIES;
    int cheap = asked(given) * CHEAP <= given.encoder().width() ? CHEAP : 1;
    int tries = 1;
    while (unequal > 1e-6 && tries < Math.min(MOST_TRIES * cheap, EACH * cheap * (1 + unequal))) {
      tries *= 2;
    }
    return new Conditional.Given(new ConditionedRows(model, given, tries), sum);
  }

  /** Variables up to the last one that is asked of. */
  private static int asked(TokenEncoder.Given given) {
    int last = 0;
    for (int v = 0; v < given.weights().size(); v++) {
      last = given.weights().get(v) == null ? last : v;
    }
    return last + 1;
  }

  /** A batch of tries, as far as a number of variables. */
  private static final class Tries implements AutoCloseable {
    private final Session session;
    private final Counter counter = new Counter("try");
    private final int variables;
    private final ColumnNetworks.Drawn drawn;
    private final Program program;
    private final float[] codes;
    private final float[] logs = new float[DrawContext.BATCH];

    /** The beginnings of rows, and the program that goes on from them; null if nothing is left. */
    private final Variable begun;

    private final Counter row = new Counter("row");
    private final ColumnNetworks.Drawn whole;
    private final Program rest;

    Tries(AutoregressiveModel model, TokenEncoder.Given given, DrawContext context, int variables) {
      this.session = model.session(context);
      this.variables = variables;
      int batch = DrawContext.BATCH;
      int width = given.encoder().width();
      ColumnNetworks networks = model.networks(session);
      this.drawn =
          networks.draw(
              batch,
              counter,
              AutoregressiveStreams.TRIES,
              null,
              given.weights(),
              null,
              new ColumnNetworks.Span(0, variables));
      Step step = new Step().output(drawn.codes());
      if (drawn.logs() != null) {
        step.output(drawn.logs());
      }
      this.program = session.compile(step);
      this.codes = new float[drawn.codes().shape().size()];
      if (variables == width) {
        this.begun = null;
        this.whole = null;
        this.rest = null;
        return;
      }
      this.begun = Variable.zeros("begun", Shape.of(batch, variables));
      this.whole =
          networks.draw(
              batch,
              row,
              AutoregressiveStreams.CONTINUED,
              null,
              null,
              Ops.transpose(begun.node()),
              new ColumnNetworks.Span(variables, width));
      this.rest = session.compile(new Step().output(whole.codes()));
    }

    void run(long first) {
      session.set(counter, first);
      program.run();
      program.read(drawn.codes(), codes);
      if (drawn.logs() != null) {
        program.read(drawn.logs(), logs);
      }
    }

    /** Whole rows from their beginnings, [batch, variables]. */
    float[] whole(float[] beginnings, long firstRow) {
      if (rest == null) {
        return beginnings;
      }
      session.set(begun, beginnings);
      session.set(row, firstRow);
      rest.run();
      float[] read = new float[whole.codes().shape().size()];
      rest.read(whole.codes(), read);
      return read;
    }

    @Override
    public void close() {
      session.close();
    }
  }

  @Override
  public RowSource open(DrawContext context) {
    int variables = tries == 1 ? given.encoder().width() : asked(given);
    Tries source = new Tries(model, given, context, variables);
    return new RowSource() {
      @Override
      public Table draw(long firstRow, int count) {
        return rows(source, context.seed(), firstRow, count);
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }

  private Table rows(Tries source, long seed, long firstRow, int count) {
    int width = given.encoder().width();
    int batch = DrawContext.BATCH;
    float[] codes = new float[Math.multiplyExact(count, width)];
    for (int done = 0; done < count; done += batch) {
      int some = Math.min(batch, count - done);
      float[] begun = begun(source, seed, firstRow + done, some);
      System.arraycopy(source.whole(begun, firstRow + done), 0, codes, done * width, some * width);
    }
    return model.inOrder(given.encoder().decode(codes, count, firstRow, seed));
  }

  /** For each of some rows the try that is taken, as far as it goes. */
  private float[] begun(Tries source, long seed, long firstRow, int count) {
    int each = DrawContext.BATCH / tries;
    float[] begun = new float[DrawContext.BATCH * source.variables];
    for (int from = 0; from < count; from += each) {
      source.run((firstRow + from) * tries);
      for (int r = 0; r < Math.min(each, count - from); r++) {
        int taken = Resampling.taken(source.logs, r * tries, tries, seed, firstRow + from + r);
        System.arraycopy(
            source.codes,
            taken * source.variables,
            begun,
            (from + r) * source.variables,
            source.variables);
      }
    }
    return begun;
  }
}
