package io.semblance.synth.adversarial;

import io.semblance.synth.Streams;

/** Streams of random numbers of the two updates, so that no two uses share one. */
enum GameStreams {
  CRITIC(Streams.CRITIC_NOISE, Streams.CRITIC_GUMBEL, Streams.MIX),
  GENERATOR(Streams.GENERATOR_NOISE, Streams.GENERATOR_GUMBEL, Streams.GENERATOR_LOSS);

  /** Streams of fresh fakes lie this far from those of the fakes. */
  private static final int FRESH = Streams.FRESH;

  final int noise;
  final int gumbel;
  private final int loss;

  GameStreams(int noise, int gumbel, int loss) {
    this.noise = noise;
    this.gumbel = gumbel;
    this.loss = loss;
  }

  int freshNoise() {
    return FRESH + noise;
  }

  int freshGumbel() {
    return FRESH + gumbel;
  }

  /** The stream of the n-th random numbers that a loss asks for, from 0. */
  int loss(int n) {
    return n == 0 ? loss : Streams.MORE_OF_LOSS + 100 * ordinal() + n;
  }
}
