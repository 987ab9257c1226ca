package io.semblance.cuda;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.BackendSuite;
import org.junit.jupiter.api.BeforeAll;

/** All products by the library's function, in launches of their own: what large ones do. */
class LibraryProductsTest extends BackendSuite {
  @BeforeAll
  static void library() {
    HostLibrary.assumed();
  }

  @Override
  protected Backend backend() {
    return new HostBackend(132, true, 0);
  }
}
