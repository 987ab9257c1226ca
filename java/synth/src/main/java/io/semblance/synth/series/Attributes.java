package io.semblance.synth.series;

import io.semblance.data.Table;

/**
 * What is said once of each of some sequences with numbers that follow one another.
 *
 * @param first number of the first one
 * @param drawnOrNull static columns and, where they differ, start and length: one row a sequence;
 *     null where there is nothing of it
 * @param starts when each begins; NaN without a time
 * @param lengths steps of each
 */
public record Attributes(long first, Table drawnOrNull, double[] starts, int[] lengths) {
  /** How many sequences. */
  public int count() {
    return lengths.length;
  }
}
