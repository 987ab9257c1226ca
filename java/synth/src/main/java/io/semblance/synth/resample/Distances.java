package io.semblance.synth.resample;

import java.util.Arrays;

/**
 * The loops over columns of {@link NeighbourSearch}. Each reads one column from its first number
 * on, without a branch or a comparison: such loops become vector code on every supported JDK. Those
 * that begin somewhere in a column, or take several columns to write the sums less often, do not,
 * and are ten times slower.
 */
final class Distances {
  private Distances() {}

  /**
   * The squared distances of one query from all points of a tile.
   *
   * @param labelCost what a label that differs adds
   * @param squared receives the distances
   * @param differing for the number of labels that differ
   */
  static void squared(
      Points queries, int query, Points tile, float labelCost, float[] squared, float[] differing) {
    Arrays.fill(squared, 0);
    for (int n = 0; n < tile.numbers().length; n++) {
      number(queries.numbers()[n][query], tile.numbers()[n], squared);
    }
    for (int g = 0; g < tile.gappy().length; g++) {
      if (queries.present()[g][query] != 0) {
        gappy(queries.gappy()[g][query], tile.gappy()[g], tile.present()[g], squared);
      }
    }
    Arrays.fill(differing, 0);
    for (int f = 0; f < tile.flags().length; f++) {
      number(queries.flags()[f][query], tile.flags()[f], differing); // the square of 1 is 1
    }
    for (int l = 0; l < tile.labels().length; l++) {
      label(queries.labels()[l][query], tile.labels()[l], differing);
    }
    add(labelCost, differing, squared);
  }

  private static void number(float a, float[] as, float[] sums) {
    for (int i = 0; i < as.length; i++) {
      float d = a - as[i];
      sums[i] += d * d;
    }
  }

  private static void gappy(float a, float[] as, float[] present, float[] sums) {
    for (int i = 0; i < as.length; i++) {
      float d = (a - as[i]) * present[i];
      sums[i] += d * d;
    }
  }

  private static void label(float a, float[] as, float[] differing) {
    for (int i = 0; i < as.length; i++) {
      differing[i] += Math.min(Math.abs(a - as[i]), 1f);
    }
  }

  private static void add(float labelCost, float[] differing, float[] squared) {
    for (int i = 0; i < squared.length; i++) {
      squared[i] += labelCost * differing[i];
    }
  }
}
