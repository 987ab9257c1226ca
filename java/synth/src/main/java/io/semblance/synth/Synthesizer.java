package io.semblance.synth;

import io.semblance.data.Table;
import java.util.List;

/** A way to learn a generative model of a table. */
public interface Synthesizer {
  /** Short lower-case name, as given to {@code --model}. */
  String name();

  /** One line: what it is, and its paper. */
  String description();

  /** What may be set, with defaults. */
  List<Hyperparameter> hyperparameters();

  /**
   * Learns a model of {@code train}. If the listener cancels or the budget ends, returns what has
   * been learnt so far.
   *
   * @throws SynthesisException if the table or the settings do not allow it
   * @throws IllegalArgumentException if a setting is unknown or malformed
   */
  Model fit(Table train, FitOptions options, FitListener listener);
}
