package io.semblance.synth.mixture;

/** Streams of random numbers of mixtures, from the 3,000 that {@code Streams} leaves to them. */
final class MixtureStreams {
  static final int COMPONENT = 3_000;
  static final int NUMBERS = 3_001;
  static final int STATES = 3_002;
  static final int FILLED_COMPONENT = 3_004; // 3,003 is MixedRows' own
  static final int FILLED_NUMBERS = 3_005;
  static final int FILLED_STATES = 3_006;

  private MixtureStreams() {}
}
