package io.semblance.synth.mixed;

/** Draws what mixed rows lack given what they have. For one thread at a time. */
public interface RowFiller {
  /** The state of a category that is to be drawn. */
  int HOLE = -1;

  /**
   * Fills the holes of a row.
   *
   * @param row its absolute number, on which the draw depends
   * @param states of its categories; {@link #HOLE} where they are to be drawn, and are after
   * @param scores of its numbers; NaN where they are not known, drawn after for those that speak
   */
  void fill(long seed, long row, int[] states, double[] scores);
}
