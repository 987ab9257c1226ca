package io.semblance.engine.reference;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;

/**
 * Runs graphs node by node in double precision on one thread. For tests and for doubt, not for
 * speed.
 */
public final class ReferenceBackend implements Backend {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String description() {
    return "scalar double-precision interpreter, for checking only";
  }

  @Override
  public int rank() {
    return -100;
  }

  @Override
  public String refusal() {
    return null;
  }

  @Override
  public Session open(SessionOptions options) {
    return new ReferenceSession(options.seed());
  }
}
