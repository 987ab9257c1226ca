package io.semblance.synth.circuit;

/** Streams of random numbers of circuits, from the 3,100 that {@code Streams} leaves to them. */
final class CircuitStreams {
  static final int HIDDEN = 3_100;
  static final int TOKENS = 3_101;
  static final int NUMBERS = 3_102;
  static final int START = 3_103;
  static final int FILLED_HIDDEN = 3_104;
  static final int FILLED_TOKENS = 3_105;
  static final int FILLED_NUMBERS = 3_106;

  private CircuitStreams() {}
}
