package io.semblance.synth.archive;

/** A file is no model, or a broken one. The message names the file and what is wrong with it. */
public class ModelFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelFileException(String message) {
    super(message);
  }

  public ModelFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
