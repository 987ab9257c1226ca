package io.semblance.synth.cart;

/** Streams of random numbers, beside those of circuits. */
final class CartStreams {
  static final int DRAWS = 3_150;

  private CartStreams() {}
}
