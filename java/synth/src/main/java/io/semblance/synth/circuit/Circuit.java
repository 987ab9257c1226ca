package io.semblance.synth.circuit;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Settings;
import io.semblance.synth.perclass.ClasswiseSynthesizer;
import java.util.List;

/**
 * A hidden Chow-Liu tree (Liu and Van den Broeck, "Tractable regularization of probabilistic
 * circuits", 2021): each column has a hidden state, the states are joined in the tree of Chow and
 * Liu, and given its state a column is independent of all others. Fitted by
 * expectation-maximisation, a few passes over the rows; no gradients.
 */
public final class Circuit extends ClasswiseSynthesizer {
  @Override
  public String name() {
    return "circuit";
  }

  @Override
  public String description() {
    return "hidden Chow-Liu tree, a probabilistic circuit (Liu and Van den Broeck 2021)";
  }

  @Override
  public String advice() {
    return "seconds to a minute on a CPU, knows its likelihood; the hardest to tell of those that are not trained for long";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return CircuitSettings.declared();
  }

  @Override
  protected void check(Settings settings, FitOptions options) {
    CircuitSettings.of(settings);
  }

  @Override
  protected Model fit(Table table, Settings settings, FitOptions options, FitListener listener) {
    return new CircuitFit(name(), settings, table, options, listener).run();
  }
}
