package io.semblance.cli;

/** What the process tells its caller; also printed by {@code semblance --help}. */
final class ExitCodes {
  static final int DONE = 0;

  /** The job failed: training, a backend, a full disk, an error of ours. */
  static final int FAILED = 1;

  /** Wrong options, or an output that cannot be written, found before any work was done. */
  static final int USAGE = 2;

  /** The input is at fault: a broken table, schema or model file, an unknown column. */
  static final int BAD_INPUT = 3;

  /** Ctrl-C; the shell's convention, 128 + SIGINT. */
  static final int INTERRUPTED = 130;

  /** The reader of standard output has gone; the shell's convention, 128 + SIGPIPE. */
  static final int READER_GONE = 141;

  private ExitCodes() {}
}
