package io.semblance.synth;

/**
 * Streams of random numbers of this project's models, so that no two uses of one seed share one.
 * Mixtures take 3,000 and following, circuits 3,100 and following, models that resample rows 4,000
 * and following, autoencoders 5,000 and following.
 */
public final class Streams {
  public static final int CRITIC_NOISE = 1;
  public static final int CRITIC_GUMBEL = 2;
  public static final int GENERATOR_NOISE = 3;
  public static final int GENERATOR_GUMBEL = 4;
  public static final int MIX = 5;
  public static final int SAMPLE_NOISE = 6;
  public static final int SAMPLE_GUMBEL = 7;
  public static final int SAMPLE_BLOCK = 8;
  public static final int SAMPLE_CATEGORY = 9;
  public static final int ORDER = 10;
  public static final int CLASS = 11;
  public static final int CLUSTERS = 12;

  /**
   * Of random numbers that the loss of a generator asks for; those of a critic take {@link #MIX}.
   */
  public static final int GENERATOR_LOSS = 13;

  /** Distance from the streams of generated rows to those of other rows of the same update. */
  public static final int FRESH = 100;

  /** Distance from the streams of categories to those of the noise of scalars of the same rows. */
  public static final int SCALARS = 500;

  /** First of the streams of further random numbers that losses ask for. */
  public static final int MORE_OF_LOSS = 200;

  /** First of the streams of dropout masks in the critic's step. */
  public static final int CRITIC_DROPOUT = 1_000;

  /** First of the streams of dropout masks in the generator's step. */
  public static final int GENERATOR_DROPOUT = 2_000;

  /** The latent normal numbers of a Gaussian copula. */
  public static final int COPULA = 2_500;

  /** The innovations of an autoregression. */
  public static final int AUTOREGRESSION = 2_600;

  private Streams() {}
}
