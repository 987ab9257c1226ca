package io.semblance.synth.timegan;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.List;
import java.util.Map;

/**
 * The settings of a TimeGAN, read and checked.
 *
 * @param hidden numbers of a latent step, and of the states of all networks
 * @param layers recurrent layers of each network; the supervisor has one less, but at least one
 * @param noise random numbers of each step; 0 for as many as {@link Roughness} says
 * @param sequenceNoise random numbers that all steps of a sequence share
 * @param warmUp updates of the embedding alone, and then of the supervisor alone
 */
record TimeGanSettings(
    int hidden,
    int layers,
    int noise,
    int sequenceNoise,
    int batch,
    double learningRate,
    double criticRate,
    int generatorUpdates,
    double gamma,
    double supervision,
    double stepMoments,
    double windowMoments,
    double averageDecay,
    double threshold,
    int warmUp,
    int updates,
    int patience) {
  static final List<Hyperparameter> DECLARED =
      List.of(
          new Hyperparameter("hidden", "24", "numbers of a latent step, and of all states"),
          new Hyperparameter("layers", "1", "recurrent layers of each network"),
          new Hyperparameter(
              "noise", "0", "random numbers of each step; 0: 2 to 8, fewer in smooth series"),
          new Hyperparameter("sequence_noise", "16", "random numbers that all steps share"),
          new Hyperparameter("batch", "128", "sequences per update"),
          new Hyperparameter("learning_rate", "1e-3", "Adam's step size"),
          new Hyperparameter("critic_rate", "1e-3", "Adam's step size of the discriminator"),
          new Hyperparameter(
              "generator_updates", "1", "updates of generator and embedder for one of the critic"),
          new Hyperparameter("gamma", "1", "weight of steps that the supervisor has not seen"),
          new Hyperparameter("supervision", "10", "weight of the supervised loss, a root"),
          new Hyperparameter("step_moments", "100", "weight of the moments of each step"),
          new Hyperparameter(
              "window_moments", "1", "weight of second moments of steps and changes; 0 for none"),
          new Hyperparameter("average_decay", "0.999", "decay of the moving average of weights"),
          new Hyperparameter(
              "threshold", "0.15", "the discriminator rests while its loss is below"),
          new Hyperparameter("warm_up", "1000", "updates of embedding, then of supervision, alone"),
          new Hyperparameter("updates", "10000", "joint updates of a fit, unless epochs are given"),
          new Hyperparameter(
              "patience", "0", "validations without a better one before stopping; 0 for never"));

  /** The authors' program: 50,000 updates of each kind, 10,000 in their tutorial. */
  static final Map<String, String> OF_THE_PAPER =
      Map.ofEntries(
          Map.entry("hidden", "24"),
          Map.entry("layers", "3"),
          Map.entry("noise", "8"),
          Map.entry("sequence_noise", "0"),
          Map.entry("generator_updates", "2"),
          Map.entry("supervision", "100"),
          Map.entry("step_moments", "100"),
          Map.entry("window_moments", "0"),
          Map.entry("average_decay", "0"),
          Map.entry("warm_up", "10000"),
          Map.entry("updates", "10000"));

  static TimeGanSettings of(Settings s) {
    return new TimeGanSettings(
        s.wholeNumber("hidden", 1),
        s.wholeNumber("layers", 1),
        s.wholeNumber("noise", 0),
        s.wholeNumber("sequence_noise", 0),
        s.wholeNumber("batch", 2),
        s.number("learning_rate", 0, 1),
        s.number("critic_rate", 0, 1),
        s.wholeNumber("generator_updates", 1),
        s.number("gamma", 0, 1e6),
        s.number("supervision", 0, 1e6),
        s.number("step_moments", 0, 1e6),
        s.number("window_moments", 0, 1e6),
        s.number("average_decay", 0, 0.999999),
        s.number("threshold", 0, 1e6),
        s.wholeNumber("warm_up", 0),
        s.wholeNumber("updates", 1),
        s.wholeNumber("patience", 0));
  }
}
