package io.semblance.synth;

import io.semblance.data.Table;
import java.util.List;
import java.util.Map;

/**
 * A way to learn a generative model of a table. Found by {@link java.util.ServiceLoader}, also in
 * other jars. Implementations extend {@link io.semblance.synth.perclass.ClasswiseSynthesizer} or
 * something that does, so that one model per class comes for free.
 */
public interface Synthesizer {
  /** Short lower-case name, as given to {@code --model}. */
  String name();

  /** One line: what it is, and its paper. */
  String description();

  /** One line: when to take it, and what it costs. */
  String advice();

  /** What may be set, with defaults. */
  List<Hyperparameter> hyperparameters();

  /**
   * The settings of the paper, where they differ from the defaults; {@code --set settings=paper}
   * takes them all.
   */
  default Map<String, String> paperSettings() {
    return Map.of();
  }

  /** Whether it passes over the table in epochs, so that {@link FitOptions#epochs()} counts. */
  default boolean trainsInEpochs() {
    return false;
  }

  /** Whether it learns sequences; see {@link FitOptions#series()}. */
  default boolean learnsSequences() {
    return false;
  }

  /** Whether it learns rows that are independent of each other. */
  default boolean learnsRows() {
    return !learnsSequences();
  }

  /** Whether its models hold rows of the table: {@link Model#carriesRealRows()}. */
  default boolean carriesRealRows() {
    return false;
  }

  /**
   * Refuses options that no table could be learnt with, before any work is done; {@link #fit} does
   * so, too.
   *
   * @throws SynthesisException if an option is missing, or goes with no model of this kind
   * @throws IllegalArgumentException if a setting is unknown or malformed
   */
  default void check(FitOptions options) {
    Settings.of(this, options.settings());
  }

  /**
   * Learns a model of {@code train}. If the listener cancels or the budget ends, returns what has
   * been learnt so far.
   *
   * @throws SynthesisException if the table or the settings do not allow it
   * @throws IllegalArgumentException if a setting is unknown or malformed
   */
  Model fit(Table train, FitOptions options, FitListener listener);
}
