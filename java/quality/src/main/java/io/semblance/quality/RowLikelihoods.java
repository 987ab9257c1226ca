package io.semblance.quality;

/**
 * How likely a model finds real rows, as whoever holds its file could ask: the natural logarithm
 * for each row.
 *
 * @param training rows that it was fitted to, or some of them
 * @param heldOut rows that it has not seen
 */
public record RowLikelihoods(double[] training, double[] heldOut) {
  public RowLikelihoods {
    if (training.length == 0 || heldOut.length == 0) {
      throw new IllegalArgumentException("no rows to compare");
    }
    training = training.clone();
    heldOut = heldOut.clone();
  }
}
