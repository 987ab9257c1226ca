package io.semblance.cli;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says which judge is at work, and in the end how long all of them took. */
final class JudgingProgress implements Consumer<String> {
  private final Console console;
  private final LongSupplier nanoTime;
  private final long start;

  JudgingProgress(Console console) {
    this(console, System::nanoTime);
  }

  JudgingProgress(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  @Override
  public void accept(String step) {
    if (console.quiet()) {
      return;
    }
    String line = String.format(Locale.ROOT, "judging, %.0f s: %s", seconds(), step);
    if (console.terminal()) {
      console.redraw(line.length() <= console.width() ? line : line.substring(0, console.width()));
    } else {
      console.say(line);
    }
  }

  /** Takes the line away and says how long it took. */
  void done() {
    console.say(String.format(Locale.ROOT, "judged in %.0f s", seconds()));
  }

  private double seconds() {
    return (nanoTime.getAsLong() - start) / 1e9;
  }
}
