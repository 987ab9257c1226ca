package io.semblance.synth.series;

import io.semblance.data.encode.Layout;

/**
 * Sequences as the numbers that networks read, one row a sequence: its steps one after the other,
 * then, where lengths differ, a 1 for each step that there is and a 0 for the rest, then what the
 * sequence is conditioned on.
 *
 * @param layout where the columns lie in a step
 * @param times steps of the longest sequence
 * @param ragged whether lengths differ, and so masks are there
 * @param attributeLayoutOrNull where the columns lie in a row of the table of sequences, which are
 *     the first of the conditions; null if there is no such table
 * @param conditions numbers that are said once of a sequence
 * @param rows {@code count * width()} numbers
 * @param count how many sequences
 */
public record EncodedSequences(
    Layout layout,
    int times,
    boolean ragged,
    Layout attributeLayoutOrNull,
    int conditions,
    float[] rows,
    int count) {

  /** Numbers of a row of the table of sequences, the first of the conditions. */
  public int attributes() {
    return attributeLayoutOrNull == null ? 0 : attributeLayoutOrNull.width();
  }

  /** Numbers of a sequence. */
  public int width() {
    return times * layout.width() + (ragged ? times : 0) + conditions;
  }
}
