package io.semblance.synth.resample;

/** Streams of random numbers of models that resample rows, from the 4,000 left to them. */
final class ResampleStreams {
  /** Choices of drawn rows: block 0 for class and base, 1 for the neighbour, 2 + c for column c. */
  static final int ROW = 4000;

  /** Order of the rows of a class in the pool. */
  static final int ORDER = 4001;

  /** Rows of the whole table among which densities are measured. */
  static final int DENSITY = 4002;

  private ResampleStreams() {}
}
