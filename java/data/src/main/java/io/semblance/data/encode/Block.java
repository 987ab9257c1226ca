package io.semblance.data.encode;

/**
 * A run of adjacent numbers in an encoded row that belong together.
 *
 * @param column the column that it encodes
 * @param kind what the numbers are
 * @param offset position of the first number in the row
 * @param width how many numbers: 1 for a scalar, the number of states for a softmax
 */
public record Block(String column, Kind kind, int offset, int width) {
  /** What the numbers of a block are. */
  public enum Kind {
    /** One number in [-1, 1]. */
    SCALAR,
    /** A one-hot vector: one 1, the rest 0. A model gives scores; the highest wins. */
    SOFTMAX
  }
}
