package io.semblance.cli;

import picocli.CommandLine.Option;

/** Where and how reproducibly to compute; shared by all commands that run a model. */
final class RunOptions {
  private static final int MOST_THREADS = 1024;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same bytes. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; changes the speed, never the result. Default: all processors.")
  private Integer threads;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Compute on this backend, or fail. Default: the best; see 'semblance doctor'.")
  private String backend;

  void check() {
    if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
      throw new UsageException(
          "--threads is " + threads + ", but must be 1 to " + MOST_THREADS + ".");
    }
  }

  long seed() {
    return seed;
  }

  int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /** A name, or null for the best that can run. */
  String backend() {
    return backend;
  }
}
