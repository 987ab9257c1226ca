package io.semblance.synth.autoregressive;

/** Streams of random numbers, among those that {@link io.semblance.synth.Streams} leaves here. */
final class AutoregressiveStreams {
  static final int START = 3_200;
  static final int DRAWS = 3_201;
  static final int DROPOUT = 3_210;

  /** Of draws under a condition, and of the choice among them. */
  static final int TRIES = 3_220;

  static final int COMPLETIONS = 3_222;

  static final int CHOICE = 3_221;

  /** Of what follows on the columns that were asked of. */
  static final int CONTINUED = 3_223;

  private AutoregressiveStreams() {}
}
