package io.semblance.cli;

import io.semblance.data.Text;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Talk on standard error; a mixin, so that {@code --quiet} exists once. */
final class Console {
  /**
   * Set by the launcher, which can ask the shell what Java 17 cannot: is standard error a terminal.
   */
  static final String TERMINAL = "semblance.terminal";

  /** Also set by the launcher: how many characters a line of the terminal holds. */
  static final String COLUMNS = "semblance.columns";

  private static final int USUAL_COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 20;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no summary; errors are still told.")
  private boolean quiet;

  private final PrintWriter err;
  private final boolean terminal;
  private int drawn; // characters of the progress line that stand on the terminal

  Console() {
    this(utf8(System.err), Boolean.getBoolean(TERMINAL));
  }

  Console(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** JDK 17 would follow the locale, newer ones do not: say UTF-8 on all. */
  static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  boolean quiet() {
    return quiet;
  }

  boolean terminal() {
    return terminal;
  }

  /** One less than the terminal has: a full line would make some terminals scroll. */
  int width() {
    return Math.max(FEWEST_COLUMNS, Integer.getInteger(COLUMNS, USUAL_COLUMNS)) - 1;
  }

  /** One line, unless the user wants quiet. */
  synchronized void say(String line) {
    if (!quiet) {
      clear();
      err.println(Text.printable(line));
    }
  }

  /** A line that the reader should see even so. */
  synchronized void warn(String line) {
    clear();
    err.println("warning: " + Text.printable(line));
  }

  /** Replaces the progress line on a terminal. */
  synchronized void redraw(String line) {
    err.print('\r' + line + " ".repeat(Math.max(0, drawn - line.length())));
    err.flush();
    drawn = line.length();
  }

  /** Takes the progress line away. */
  synchronized void clear() {
    if (drawn > 0) {
      redraw("");
      err.print('\r');
      err.flush();
    }
  }
}
