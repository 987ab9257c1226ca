package io.semblance.synth.generator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.semblance.engine.nn.Activation;
import java.util.List;

/**
 * The shape of a generator network: what must be known to build it again from a file.
 *
 * @param noise numbers of noise per row
 * @param widths hidden widths
 * @param activation label of the hidden activation
 * @param layerNorm whether hidden layers are normalised
 * @param heads how softmax blocks are drawn
 * @param temperature of the Gumbel-softmax
 * @param conditional whether a condition is appended to the noise
 * @param scalarNoise whether scalars are drawn from normal distributions whose deviations are
 *     weights of the network (a decoder's), rather than given by the noise alone (a GAN's); false
 *     in files that do not tell
 */
public record GeneratorSpec(
    int noise,
    List<Integer> widths,
    String activation,
    boolean layerNorm,
    Heads heads,
    double temperature,
    boolean conditional,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean scalarNoise) {
  private static final int MOST_LAYERS = 64;
  private static final int MOST_WIDTH = 1 << 16;

  /**
   * A shape.
   *
   * @throws IllegalArgumentException when a number is out of its range: there are at most {@value
   *     MOST_LAYERS} layers of at most {@value MOST_WIDTH}
   */
  public GeneratorSpec {
    widths = List.copyOf(widths);
    Activation.of(activation);
    if (noise < 1
        || noise > 1 << 16
        || !(temperature > 0)
        || widths.size() > MOST_LAYERS
        || widths.stream().anyMatch(w -> w < 1 || w > MOST_WIDTH)) {
      throw new IllegalArgumentException(
          "a generator of noise "
              + noise
              + ", widths "
              + (widths.size() > MOST_LAYERS ? "of " + widths.size() + " layers" : widths)
              + ", temperature "
              + temperature
              + " makes no sense");
    }
  }

  /** A generator whose scalars have no noise of their own. */
  public GeneratorSpec(
      int noise,
      List<Integer> widths,
      String activation,
      boolean layerNorm,
      Heads heads,
      double temperature,
      boolean conditional) {
    this(noise, widths, activation, layerNorm, heads, temperature, conditional, false);
  }

  /** The same without a condition, for a table to which none can apply. */
  public GeneratorSpec unconditional() {
    return new GeneratorSpec(
        noise, widths, activation, layerNorm, heads, temperature, false, scalarNoise);
  }

  /** How the probabilities of a softmax block become what the critic sees. */
  public enum Heads {
    /** Gumbel-softmax (Jang et al. 2017): near one-hot, differentiable. */
    GUMBEL,
    /** One-hot forward, the derivative of the Gumbel-softmax backward. */
    STRAIGHT_THROUGH,
    /**
     * The probabilities themselves, as in the article; categories are drawn from them afterwards.
     */
    SOFTMAX
  }
}
