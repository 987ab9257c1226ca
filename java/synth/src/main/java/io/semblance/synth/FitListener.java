package io.semblance.synth;

import io.semblance.data.Table;

/** Follows a fit and may end it. Called on the fitting thread, a few times per second at most. */
public interface FitListener {
  void progress(FitProgress progress);

  /**
   * Something happened that the user should hear of: training diverged and was rolled back, labels
   * no longer come. One sentence.
   */
  default void warning(String sentence) {}

  /**
   * Something that the user may like to know, such as a choice that was made. One sentence without
   * a full stop.
   */
  default void notice(String sentence) {}

  /**
   * Whether someone looks on: then {@link #preview} is called now and then, which costs a fortieth
   * of the time at most.
   */
  default boolean watches() {
    return false;
  }

  /**
   * Rows of the model as it stands; of models that are judged by rows which they generate, those
   * very rows.
   */
  default void preview(Table rows) {}

  /** Whether to stop soon and return what has been learnt. */
  default boolean cancelled() {
    return false;
  }

  /** Ignores everything. */
  static FitListener silent() {
    return progress -> {};
  }
}
