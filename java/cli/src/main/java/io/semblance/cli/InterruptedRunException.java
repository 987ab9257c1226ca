package io.semblance.cli;

/** The user stopped the run; the message says what is left of it. */
final class InterruptedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InterruptedRunException(String message) {
    super(message);
  }
}
