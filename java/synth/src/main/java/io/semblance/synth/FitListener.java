package io.semblance.synth;

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

  /** Whether to stop soon and return what has been learnt. */
  default boolean cancelled() {
    return false;
  }

  /** Ignores everything. */
  static FitListener silent() {
    return progress -> {};
  }
}
