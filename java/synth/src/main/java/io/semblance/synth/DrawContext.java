package io.semblance.synth;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Backends;

/**
 * What a model needs to know to draw rows.
 *
 * @param seed key of all random choices
 * @param rankProjection whether numbers go through the rank projection, where the model has one
 * @param backend what networks run on
 * @param batch rows that are likely to be drawn at once, so that the many models of a per-class
 *     model share the memory; does not change the rows
 * @param start when the first sequence begins; null for what a model of sequences has learnt
 * @param length steps of each sequence; 0 for what a model of sequences has learnt
 */
public record DrawContext(
    long seed, boolean rankProjection, Backend backend, int batch, String start, int length) {
  /** Rows of a batch: large enough for the products, small enough for the second-level cache. */
  public static final int BATCH = 512;

  /** Rows of the smallest batch that it pays to draw at once. */
  public static final int SMALLEST_BATCH = 64;

  /** For rows, or sequences as they were learnt. */
  public DrawContext(long seed, boolean rankProjection, Backend backend, int batch) {
    this(seed, rankProjection, backend, batch, null, 0);
  }

  /**
   * As options ask for it.
   *
   * @throws io.semblance.engine.EngineException if the backend that they name cannot run
   */
  public static DrawContext of(SampleOptions options) {
    return new DrawContext(
        options.seed(),
        options.rankProjection(),
        Backends.select(options.backend()),
        BATCH,
        options.start(),
        options.length());
  }

  /** The same draw with other random choices and another likely number of rows. */
  public DrawContext with(long otherSeed, int otherBatch) {
    return new DrawContext(otherSeed, rankProjection, backend, otherBatch, start, length);
  }
}
