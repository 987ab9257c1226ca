package io.semblance.synth.autoregression;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.List;

/**
 * The settings of a vector autoregression, read and checked.
 *
 * @param lags steps before that a step is explained by, where the data allow so many
 * @param ridge share of its variance that each explaining number has more in the least squares
 * @param orderRounds how often labels are put in the order that correlates best
 */
record VarSettings(int lags, double ridge, int orderRounds) {
  static final List<Hyperparameter> DECLARED =
      List.of(
          new Hyperparameter("lags", "2", "steps before that a step is explained by"),
          new Hyperparameter(
              "ridge", "1e-6", "what least squares add to each variance, as a share of it"),
          new Hyperparameter(
              "order_rounds",
              "3",
              "how often labels are put in the order that correlates best; 0 for the order of the"
                  + " schema"));

  static VarSettings of(Settings s) {
    return new VarSettings(
        s.wholeNumber("lags", 1), s.number("ridge", 0, 1e6), s.wholeNumber("order_rounds", 0));
  }
}
