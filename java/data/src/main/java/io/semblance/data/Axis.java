package io.semblance.data;

/** What the values of a column of numbers measure, and so which figures about them make sense. */
public enum Axis {
  /** Amounts: zero is "nothing", and sums and means make sense. */
  QUANTITY,
  /** Moments on a line without end: zero means nothing; steps and gaps do. */
  TIMELINE
}
