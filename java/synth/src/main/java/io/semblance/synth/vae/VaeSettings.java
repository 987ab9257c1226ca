package io.semblance.synth.vae;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import io.semblance.synth.generator.GeneratorSpec;
import java.util.List;
import java.util.Map;

/**
 * The settings of an autoencoder, read and checked.
 *
 * @param decoder its shape
 * @param factor weight of the reconstruction against the divergence
 * @param averageDecay decay of the moving average of the decoder's weights
 */
record VaeSettings(
    GeneratorSpec decoder,
    List<Integer> encoderWidths,
    int batch,
    double learningRate,
    double weightDecay,
    double factor,
    double moments,
    double averageDecay,
    boolean calibrate,
    int patience) {
  static final List<Hyperparameter> DECLARED =
      List.of(
          new Hyperparameter("encoder_widths", "256,256", "hidden widths of the encoder"),
          new Hyperparameter("decoder_widths", "256,256", "hidden widths of the decoder"),
          new Hyperparameter("norm", "false", "layer normalisation in both networks"),
          new Hyperparameter("latent", "32", "numbers of the latent vector of a row"),
          new Hyperparameter("batch", "250", "rows per update"),
          new Hyperparameter("learning_rate", "1e-3", "Adam's step size"),
          new Hyperparameter("weight_decay", "1e-5", "weight of the squares of weights, halved"),
          new Hyperparameter(
              "loss_factor", "2", "weight of the reconstruction; the divergence has 1"),
          new Hyperparameter(
              "moments",
              "0",
              "weight of matching means and correlations of drawn rows (rows up to 2000 numbers);"
                  + " 0 for none"),
          new Hyperparameter(
              "average_decay", "0.999", "decay of the moving average of decoder weights"),
          new Hyperparameter(
              "calibrate", "true", "fit category frequencies by output biases after training"),
          new Hyperparameter(
              "patience", "0", "validations without a better one before stopping; 0 for never"));

  /** Section 4.4 and the program of the authors: 300 epochs. */
  static final Map<String, String> OF_THE_PAPER =
      Map.ofEntries(
          Map.entry("encoder_widths", "128,128"),
          Map.entry("decoder_widths", "128,128"),
          Map.entry("latent", "128"),
          Map.entry("batch", "500"),
          Map.entry("learning_rate", "1e-3"),
          Map.entry("weight_decay", "1e-5"),
          Map.entry("loss_factor", "2"),
          Map.entry("moments", "0"),
          Map.entry("average_decay", "0"),
          Map.entry("calibrate", "false"));

  /** Updates of a default fit: enough for tables of any size to settle. */
  private static final int DEFAULT_UPDATES = 20_000;

  private static final int LEAST_EPOCHS = 30;

  /** Temperature of the categories whose moments are matched. */
  private static final double TEMPERATURE = 0.5;

  static VaeSettings of(Settings s) {
    return new VaeSettings(
        new GeneratorSpec(
            s.wholeNumber("latent", 1),
            s.widths("decoder_widths"),
            "relu",
            s.flag("norm"),
            GeneratorSpec.Heads.GUMBEL,
            TEMPERATURE,
            false,
            true),
        s.widths("encoder_widths"),
        s.wholeNumber("batch", 2),
        s.number("learning_rate", 0, 1),
        s.number("weight_decay", 0, 1),
        s.number("loss_factor", 1e-6, 1e6),
        s.number("moments", 0, 1e6),
        s.number("average_decay", 0, 0.999999),
        s.flag("calibrate"),
        s.wholeNumber("patience", 0));
  }

  /** Passes over a table of {@code perEpoch} updates when the user does not say. */
  int defaultEpochs(int perEpoch) {
    return Math.max(LEAST_EPOCHS, (DEFAULT_UPDATES + perEpoch - 1) / perEpoch);
  }
}
