package io.semblance.synth;

import io.semblance.data.Table;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;

/**
 * Draws rows from a generator in a session, batch by batch; row n depends on the seed and n alone.
 */
final class Sampler {
  /** Rows of a batch: large enough for the products, small enough for the second-level cache. */
  static final int BATCH = 1024;

  private final Session session;
  private final TableEncoder encoder;
  private final Conditions conditions;
  private final long seed;
  private final Counter counter = new Counter("sample.row");
  private final Variable condition;
  private final float[] conditionRows;
  private final Node out;
  private final Program program;
  private final float[] rows;

  /**
   * @param conditions how conditional vectors are drawn, or null for a generator without
   * @param seed the session's seed, which the host's own choices use too
   */
  Sampler(
      Session session,
      GeneratorNetwork generator,
      TableEncoder encoder,
      Conditions conditions,
      long seed) {
    this.session = session;
    this.encoder = encoder;
    this.conditions = conditions;
    this.seed = seed;
    int conditionWidth = conditions == null ? 0 : generator.softmaxWidth();
    this.condition = Variable.zeros("sample.condition", Shape.of(BATCH, conditionWidth));
    this.conditionRows = new float[BATCH * conditionWidth];
    Node scores =
        generator.scores(
            BATCH, Streams.SAMPLE_NOISE, counter, conditions == null ? null : condition.node());
    this.out = generator.draws(scores, Streams.SAMPLE_GUMBEL, counter);
    this.program = session.compile(new Step().output(out));
    this.rows = new float[out.shape().size()];
  }

  /**
   * Encoded rows {@code firstRow} to {@code firstRow} + {@value #BATCH}, valid until the next call.
   */
  float[] encoded(long firstRow) {
    session.set(counter, firstRow);
    if (conditions != null) {
      conditions.draw(seed, firstRow, BATCH, conditionRows);
      session.set(condition, conditionRows);
    }
    program.run();
    program.read(out, rows);
    return rows;
  }

  /** {@code count} rows, at most {@value #BATCH}. */
  Table rows(long firstRow, int count) {
    return encoder.decode(encoded(firstRow), count, firstRow, seed);
  }
}
