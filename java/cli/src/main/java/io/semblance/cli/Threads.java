package io.semblance.cli;

/** How many threads to use. */
final class Threads {
  static final String DESCRIPTION =
      "Threads; changes the speed, never the result. Default: all processors.";

  private static final int MOST = 1024;

  private Threads() {}

  /**
   * The number given, at most one per processor; all processors when it is null.
   *
   * @throws UsageException when the number makes no sense
   */
  static int orAll(Integer threads) {
    if (threads != null && (threads < 1 || threads > MOST)) {
      throw new UsageException("--threads is " + threads + ", but must be 1 to " + MOST + ".");
    }
    int processors = Runtime.getRuntime().availableProcessors();
    return threads == null ? processors : Math.min(threads, processors);
  }
}
