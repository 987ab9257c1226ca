package io.semblance.synth;

/** The listener ended a fit before there was a model; only whole ones of this kind can be used. */
public final class FitCancelledException extends SynthesisException {
  private static final long serialVersionUID = 1L;

  /**
   * A cancelled fit.
   *
   * @param message what had not been done yet, as a sentence
   */
  public FitCancelledException(String message) {
    super(message);
  }
}
