package io.semblance.synth.recurrent;

/** Streams of random numbers, beside those of the autoregressive networks of rows. */
final class RecurrentStreams {
  static final int DRAWS = 3_250;

  private RecurrentStreams() {}
}
