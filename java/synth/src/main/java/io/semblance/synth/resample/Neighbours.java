package io.semblance.synth.resample;

/**
 * The nearest reference points of some query points.
 *
 * @param each how many neighbours each query has
 * @param positions positions among the reference points: those of query i from {@code i * each} on,
 *     the nearest first
 * @param squared the squared distances, in the same places
 */
record Neighbours(int each, int[] positions, float[] squared) {}
