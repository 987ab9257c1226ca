package io.semblance.flow;

/** A hyperparameter that the synthesizer does not take; the message says which and why. */
public final class BadSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  BadSettingException(IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
  }
}
