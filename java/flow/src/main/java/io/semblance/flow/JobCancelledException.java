package io.semblance.flow;

import java.nio.file.Path;

/** A job was ended by its listener before it came to its end. The message says what there is. */
public final class JobCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path model;

  JobCancelledException(Path model) {
    super("training stopped early; the model as far as it got is in " + model);
    this.model = model;
  }

  /** The file with the model as far as it got. */
  public Path model() {
    return model;
  }
}
