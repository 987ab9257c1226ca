package io.semblance.cli;

import io.semblance.engine.backend.Backends;
import java.util.List;
import picocli.CommandLine.Option;

/** Where and how reproducibly to compute; shared by all commands that run a model. */
final class RunOptions {
  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "The same seed gives the same bytes; for other rows of a model give another. Default:"
              + " ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads, at most one per processor; changes the speed, never the result. Default: all"
              + " processors.")
  private Integer threads;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Compute on this backend, or fail. Default: the best; see 'semblance doctor'.")
  private String backend;

  private String chosen;

  /**
   * Checks the values and chooses the backend if none is named.
   *
   * @param console told if that is not the one that would be fastest
   */
  void check(Console console) {
    Threads.orAll(threads);
    if (backend != null) {
      checkBackend(backend);
    } else if (System.getProperty(Backends.PROPERTY, "").isBlank()) {
      Backends.fallback().ifPresent(console::warn);
      // By its name: chosen by rank once more, it would be logged beside what the console says.
      chosen = Backends.best().name();
    }
  }

  /** A backend that exists but cannot run here is no matter of usage. */
  private static void checkBackend(String name) {
    List<String> known = Backends.inspect().stream().map(Backends.Report::name).toList();
    if (known.stream().noneMatch(name.strip()::equalsIgnoreCase)) {
      throw new UsageException(
          "--backend: there is no backend '"
              + name
              + "'; choose one of: "
              + String.join(", ", known)
              + ".");
    }
  }

  long seed() {
    return seed;
  }

  /** More than there are processors would wait for each other, and far longer than they work. */
  int threads() {
    return Threads.orAll(threads);
  }

  /** A name, or null for the one that the system property names. */
  String backend() {
    return backend == null ? chosen : backend;
  }
}
