package io.semblance.data.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Nothing can be written at a place. The message is a whole sentence for people: which file, why
 * not, and what to do.
 */
public final class UnwritableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;

  UnwritableFileException(Path file, String reason, Throwable cause) {
    super("cannot write " + file + ": " + reason, cause);
    this.file = file;
  }

  /**
   * The error for a file or directory that could not be opened or created.
   *
   * @param file as the user named it
   * @param cause what the file system said; put in words by {@link WholeFile#reason}
   */
  public static UnwritableFileException of(Path file, IOException cause) {
    return new UnwritableFileException(
        file, WholeFile.reason(cause) + ". Name a place that can be written to.", cause);
  }

  /** The file that was asked for, as the user named it. */
  public Path file() {
    return file;
  }
}
