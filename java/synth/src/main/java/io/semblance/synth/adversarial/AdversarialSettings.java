package io.semblance.synth.adversarial;

import io.semblance.engine.graph.Variable;
import io.semblance.engine.optim.Adam;
import io.semblance.engine.optim.Optimiser;
import io.semblance.engine.optim.RmsProp;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import io.semblance.synth.generator.GeneratorSpec;
import io.semblance.synth.train.GradientRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings that all adversarial synthesizers share, read and checked.
 *
 * @param generator its shape; conditional if anything is to be conditioned on
 * @param condition what the generator is told beside its noise
 * @param averageDecay decay of the moving average of the generator's weights
 */
record AdversarialSettings(
    GeneratorSpec generator,
    Condition condition,
    List<Integer> criticWidths,
    double criticDropout,
    int batch,
    int criticUpdates,
    String optimizer,
    double learningRate,
    double beta1,
    double beta2,
    double gradientClip,
    double moments,
    double averageDecay,
    boolean calibrate,
    int patience) {
  /** Nothing that this project adds to the game of a paper. */
  static final Map<String, String> PLAIN =
      Map.of(
          "heads", "softmax",
          "generator_norm", "false",
          "moments", "0",
          "average_decay", "0",
          "calibrate", "false");

  private static final List<Hyperparameter> DECLARED =
      List.of(
          new Hyperparameter("generator_widths", "256,256", "hidden widths of the generator"),
          new Hyperparameter("critic_widths", "256,256", "hidden widths of the critic"),
          new Hyperparameter("generator_norm", "true", "layer normalisation in the generator"),
          new Hyperparameter("critic_dropout", "0", "share of hidden critic units dropped"),
          new Hyperparameter("noise", "64", "numbers of noise per row"),
          new Hyperparameter("batch", "500", "rows per update"),
          new Hyperparameter(
              "critic_updates", "2", "updates of the critic per one of the generator"),
          new Hyperparameter("optimizer", "adam", "adam or rmsprop, both networks"),
          new Hyperparameter("learning_rate", "5e-4", "the optimizer's step size, both networks"),
          new Hyperparameter("beta1", "0.5", "Adam's decay of the first moment"),
          new Hyperparameter("beta2", "0.9", "decay of the second moment, of Adam and of RMSprop"),
          new Hyperparameter(
              "gradient_clip",
              "0",
              "greatest joint norm of the gradients of a network; 0 for none"),
          new Hyperparameter(
              "heads", "gumbel", "how categories are drawn: gumbel, straight_through, softmax"),
          new Hyperparameter("temperature", "0.5", "temperature of the Gumbel-softmax"),
          new Hyperparameter(
              "moments",
              "1",
              "weight of matching means and correlations (rows up to 2000 numbers); 0 for none"),
          new Hyperparameter(
              "conditional",
              "false",
              "true for the conditional vector and training by sampling (CTGAN), target for the"
                  + " target as condition"),
          new Hyperparameter(
              "average_decay", "0.999", "decay of the moving average of generator weights"),
          new Hyperparameter(
              "calibrate", "true", "fit category frequencies by output biases after training"),
          new Hyperparameter(
              "patience", "0", "validations without a better one before stopping; 0 for never"));

  /** Critic updates of a default fit: enough for tables of any size to settle. */
  private static final int DEFAULT_UPDATES = 30_000;

  private static final int LEAST_EPOCHS = 30;

  /** Added to the root of the second moment. */
  private static final double EPSILON = 1e-8;

  /** What a generator is told beside its noise. */
  enum Condition {
    NONE,
    /** One category of one column, CTGAN's way. */
    VECTOR,
    TARGET
  }

  /** The shared hyperparameters, some with other defaults. */
  static List<Hyperparameter> declared(Map<String, String> defaults) {
    return DECLARED.stream()
        .map(
            h ->
                new Hyperparameter(
                    h.name(), defaults.getOrDefault(h.name(), h.defaultValue()), h.meaning()))
        .toList();
  }

  static AdversarialSettings of(Settings s) {
    Condition condition =
        switch (s.oneOf("conditional", List.of("false", "true", "target"))) {
          case "true" -> Condition.VECTOR;
          case "target" -> Condition.TARGET;
          default -> Condition.NONE;
        };
    String heads = s.oneOf("heads", List.of("gumbel", "straight_through", "softmax"));
    return new AdversarialSettings(
        new GeneratorSpec(
            s.wholeNumber("noise", 1),
            s.widths("generator_widths"),
            "relu",
            s.flag("generator_norm"),
            GeneratorSpec.Heads.valueOf(heads.toUpperCase(Locale.ROOT)),
            s.number("temperature", 0.01, 10),
            condition != Condition.NONE),
        condition,
        s.widths("critic_widths"),
        s.number("critic_dropout", 0, 0.9),
        s.wholeNumber("batch", 2),
        s.wholeNumber("critic_updates", 1),
        s.oneOf("optimizer", List.of("adam", "rmsprop")),
        s.number("learning_rate", 0, 1),
        s.number("beta1", 0, 0.99999),
        s.number("beta2", 0, 0.99999),
        s.number("gradient_clip", 0, 1e9),
        s.number("moments", 0, 1e6),
        s.number("average_decay", 0, 0.999999),
        s.flag("calibrate"),
        s.wholeNumber("patience", 0));
  }

  /** The optimiser of one network. */
  Optimiser optimiser(String name, List<Variable> parameters) {
    return optimizer.equals("adam")
        ? new Adam(name, parameters, learningRate, beta1, beta2, EPSILON)
        : new RmsProp(name, parameters, learningRate, beta2, EPSILON);
  }

  GradientRule gradientRule() {
    return gradientClip > 0 ? GradientRule.clipped(gradientClip) : GradientRule.NONE;
  }

  /** Passes over a table of {@code perEpoch} updates when the user does not say. */
  int defaultEpochs(int perEpoch) {
    return Math.max(LEAST_EPOCHS, (DEFAULT_UPDATES + perEpoch - 1) / perEpoch);
  }
}
