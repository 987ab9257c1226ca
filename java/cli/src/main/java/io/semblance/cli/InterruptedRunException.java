package io.semblance.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The user stopped the run; what there is was kept. */
final class InterruptedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private InterruptedRunException(String message) {
    super(message);
  }

  /**
   * Training stopped early.
   *
   * @param model the file that holds it as far as it got
   * @param checkpoint where it can be gone on from, if that file is there; null if there is none
   * @param console is rid of the progress line
   */
  static InterruptedRunException with(Path model, Path checkpoint, Console console) {
    console.clear();
    return new InterruptedRunException(
        "training stopped early; the model as far as it got is in "
            + model
            + ", and 'semblance sample' can use it."
            + (checkpoint != null && Files.exists(checkpoint)
                ? " The same command with --resume goes on."
                : ""));
  }
}
