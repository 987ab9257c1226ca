package io.semblance.engine.backend;

import io.semblance.engine.reference.ReferenceBackend;
import org.junit.jupiter.api.Test;

/** The other backends are checked in their suites. */
class CheckpointTest {
  @Test
  void theReferenceGoesOnBitByBitInDoublePrecision() {
    Checkpoint.check(new ReferenceBackend(), 1);
  }
}
