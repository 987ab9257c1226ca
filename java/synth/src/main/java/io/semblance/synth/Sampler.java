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
      this.condition = condition(generator, conditions, size);
      this.conditionRows = new float[condition.shape().size()];
      this.out = draws(generator, condition, size, counter);
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

  /** Conditional vectors of {@code rows} rows; none of a generator without. */
  private static Variable condition(GeneratorNetwork generator, Conditions conditions, int rows) {
    int width = conditions == null ? 0 : generator.softmaxWidth();
    return Variable.zeros("sample.condition", Shape.of(rows, width));
  }

  private static Node draws(
      GeneratorNetwork generator, Variable condition, int rows, Counter counter) {
    Node given = condition.shape().size() == 0 ? null : condition.node();
    Node scores = generator.scores(rows, Streams.SAMPLE_NOISE, counter, given);
    return generator.draws(scores, Streams.SAMPLE_GUMBEL, counter);
  }

  /** The step that draws a whole batch. */
  static ModelStep step(GeneratorNetwork generator, Conditions conditions) {
    Variable condition = condition(generator, conditions, BATCH);
    Node out = draws(generator, condition, BATCH, new Counter("sample.row"));
    return new ModelStep("sampling", BATCH, new Step().output(out));
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
