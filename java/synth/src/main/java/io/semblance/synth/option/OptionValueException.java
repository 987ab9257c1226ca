package io.semblance.synth.option;

/** A text or a value of JSON that is no value of an {@link OptionType}; the message says why. */
public final class OptionValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public OptionValueException(String message) {
    super(message);
  }

  public OptionValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
