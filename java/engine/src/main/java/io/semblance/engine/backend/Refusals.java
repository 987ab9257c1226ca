package io.semblance.engine.backend;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells that a better backend could not be taken. */
final class Refusals {
  /** Name of the logger, for those who want to silence it. */
  static final String LOGGER = "io.semblance.engine";

  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private Refusals() {}

  /**
   * @param reports best first
   * @param taken the first of them that can run
   * @return why it is not the first of those that this machine is made for; nothing if it is
   */
  static Optional<String> of(List<Backends.Report> reports, Backends.Report taken) {
    return reports.stream()
        .takeWhile(r -> !r.equals(taken))
        .filter(r -> r.backend() == null || r.backend().warnsOfRefusal())
        .findFirst()
        .map(
            best ->
                "backend %s, the fastest, cannot run: %s. Computing on %s, which is slower"
                    .formatted(best.name(), best.refusal(), taken.name()));
  }

  /** Logs a warning, but only the first time in this JVM. */
  static void tellOnce(String sentence) {
    if (!TOLD.getAndSet(true)) {
      System.getLogger(LOGGER).log(System.Logger.Level.WARNING, sentence);
    }
  }
}
