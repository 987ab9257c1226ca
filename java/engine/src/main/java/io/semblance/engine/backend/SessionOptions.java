package io.semblance.engine.backend;

import io.semblance.engine.EngineException;

/**
 * How a session runs.
 *
 * @param seed key of all random numbers
 * @param threads worker threads on a CPU, at least 1; results do not depend on it
 */
public record SessionOptions(long seed, int threads) {
  public SessionOptions {
    if (threads < 1) {
      throw new EngineException("A session needs at least one thread, not " + threads);
    }
  }
}
