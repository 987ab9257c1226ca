package io.semblance.cuda;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.BackendSuite;
import org.junit.jupiter.api.BeforeAll;

/**
 * A device with one multiprocessor: large tiles, several elements of a thread at a time, and blocks
 * that take several pieces in turn, as large arrays make them on a real one.
 */
class OneProcessorTest extends BackendSuite {
  @BeforeAll
  static void library() {
    HostLibrary.assumed();
  }

  @Override
  protected Backend backend() {
    return new HostBackend(1, false, Long.MAX_VALUE);
  }
}
