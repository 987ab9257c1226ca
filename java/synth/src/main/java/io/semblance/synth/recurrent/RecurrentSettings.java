package io.semblance.synth.recurrent;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import io.semblance.synth.autoregressive.AutoregressiveSettings;
import java.util.List;

/**
 * What may be set.
 *
 * @param state numbers of the recurrent state
 * @param steps of an update, of all its sequences together
 * @param columns of the networks of the columns of a step, and how all are trained
 */
record RecurrentSettings(int state, int steps, AutoregressiveSettings columns) {
  private static final int FEWEST_WINDOWS = 8;
  private static final int ROWS = 100_000;

  static final List<Hyperparameter> DECLARED =
      List.of(
          new Hyperparameter("state", "96", "numbers of the recurrent state"),
          new Hyperparameter("width", "96", "width of the hidden layers of each column's network"),
          new Hyperparameter("layers", "2", "hidden layers of each network"),
          new Hyperparameter("dropout", "0.2", "share of hidden numbers left out in training"),
          new Hyperparameter("steps", "1536", "steps of an update, of all its sequences together"),
          new Hyperparameter("learning_rate", "0.003", "of AdamW, at first"),
          new Hyperparameter("weight_decay", "0.01", "decay of weights in AdamW"),
          new Hyperparameter("average", "0.999", "decay of the moving average of the weights"),
          new Hyperparameter(
              "patience",
              "2",
              "looks at held-out windows without a better one before it goes slower"),
          new Hyperparameter("slowdowns", "3", "how often it goes slower before it ends"));

  /**
   * @throws IllegalArgumentException if one is malformed
   */
  static RecurrentSettings of(Settings settings) {
    return new RecurrentSettings(
        settings.wholeNumber("state", 1),
        settings.wholeNumber("steps", 1),
        new AutoregressiveSettings(
            settings.wholeNumber("width", 1),
            settings.wholeNumber("layers", 1),
            settings.number("dropout", 0, .9),
            0,
            1,
            settings.number("learning_rate", 1e-9, 10),
            settings.number("weight_decay", 0, 10),
            settings.number("average", 0, .999999),
            settings.wholeNumber("patience", 1),
            settings.wholeNumber("slowdowns", 0),
            ROWS,
            ""));
  }

  /** Sequences of an update, of so many: a pass over them has some sixteen at least. */
  int batchFor(int count, int times) {
    int most = Math.max(FEWEST_WINDOWS, steps / times);
    return Math.max(1, Math.min(most, Math.max(FEWEST_WINDOWS, count / 16)));
  }
}
