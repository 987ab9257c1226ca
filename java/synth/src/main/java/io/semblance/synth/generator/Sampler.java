package io.semblance.synth.generator;

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
import io.semblance.synth.DrawContext;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Streams;

/**
 * Draws rows from a generator in a session, batch by batch; row n depends on the seed and n alone.
 */
public final class Sampler {
  private final Session session;
  private final GeneratorNetwork generator;
  private final TableEncoder encoder;
  private final long seed;
  private final Counter counter = new Counter("sample.row");
  private final int batch;
  private Batch whole; // compiled when first needed, like the next one
  private Batch rest;

  /**
   * @param generator its weights are the session's
   * @param seed the session's seed, which the host's own choices use too
   * @param batch rows drawn at once; does not change them
   */
  public Sampler(
      Session session, GeneratorNetwork generator, TableEncoder encoder, long seed, int batch) {
    this.session = session;
    this.generator = generator;
    this.encoder = encoder;
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
      this.condition = condition(generator, size);
      this.conditionRows = new float[condition.shape().size()];
      this.out = draws(generator, condition, size, counter);
      this.program = session.compile(new Step().output(out));
      this.rows = new float[out.shape().size()];
    }

    float[] draw(long firstRow) {
      session.set(counter, firstRow);
      if (conditionRows.length > 0) {
        generator.conditioning().draw(seed, firstRow, size, conditionRows);
        session.set(condition, conditionRows);
      }
      program.run();
      program.read(out, rows);
      return rows;
    }
  }

  /** What {@code rows} rows are told; nothing for a generator without conditions. */
  private static Variable condition(GeneratorNetwork generator, int rows) {
    Conditioning conditioning = generator.conditioning();
    int width = conditioning == null ? 0 : conditioning.width();
    return Variable.zeros("sample.condition." + rows, Shape.of(rows, width));
  }

  private static Node draws(
      GeneratorNetwork generator, Variable condition, int rows, Counter counter) {
    Node given = condition.shape().size() == 0 ? null : condition.node();
    Node scores = generator.scores(rows, Streams.SAMPLE_NOISE, counter, given);
    return generator.draws(scores, Streams.SAMPLE_GUMBEL, counter, given);
  }

  /** The step that draws a whole batch. */
  static ModelStep step(GeneratorNetwork generator) {
    Variable condition = condition(generator, DrawContext.BATCH);
    Node out = draws(generator, condition, DrawContext.BATCH, new Counter("sample.row"));
    return new ModelStep("sampling", DrawContext.BATCH, new Step().output(out));
  }

  private Batch whole() {
    if (whole == null) {
      whole = new Batch(batch);
    }
    return whole;
  }

  private Batch rest() {
    if (rest == null) {
      rest = new Batch(DrawContext.SMALLEST_BATCH);
    }
    return rest;
  }

  /** Encoded rows of one batch from {@code firstRow} on, valid until the next call. */
  float[] encoded(long firstRow) {
    return whole().draw(firstRow);
  }

  /** {@code count} rows. */
  public Table rows(long firstRow, int count) {
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
