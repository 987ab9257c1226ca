package io.semblance.synth.autoregressive;

/** Streams of random numbers, among those that {@link io.semblance.synth.Streams} leaves here. */
final class AutoregressiveStreams {
  static final int START = 3_200;
  static final int DRAWS = 3_201;
  static final int DROPOUT = 3_210;

  private AutoregressiveStreams() {}
}
