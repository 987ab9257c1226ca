package io.semblance.cli;

import io.semblance.engine.backend.Backends;
import io.semblance.synth.FitCatalogue;
import io.semblance.synth.option.FitOption;
import java.util.List;
import java.util.Map;

/** Where and how reproducibly to compute; shared by all commands that run a model. */
final class RunOptions {
  /** The command line's own defaults. Java's seed is 0; changing either would change bytes. */
  static final Map<FitOption<?>, CatalogueOptions.Preset> PRESETS =
      Map.of(
          FitCatalogue.SEED,
          new CatalogueOptions.Preset("1", "1"),
          FitCatalogue.CHECKPOINT,
          new CatalogueOptions.Preset(null, "beside the model; 'none' for none"));

  static final List<FitOption<?>> ALONE =
      List.of(FitCatalogue.SEED, FitCatalogue.THREADS, FitCatalogue.BACKEND);

  private final CatalogueOptions options;
  private String chosen;

  /**
   * @param options seed, threads and backend, maybe among others
   */
  RunOptions(CatalogueOptions options) {
    this.options = options;
  }

  /**
   * Checks the values and chooses the backend if none is named.
   *
   * @param console told if that is not the one that would be fastest
   */
  void check(Console console) {
    options.check(FitCatalogue.CHECKPOINT);
    String backend = options.said(FitCatalogue.BACKEND);
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
    return options.said(FitCatalogue.SEED);
  }

  /** More than there are processors would wait for each other, and far longer than they work. */
  int threads() {
    return Threads.orAll(options.said(FitCatalogue.THREADS));
  }

  /** A name, or null for the one that the system property names. */
  String backend() {
    String backend = options.said(FitCatalogue.BACKEND);
    return backend == null ? chosen : backend;
  }
}
