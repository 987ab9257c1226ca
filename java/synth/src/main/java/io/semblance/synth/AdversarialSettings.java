package io.semblance.synth;

import java.util.List;
import java.util.Locale;

/** The settings that all adversarial synthesizers share, read and checked. */
final class AdversarialSettings {
  static final List<Hyperparameter> DECLARED =
      List.of(
          new Hyperparameter("generator_widths", "256,256", "hidden widths of the generator"),
          new Hyperparameter("critic_widths", "256,256", "hidden widths of the critic"),
          new Hyperparameter("generator_norm", "true", "layer normalisation in the generator"),
          new Hyperparameter("critic_dropout", "0", "share of hidden critic units dropped"),
          new Hyperparameter("noise", "64", "numbers of noise per row"),
          new Hyperparameter("batch", "500", "rows per update"),
          new Hyperparameter(
              "critic_updates", "2", "updates of the critic per one of the generator"),
          new Hyperparameter("learning_rate", "5e-4", "Adam's step size, both networks"),
          new Hyperparameter("beta1", "0.5", "Adam's decay of the first moment"),
          new Hyperparameter("beta2", "0.9", "Adam's decay of the second moment"),
          new Hyperparameter(
              "heads", "gumbel", "how categories are drawn: gumbel, straight_through, softmax"),
          new Hyperparameter("temperature", "0.5", "temperature of the Gumbel-softmax"),
          new Hyperparameter(
              "moments",
              "1",
              "weight of matching means and correlations (rows up to 2000 numbers); 0 for none"),
          new Hyperparameter(
              "conditional", "false", "conditional vector and training by sampling (CTGAN)"),
          new Hyperparameter(
              "average_decay", "0.999", "decay of the moving average of generator weights"),
          new Hyperparameter(
              "calibrate", "true", "fit category frequencies by output biases after training"),
          new Hyperparameter(
              "patience", "0", "validations without a better one before stopping; 0 for never"));

  /** Critic updates of a default fit: enough for tables of any size to settle. */
  private static final int DEFAULT_UPDATES = 30_000;

  private static final int LEAST_EPOCHS = 30;

  private final GeneratorSpec generator;
  private final List<Integer> criticWidths;
  private final double criticDropout;
  private final int batch;
  private final int criticUpdates;
  private final double learningRate;
  private final double beta1;
  private final double beta2;
  private final double moments;
  private final double averageDecay;
  private final boolean calibrate;
  private final int patience;

  AdversarialSettings(Settings s) {
    GeneratorSpec.Heads heads =
        GeneratorSpec.Heads.valueOf(
            s.oneOf("heads", List.of("gumbel", "straight_through", "softmax"))
                .toUpperCase(Locale.ROOT));
    generator =
        new GeneratorSpec(
            s.wholeNumber("noise", 1),
            s.widths("generator_widths"),
            "relu",
            s.flag("generator_norm"),
            heads,
            s.number("temperature", 0.01, 10),
            s.flag("conditional"));
    criticWidths = s.widths("critic_widths");
    criticDropout = s.number("critic_dropout", 0, 0.9);
    batch = s.wholeNumber("batch", 2);
    criticUpdates = s.wholeNumber("critic_updates", 1);
    learningRate = s.number("learning_rate", 0, 1);
    beta1 = s.number("beta1", 0, 0.99999);
    beta2 = s.number("beta2", 0, 0.99999);
    moments = s.number("moments", 0, 1e6);
    averageDecay = s.number("average_decay", 0, 0.999999);
    calibrate = s.flag("calibrate");
    patience = s.wholeNumber("patience", 0);
  }

  GeneratorSpec generator() {
    return generator;
  }

  /** The generator for a table without categories, to which a condition cannot apply. */
  GeneratorSpec unconditional() {
    return new GeneratorSpec(
        generator.noise(),
        generator.widths(),
        generator.activation(),
        generator.layerNorm(),
        generator.heads(),
        generator.temperature(),
        false);
  }

  List<Integer> criticWidths() {
    return criticWidths;
  }

  double criticDropout() {
    return criticDropout;
  }

  int batch() {
    return batch;
  }

  int criticUpdates() {
    return criticUpdates;
  }

  double learningRate() {
    return learningRate;
  }

  double beta1() {
    return beta1;
  }

  double beta2() {
    return beta2;
  }

  double moments() {
    return moments;
  }

  double averageDecay() {
    return averageDecay;
  }

  boolean calibrate() {
    return calibrate;
  }

  int patience() {
    return patience;
  }

  /** Passes over a table of {@code perEpoch} updates when the user does not say. */
  int defaultEpochs(int perEpoch) {
    return Math.max(LEAST_EPOCHS, (DEFAULT_UPDATES + perEpoch - 1) / perEpoch);
  }
}
