package io.semblance.synth.autoregressive;

import io.semblance.data.Table;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Step;
import io.semblance.synth.Conditional;
import io.semblance.synth.DrawContext;
import io.semblance.synth.ModelView;
import io.semblance.synth.RowSource;

/**
 * Networks under a condition, by sampling-importance-resampling (Rubin 1987): for each row some are
 * tried, each variable drawn among the states that are allowed; one of them is taken by the
 * probability that its variables had of being allowed. Every row satisfies the condition. Where
 * only the first columns are asked of, one try is exact; else the more tries the better, and how
 * many are made is decided by how unequal their probabilities are.
 */
final class ConditionedRows extends ModelView {
  /** Rows by which the tries are decided. */
  private static final int PILOT = 8 * DrawContext.BATCH;

  private static final int EACH = 8;
  private static final int MOST_TRIES = 128;

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
    try (Tries source = new Tries(model, given, context)) {
      for (int from = 0; from < PILOT; from += DrawContext.BATCH) {
        source.run(from);
        for (float log : source.logs) {
          sum += Math.exp(log) / PILOT;
          squares += Math.exp(2.0 * log) / PILOT;
        }
      }
    }
    double unequal = sum > 0 ? squares / (sum * sum) - 1 : MOST_TRIES;
    int tries = 1;
    while (unequal > 1e-6 && tries < Math.min(MOST_TRIES, EACH * (1 + unequal))) {
      tries *= 2;
    }
    return new Conditional.Given(new ConditionedRows(model, given, tries), sum);
  }

  /** A batch of tries. */
  private static final class Tries implements AutoCloseable {
    private final Session session;
    private final Counter counter = new Counter("try");
    private final ColumnNetworks.Drawn drawn;
    private final Program program;
    private final float[] codes;
    private final float[] logs = new float[DrawContext.BATCH];

    Tries(AutoregressiveModel model, TokenEncoder.Given given, DrawContext context) {
      this.session = model.session(context);
      ColumnNetworks networks = model.networks(session);
      this.drawn =
          networks.draw(
              DrawContext.BATCH, counter, AutoregressiveStreams.TRIES, null, given.weights(), null);
      Step step = new Step().output(drawn.codes());
      if (drawn.logs() != null) {
        step.output(drawn.logs());
      }
      this.program = session.compile(step);
      this.codes = new float[drawn.codes().shape().size()];
    }

    void run(long first) {
      session.set(counter, first);
      program.run();
      program.read(drawn.codes(), codes);
      if (drawn.logs() != null) {
        program.read(drawn.logs(), logs);
      }
    }

    @Override
    public void close() {
      session.close();
    }
  }

  @Override
  public RowSource open(DrawContext context) {
    Tries source = new Tries(model, given, context);
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
    int each = DrawContext.BATCH / tries;
    float[] codes = new float[Math.multiplyExact(count, width)];
    for (int done = 0; done < count; done += each) {
      source.run((firstRow + done) * tries);
      for (int r = 0; r < Math.min(each, count - done); r++) {
        int taken = Resampling.taken(source.logs, r * tries, tries, seed, firstRow + done + r);
        System.arraycopy(source.codes, taken * width, codes, (done + r) * width, width);
      }
    }
    return given.encoder().decode(codes, count, firstRow, seed);
  }
}
