package io.semblance.cli;

import io.semblance.synth.FitListener;
import io.semblance.synth.FitProgress;
import java.util.function.LongSupplier;

/** Shows training on the console: redrawn in place on a terminal, else a line every ten seconds. */
final class ProgressPrinter implements FitListener {
  private static final long REDRAW_NANOS = 200_000_000L;
  private static final long LINE_NANOS = 10_000_000_000L;

  private final Console console;
  private final Interrupts interrupts;
  private final LongSupplier nanoTime;
  private String phase;
  private long last;

  ProgressPrinter(Console console, Interrupts interrupts) {
    this(console, interrupts, System::nanoTime);
  }

  ProgressPrinter(Console console, Interrupts interrupts, LongSupplier nanoTime) {
    this.console = console;
    this.interrupts = interrupts;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void progress(FitProgress p) {
    if (console.quiet()) {
      return;
    }
    long now = nanoTime.getAsLong();
    boolean newPhase = !p.phase().equals(phase);
    if (!newPhase && now - last < (console.terminal() ? REDRAW_NANOS : LINE_NANOS)) {
      return;
    }
    phase = p.phase();
    last = now;
    if (console.terminal()) {
      console.redraw(ProgressLine.fitted(p, console.width()));
    } else {
      console.say(ProgressLine.words(p));
    }
  }

  @Override
  public boolean cancelled() {
    return interrupts.cancelled();
  }
}
