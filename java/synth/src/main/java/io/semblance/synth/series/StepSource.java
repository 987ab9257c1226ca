package io.semblance.synth.series;

import io.semblance.data.Table;

/** Draws the steps of sequences by their absolute numbers. Used by one thread at a time. */
public interface StepSource extends AutoCloseable {
  /**
   * Sequences.
   *
   * @param attributes their labels, starts and lengths; a source that draws those itself returns
   *     others
   */
  Drawn draw(Attributes attributes);

  @Override
  void close();

  /**
   * What was drawn.
   *
   * @param attributes of the sequences
   * @param steps as many rows for each sequence as the source was opened for, of which the
   *     sequence's length counts
   */
  record Drawn(Attributes attributes, Table steps) {}
}
