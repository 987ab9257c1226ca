package io.semblance.synth.timevae;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of a TimeVAE, read and checked.
 *
 * @param latent numbers of the latent vector of a sequence
 * @param channels numbers of a step after each convolution of the encoder, each of which halves the
 *     steps
 * @param kernel steps that a convolution sees at once
 * @param trendDegree degree of the polynomial of the trend; 0 for none
 * @param seasons lengths of the seasons in steps
 * @param noise of scalars around what the decoder says
 * @param factor weight of the reconstruction against the divergence
 */
record TimeVaeSettings(
    int latent,
    List<Integer> channels,
    int kernel,
    int trendDegree,
    List<Integer> seasons,
    StepNoise.Kind noise,
    int batch,
    double learningRate,
    double factor,
    double windowMoments,
    double averageDecay,
    int updates,
    int patience) {
  private static final String NOISE = "noise";
  private static final String SEASONS = "seasons";
  private static final String NO_SEASONS = "none";
  private static final int HIGHEST_DEGREE = 10;

  static final List<Hyperparameter> DECLARED =
      List.of(
          new Hyperparameter("latent", "16", "numbers of the latent vector of a sequence"),
          new Hyperparameter(
              "channels", "16,32,64", "numbers of a step after each convolution of the encoder"),
          new Hyperparameter("kernel", "3", "steps that a convolution sees at once"),
          new Hyperparameter(
              "trend_degree", "2", "degree of the polynomial of the trend; 0 for none"),
          new Hyperparameter(
              SEASONS, NO_SEASONS, "lengths of seasons in steps, such as 24,168; none for none"),
          new Hyperparameter(
              NOISE,
              "steps",
              "noise of numbers: steps for one that hangs together from step to step, white, none"),
          new Hyperparameter("batch", "128", "sequences per update"),
          new Hyperparameter("learning_rate", "2e-3", "Adam's step size"),
          new Hyperparameter(
              "loss_factor", "1", "weight of the reconstruction; the divergence has 1"),
          new Hyperparameter(
              "window_moments", "1", "weight of all second moments within a sequence; 0 for none"),
          new Hyperparameter(
              "average_decay", "0.999", "decay of the moving average of decoder weights"),
          new Hyperparameter("updates", "5000", "updates of a fit, unless epochs are given"),
          new Hyperparameter(
              "patience", "0", "validations without a better one before stopping; 0 for never"));

  /** Section 4 and the program of the authors: up to 1,000 epochs, means drawn without noise. */
  static final Map<String, String> OF_THE_PAPER =
      Map.ofEntries(
          Map.entry("latent", "8"),
          Map.entry("channels", "50,100,200"),
          Map.entry("kernel", "3"),
          Map.entry("trend_degree", "2"),
          Map.entry("noise", "none"),
          Map.entry("batch", "32"),
          Map.entry("learning_rate", "1e-3"),
          Map.entry("loss_factor", "3"),
          Map.entry("window_moments", "0"),
          Map.entry("average_decay", "0"));

  static TimeVaeSettings of(Settings s) {
    boolean none = s.values().get(SEASONS).equals(NO_SEASONS);
    int degree = s.wholeNumber("trend_degree", 0);
    if (degree > HIGHEST_DEGREE) {
      throw new IllegalArgumentException(
          "setting trend_degree is " + degree + ", must be at most " + HIGHEST_DEGREE);
    }
    return new TimeVaeSettings(
        s.wholeNumber("latent", 1),
        s.widths("channels"),
        s.wholeNumber("kernel", 1),
        degree,
        none ? List.of() : s.widths(SEASONS),
        StepNoise.Kind.valueOf(
            s.oneOf(NOISE, List.of("none", "white", "steps")).toUpperCase(Locale.ROOT)),
        s.wholeNumber("batch", 2),
        s.number("learning_rate", 0, 1),
        s.number("loss_factor", 1e-6, 1e6),
        s.number("window_moments", 0, 1e6),
        s.number("average_decay", 0, 0.999999),
        s.wholeNumber("updates", 1),
        s.wholeNumber("patience", 0));
  }
}
