package io.semblance.flow;

import java.nio.file.Path;

/**
 * How a studio is started.
 *
 * @param port on loopback; 0 for any that is free
 * @param folder where tables and jobs lie; null for the usual one of this user
 * @param maxUploadBytes how long a table may be that the browser sends, unpacked
 */
public record StudioOptions(int port, Path folder, long maxUploadBytes) {
  /** A gigabyte. */
  public static final long USUAL_UPLOAD = 1L << 30;

  private static final int LAST_PORT = 65_535;

  /** Checks the port and the length. */
  public StudioOptions {
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("port is " + port + ", but must be 0 to " + LAST_PORT);
    }
    if (maxUploadBytes < 1) {
      throw new IllegalArgumentException(
          "maxUploadBytes is " + maxUploadBytes + ", but must be at least 1");
    }
  }

  /** Any free port, the usual folder, tables of a gigabyte. */
  public static StudioOptions defaults() {
    return new StudioOptions(0, null, USUAL_UPLOAD);
  }
}
