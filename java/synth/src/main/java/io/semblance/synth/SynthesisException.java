package io.semblance.synth;

/** Fitting or sampling cannot be done as asked. The message says why and what to do. */
public class SynthesisException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SynthesisException(String message) {
    super(message);
  }

  public SynthesisException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * What an interrupted fit left behind cannot be gone on from.
   *
   * @param what that is, as the beginning of a sentence
   * @param differences from the fit that is wanted
   */
  public static SynthesisException ofAnotherFit(String what, String differences) {
    return new SynthesisException(
        what
            + " is of another fit: "
            + differences
            + ". Repeat the command that made it, or delete it to begin anew");
  }
}
