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
}
