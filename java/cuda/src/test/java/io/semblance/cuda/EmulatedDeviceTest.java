package io.semblance.cuda;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.BackendSuite;
import org.junit.jupiter.api.BeforeAll;

/** The suite of all backends through descriptors, JNI and the kernels' own source. */
class EmulatedDeviceTest extends BackendSuite {
  @BeforeAll
  static void library() {
    HostLibrary.assumed();
  }

  @Override
  protected Backend backend() {
    return new HostBackend(132, true, Long.MAX_VALUE);
  }
}
