package io.semblance.cli;

import java.io.IOException;

/** Whoever read standard output has stopped, as {@code head} does; leads to silence. */
final class ReaderGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  ReaderGoneException(IOException cause) {
    super("nobody reads standard output any more", cause);
  }
}
