package io.semblance.data;

/** What the values of a column of numbers measure, and so which figures about them make sense. */
public enum Axis {
  /** Amounts: zero is "nothing", and sums and means make sense. */
  QUANTITY(true, false),
  /** Moments on a line without end: zero means nothing; steps and gaps do. */
  TIMELINE(false, true),
  /**
   * Places on a circle that comes round again, such as the hours of a day: nothing is the first.
   */
  CYCLE(false, false);

  private final boolean zero;
  private final boolean gaps;

  Axis(boolean zero, boolean gaps) {
    this.zero = zero;
    this.gaps = gaps;
  }

  /**
   * Whether zero means "nothing", so that shares of zeros, sums, means and skewness say something.
   */
  public boolean hasZero() {
    return zero;
  }

  /** Whether values are expected to follow each other in steps, so that a long one is a gap. */
  public boolean hasGaps() {
    return gaps;
  }
}
