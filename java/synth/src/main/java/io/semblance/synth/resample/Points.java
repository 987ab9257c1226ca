package io.semblance.synth.resample;

import java.util.Arrays;

/**
 * Rows as points of a {@link FeatureSpace}, column by column. Numbers that may be missing have a
 * presence of 1 or 0 besides the coordinate; where it is 0 the coordinate is 0 too.
 *
 * @param rows where each point stands in the table; a point is never its own neighbour
 * @param numbers coordinates of numbers without gaps, by column and point
 * @param gappy coordinates of numbers with gaps, by column and point
 * @param present 1 or 0 for each coordinate in {@code gappy}
 * @param flags codes of labels with two states, one apart; whether a number is missing is such one
 * @param labels codes of other labels, whole numbers below 2^24, which a float holds exactly
 */
record Points(
    int[] rows,
    float[][] numbers,
    float[][] gappy,
    float[][] present,
    float[][] flags,
    float[][] labels) {
  int size() {
    return rows.length;
  }

  /** The points from {@code from} to before {@code to}, copied. */
  Points slice(int from, int to) {
    return new Points(
        Arrays.copyOfRange(rows, from, to),
        slices(numbers, from, to),
        slices(gappy, from, to),
        slices(present, from, to),
        slices(flags, from, to),
        slices(labels, from, to));
  }

  private static float[][] slices(float[][] columns, int from, int to) {
    return Arrays.stream(columns)
        .map(column -> Arrays.copyOfRange(column, from, to))
        .toArray(float[][]::new);
  }
}
