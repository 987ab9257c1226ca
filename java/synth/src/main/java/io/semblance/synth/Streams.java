package io.semblance.synth;

/** Streams of random numbers, so that no two uses share one. */
final class Streams {
  static final int CRITIC_NOISE = 1;
  static final int CRITIC_GUMBEL = 2;
  static final int GENERATOR_NOISE = 3;
  static final int GENERATOR_GUMBEL = 4;
  static final int MIX = 5;
  static final int SAMPLE_NOISE = 6;
  static final int SAMPLE_GUMBEL = 7;
  static final int SAMPLE_BLOCK = 8;
  static final int SAMPLE_CATEGORY = 9;
  static final int ORDER = 10;
  static final int CLASS = 11;

  /** First of the streams of dropout masks in the critic's step. */
  static final int CRITIC_DROPOUT = 1_000;

  /** First of the streams of dropout masks in the generator's step. */
  static final int GENERATOR_DROPOUT = 2_000;

  private Streams() {}
}
