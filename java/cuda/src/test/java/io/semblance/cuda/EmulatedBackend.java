package io.semblance.cuda;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;

/** The emulated device under a name, so that programs made for the real one can be tried on it. */
public final class EmulatedBackend implements Backend {
  /** System property without which this backend refuses. */
  private static final String WANTED = "semblance.emulated";

  private final HostBackend host = new HostBackend(132, true, Long.MAX_VALUE);

  @Override
  public String name() {
    return "emulated";
  }

  @Override
  public String description() {
    return host.description();
  }

  @Override
  public int rank() {
    return -100;
  }

  /**
   * Every search for a backend asks this. The emulated device's library has the same JNI functions
   * as the GPU's, so it must not come into a JVM that measures the GPU.
   */
  @Override
  public String refusal() {
    if (!Boolean.getBoolean(WANTED)) {
      return "the emulated device is for tests: -D" + WANTED + "=true";
    }
    return HostLibrary.isThere() ? null : "the emulated device has not been built";
  }

  @Override
  public Session open(SessionOptions options) {
    return host.open(options);
  }
}
