package io.semblance.engine.ejml;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.BackendSuite;

class EjmlBackendTest extends BackendSuite {
  @Override
  protected Backend backend() {
    return new EjmlBackend();
  }
}
