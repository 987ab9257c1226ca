package io.semblance.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Whoever read standard output has stopped, as {@code head} does; leads to silence. */
final class ReaderGoneException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  ReaderGoneException(IOException cause) {
    super("standard output", null, "nobody reads it any more");
    initCause(cause);
  }
}
