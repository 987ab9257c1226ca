package io.semblance.synth.doppelganger;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.List;
import java.util.Map;

/**
 * The settings of a DoppelGANger, read and checked.
 *
 * @param batchedSteps steps that the recurrent network makes at once, S of the paper; 0 for a
 *     twelfth of the sequence
 * @param normalised whether each sequence has a range of its own ("auto-normalisation")
 * @param exactRange whether steps reach both ends of their range, as real ones do
 * @param gumbel whether categories of attributes are drawn, and not the most likely of a softmax:
 *     drawn, each knows of the others only what the noise of all tells, which takes long to learn
 */
record DoppelGangerSettings(
    int hidden,
    int layers,
    int batchedSteps,
    int noise,
    int attributeNoise,
    int rangeNoise,
    List<Integer> generatorWidths,
    boolean generatorNorm,
    List<Integer> criticWidths,
    boolean normalised,
    boolean exactRange,
    boolean gumbel,
    int batch,
    double learningRate,
    double criticRate,
    double beta1,
    double beta2,
    int criticUpdates,
    double penalty,
    double auxiliary,
    double windowMoments,
    double averageDecay,
    int updates,
    int patience) {
  private static final String SOFTMAX = "softmax";

  static final List<Hyperparameter> DECLARED =
      List.of(
          new Hyperparameter("hidden", "100", "numbers of the state of the recurrent network"),
          new Hyperparameter("layers", "1", "recurrent layers"),
          new Hyperparameter(
              "batched_steps", "0", "steps made at once; 0 for a twelfth of the sequence"),
          new Hyperparameter("noise", "5", "random numbers each time that steps are made"),
          new Hyperparameter("attribute_noise", "5", "random numbers of a sequence's attributes"),
          new Hyperparameter("range_noise", "16", "random numbers of a sequence's ranges"),
          new Hyperparameter(
              "generator_widths", "100,100", "hidden widths of attribute and range generator"),
          new Hyperparameter("generator_norm", "true", "layer normalisation in both"),
          new Hyperparameter("critic_widths", "200,200,200,200", "hidden widths of both critics"),
          new Hyperparameter("normalised", "true", "each sequence has a range of its own"),
          new Hyperparameter(
              "exact_range", "true", "steps reach both ends of their range, as real ones do"),
          new Hyperparameter(
              "attribute_heads", SOFTMAX, "how categories of attributes are made: softmax, gumbel"),
          new Hyperparameter("batch", "100", "sequences per update"),
          new Hyperparameter("learning_rate", "1e-3", "Adam's step size"),
          new Hyperparameter("critic_rate", "1e-3", "Adam's step size of both critics"),
          new Hyperparameter("beta1", "0.5", "Adam's decay of the first moment"),
          new Hyperparameter("beta2", "0.9", "Adam's decay of the second moment"),
          new Hyperparameter(
              "critic_updates", "1", "updates of the critics per one of the generators"),
          new Hyperparameter("penalty", "10", "weight of the gradient penalty of each critic"),
          new Hyperparameter(
              "auxiliary", "1", "weight of the critic of attributes and ranges; 0 for none"),
          new Hyperparameter(
              "window_moments", "0", "weight of all second moments within a sequence; 0 for none"),
          new Hyperparameter(
              "average_decay", "0.999", "decay of the moving average of generator weights"),
          new Hyperparameter(
              "updates", "20000", "generator updates of a fit, unless epochs are given"),
          new Hyperparameter(
              "patience", "0", "validations without a better one before stopping; 0 for never"));

  /** Appendix B of the paper and the authors' program, which has batch normalisation instead. */
  static final Map<String, String> OF_THE_PAPER =
      Map.ofEntries(
          Map.entry("hidden", "100"),
          Map.entry("noise", "5"),
          Map.entry("attribute_noise", "5"),
          Map.entry("range_noise", "5"),
          Map.entry("generator_widths", "100,100"),
          Map.entry("critic_widths", "200,200,200,200"),
          Map.entry("exact_range", "false"),
          Map.entry("attribute_heads", SOFTMAX),
          Map.entry("batch", "100"),
          Map.entry("learning_rate", "1e-3"),
          Map.entry("critic_rate", "1e-3"),
          Map.entry("beta1", "0.5"),
          Map.entry("beta2", "0.999"),
          Map.entry("critic_updates", "1"),
          Map.entry("penalty", "10"),
          Map.entry("auxiliary", "1"),
          Map.entry("window_moments", "0"),
          Map.entry("average_decay", "0"),
          Map.entry("updates", "200000"));

  static DoppelGangerSettings of(Settings s) {
    return new DoppelGangerSettings(
        s.wholeNumber("hidden", 1),
        s.wholeNumber("layers", 1),
        s.wholeNumber("batched_steps", 0),
        s.wholeNumber("noise", 1),
        s.wholeNumber("attribute_noise", 1),
        s.wholeNumber("range_noise", 1),
        s.widths("generator_widths"),
        s.flag("generator_norm"),
        s.widths("critic_widths"),
        s.flag("normalised"),
        s.flag("exact_range"),
        s.oneOf("attribute_heads", List.of(SOFTMAX, "gumbel")).equals("gumbel"),
        s.wholeNumber("batch", 2),
        s.number("learning_rate", 0, 1),
        s.number("critic_rate", 0, 1),
        s.number("beta1", 0, 0.99999),
        s.number("beta2", 0, 0.99999),
        s.wholeNumber("critic_updates", 1),
        s.number("penalty", 0, 1e6),
        s.number("auxiliary", 0, 1e6),
        s.number("window_moments", 0, 1e6),
        s.number("average_decay", 0, 0.999999),
        s.wholeNumber("updates", 1),
        s.wholeNumber("patience", 0));
  }

  /** Steps made at once of sequences of so many. */
  int stepsAtOnce(int times) {
    return batchedSteps > 0 ? Math.min(batchedSteps, times) : Math.max(1, times / 12);
  }
}
