package io.semblance.synth.autoregressive;

import io.semblance.data.Table;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.random.Philox;
import io.semblance.synth.Conditional;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Model;
import io.semblance.synth.ModelView;
import io.semblance.synth.RowSource;
import io.semblance.synth.SynthesisException;

/**
 * Networks under a condition, by weighted rejection: beginnings of rows are tried as far as the
 * last column that is asked of, each variable drawn among the states that are allowed and by a
 * {@link Tilt} towards what is asked of later ones. A try is taken with the probability of its
 * weight over a bound (von Neumann 1951), and goes on to the end. So every row satisfies the
 * condition, and rows are those of the model under it but for the little weight above the bound
 * ({@link Pilot}).
 */
final class ConditionedRows extends ModelView {
  /** Tries by which a tilt is made better, and those by which the bound is set at the end. */
  private static final int PILOT = 8 * DrawContext.BATCH;

  private static final int LAST_PILOT = 4 * PILOT;

  /** How often a tilt is made better, and the share of tries taken that is enough. */
  private static final int ROUNDS = 12;

  /** Of these so many after what is asked for has been come near to. */
  private static final int LAST_ROUNDS = 4;

  private static final double ENOUGH = .8;

  /** Powers of a tilt that are tried, too. */
  private static final double[] MILDER = {.75, .5};

  /** Batches of tries of a block of rows, at most; numbers of tries are made of them. */
  private static final int MOST_RUNS = 1 << 12;

  private final AutoregressiveModel model;
  private final TokenEncoder.Given given;
  private final Tilt tilt;
  private final double logBound;

  /** Batches of tries of a block after which any try is taken, by weight. */
  private final int patience;

  private ConditionedRows(
      AutoregressiveModel model, TokenEncoder.Given given, Tilt tilt, Pilot pilot) {
    super(model);
    this.model = model;
    this.given = given;
    this.tilt = tilt;
    this.logBound = pilot.logBound();
    this.patience = (int) Math.min(MOST_RUNS, 16 + 8 / pilot.taken());
  }

  static Conditional.Given of(AutoregressiveModel model, TokenEncoder.Given given) {
    Tilt tilt = bestTilt(model, given);
    Pilot last = pilot(model, given, tilt, LAST_PILOT, ROUNDS + 1);
    return new Conditional.Given(new ConditionedRows(model, given, tilt, last), last.probability());
  }

  /**
   * The one of which most tries are taken: of some ever stronger ones and milder forms of those.
   */
  private static Tilt bestTilt(AutoregressiveModel model, TokenEncoder.Given given) {
    Tilt tilt = Tilt.none(Tries.asked(given));
    Pilot pilot = pilot(model, given, tilt, PILOT, 0);
    Tilt best = tilt;
    double taken = pilot.taken();
    int near = 0;
    for (int round = 1; round < ROUNDS && near < LAST_ROUNDS && taken < ENOUGH; round++) {
      Pilot.Tempered tempered = pilot.tempered();
      near += tempered.power() == 1 ? 1 : 0;
      tilt = tilt.after(given.encoder().variables(), pilot, tempered);
      pilot = pilot(model, given, tilt, PILOT, round);
      if (pilot.taken() > taken) {
        best = tilt;
        taken = pilot.taken();
      }
    }
    Tilt strongest = tilt;
    for (double exponent : MILDER) {
      Tilt milder = strongest.power(exponent);
      double share = taken < ENOUGH ? pilot(model, given, milder, PILOT, ROUNDS).taken() : 0;
      if (share > taken) {
        best = milder;
        taken = share;
      }
    }
    return best;
  }

  private static Pilot pilot(
      AutoregressiveModel model, TokenEncoder.Given given, Tilt tilt, int count, int round) {
    DrawContext context = new DrawContext(0, false, Backends.select(null), DrawContext.BATCH);
    try (Tries tries = new Tries(model, given, tilt, context, false)) {
      float[] codes = new float[count * tries.width()];
      double[] logs = new double[count];
      for (int from = 0; from < count; from += DrawContext.BATCH) {
        tries.run((long) round * LAST_PILOT + from);
        System.arraycopy(tries.codes(), 0, codes, from * tries.width(), tries.codes().length);
        for (int t = 0; t < DrawContext.BATCH; t++) {
          logs[from + t] = tries.logs()[t];
        }
      }
      return new Pilot(codes, logs);
    }
  }

  @Override
  public Model tempered(double temperature) {
    throw new SynthesisException("Ask for the temperature first, then for the condition");
  }

  @Override
  public RowSource open(DrawContext context) {
    Tries tries = new Tries(model, given, tilt, context, true);
    Block block = new Block(tries, context.seed());
    return new RowSource() {
      @Override
      public Table draw(long firstRow, int count) {
        return rows(block, context.seed(), firstRow, count);
      }

      @Override
      public void close() {
        tries.close();
      }
    };
  }

  private Table rows(Block block, long seed, long firstRow, int count) {
    int width = given.encoder().width();
    float[] codes = new float[Math.multiplyExact(count, width)];
    int done = 0;
    while (done < count) {
      long row = firstRow + done;
      int place = (int) (row % DrawContext.BATCH);
      int some = Math.min(DrawContext.BATCH - place, count - done);
      block.fill(row / DrawContext.BATCH, place + some);
      float[] whole = block.whole();
      System.arraycopy(whole, place * width, codes, done * width, some * width);
      done += some;
    }
    return model.inOrder(given.encoder().decode(codes, count, firstRow, seed));
  }

  /** Beginnings of rows whose numbers differ in the last digits alone, so that they share tries. */
  private final class Block {
    private final Tries tries;
    private final long seed;
    private final float[] begun;
    private final int[] words = new int[4];
    private long number = -1;
    private int filled;
    private int runs;

    Block(Tries tries, long seed) {
      this.tries = tries;
      this.seed = seed;
      this.begun = new float[DrawContext.BATCH * tries.width()];
    }

    /** Goes on until as many rows of a block as are needed have begun. */
    void fill(long block, int needed) {
      if (block != number) {
        number = block;
        filled = 0;
        runs = 0;
      }
      while (filled < needed) {
        long first = (block * MOST_RUNS + runs++) * DrawContext.BATCH;
        tries.run(first);
        for (int t = 0; t < DrawContext.BATCH && filled < DrawContext.BATCH; t++) {
          Philox.block(seed, AutoregressiveStreams.CHOICE, first + t, 0, words, 0);
          if (Math.log(Philox.uniform(words[0])) + logBound < tries.logs()[t]) {
            take(t);
          }
        }
        while (runs == patience && filled < DrawContext.BATCH) {
          long row = block * DrawContext.BATCH + filled;
          take(Resampling.taken(tries.logs(), 0, DrawContext.BATCH, seed, row));
        }
      }
    }

    private void take(int place) {
      int width = tries.width();
      System.arraycopy(tries.codes(), place * width, begun, filled++ * width, width);
    }

    float[] whole() {
      return tries.whole(begun, number * DrawContext.BATCH);
    }
  }
}
