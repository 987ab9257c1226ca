package io.semblance.cli;

import java.io.IOException;
import java.util.Arrays;

/** The entry point of the process; everything else returns instead of exiting. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Interrupts interrupts = new Interrupts();
    interrupts.install();
    int code;
    try {
      code = SemblanceCommand.commandLine(interrupts, args).execute(args);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      // picocli hands on exceptions only; what was on the stack is garbage by now.
      boolean stacktrace = Arrays.asList(args).contains(SemblanceCommand.STACKTRACE);
      code = Failures.report(e, Console.utf8(System.err), stacktrace);
    }
    IOException lost = StandardOutput.shared().failure();
    if (code == ExitCodes.DONE && lost != null && !(lost instanceof ReaderGoneException)) {
      code = Failures.report(lost, Console.utf8(System.err), false);
    }
    System.err.flush();
    interrupts.finished();
    System.exit(code);
  }
}
