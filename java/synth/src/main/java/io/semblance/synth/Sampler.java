package io.semblance.synth;

import io.semblance.data.Table;
import io.semblance.data.encode.RowDecoder;
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
  static final int BATCH = 512;

  /** Rows of the batches that the last few rows are drawn in, so that hardly any are wasted. */
  static final int SMALLEST_BATCH = 64;

  private final Session session;
  private final GeneratorNetwork generator;
  private final TableEncoder encoder;
  private final Conditions conditions;
  private final long seed;
  private final Counter counter = new Counter("sample.row");
  private final int batch;
  private Batch whole; // compiled when first needed, like the next one
  private Batch rest;

  /**
   * @param conditions how conditional vectors are drawn, or null for a generator without
   * @param seed the session's seed, which the host's own choices use too
   * @param batch rows drawn at once; does not change them
   */
  Sampler(
      Session session,
      GeneratorNetwork generator,
      TableEncoder encoder,
      Conditions conditions,
      long seed,
      int batch) {
    this.session = session;
    this.generator = generator;
    this.encoder = encoder;
    this.conditions = conditions;
    this.seed = seed;
    this.batch = batch;
  }

  /** A program for a number of rows. */
  private final class Batch {
    private final int size;
    private final Variable condition;
    private final float[] conditionRows;
    private final Node out;
    private final Program program;
    private final float[] rows;

    Batch(int size) {
      this.size = size;
      int conditionWidth = conditions == null ? 0 : generator.softmaxWidth();
      this.condition = Variable.zeros("sample.condition", Shape.of(size, conditionWidth));
      this.conditionRows = new float[size * conditionWidth];
      Node scores =
          generator.scores(
              size, Streams.SAMPLE_NOISE, counter, conditions == null ? null : condition.node());
      this.out = generator.draws(scores, Streams.SAMPLE_GUMBEL, counter);
      this.program = session.compile(new Step().output(out));
      this.rows = new float[out.shape().size()];
    }

    float[] draw(long firstRow) {
      session.set(counter, firstRow);
      if (conditions != null) {
        conditions.draw(seed, firstRow, size, conditionRows);
        session.set(condition, conditionRows);
      }
      program.run();
      program.read(out, rows);
      return rows;
    }
  }

  private Batch whole() {
    if (whole == null) {
      whole = new Batch(batch);
    }
    return whole;
  }

  private Batch rest() {
    if (rest == null) {
      rest = new Batch(SMALLEST_BATCH);
    }
    return rest;
  }

  /** Encoded rows of one batch from {@code firstRow} on, valid until the next call. */
  float[] encoded(long firstRow) {
    return whole().draw(firstRow);
  }

  /** {@code count} rows. */
  Table rows(long firstRow, int count) {
    RowDecoder decoder = encoder.decoder(count, firstRow, seed);
    for (int done = 0; done < count; ) {
      int left = count - done;
      Batch next = left > batch / 2 ? whole() : rest();
      int taken = Math.min(left, next.size);
      decoder.add(next.draw(firstRow + done), taken);
      done += taken;
    }
    return decoder.table();
  }
}
