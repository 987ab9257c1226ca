package io.semblance.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts the studio, where its jar is on the class path: found by {@link java.util.ServiceLoader},
 * so that other faces need not know it.
 */
public interface StudioLauncher {
  /** A studio that runs until it is closed. */
  interface Running extends AutoCloseable {
    /** What to open in a browser first; it holds the secret, so only its user may see it. */
    String address();

    /** What programs send as {@code Authorization: Bearer ...}. */
    String token();

    /** Where its tables and jobs lie. */
    Path folder();

    /** What could not be taken up again of an earlier studio, in sentences. */
    List<String> warnings();

    /** Pauses what runs, deletes what was not kept, and ends. */
    @Override
    void close() throws IOException;
  }

  /**
   * Starts one.
   *
   * @param version shown on its pages
   * @throws IOException if the port or the folder cannot be used
   */
  Running start(StudioOptions options, String version) throws IOException;
}
