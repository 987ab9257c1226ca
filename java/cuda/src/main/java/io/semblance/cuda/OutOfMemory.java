package io.semblance.cuda;

import io.semblance.engine.EngineException;
import java.util.Locale;

/** What is said when a device's memory is used up. */
final class OutOfMemory {
  private OutOfMemory() {}

  static EngineException error(String what, long needed, long free, long total) {
    return new EngineException(
        String.format(
            Locale.ROOT,
            "The GPU's memory is used up: %s needs %,.1f MB, but %,.1f of its %,.1f MB are free."
                + " Take a smaller batch or smaller networks, end other programs on that GPU, or"
                + " compute on the CPU (--backend vector)",
            what,
            needed / 1e6,
            free / 1e6,
            total / 1e6));
  }
}
