package io.semblance.flow;

import java.io.IOException;

/** Results cannot go into a directory. The message is a whole sentence with a remedy. */
public final class UnwritableDirectoryException extends IOException {
  private static final long serialVersionUID = 1L;

  UnwritableDirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
