package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JudgingProgressTest {

  @Test
  void tellsTheStepAndTheTime() {
    StringWriter text = new StringWriter();
    AtomicLong clock = new AtomicLong();
    Console console = new Console(new PrintWriter(text, true), false);
    JudgingProgress progress = new JudgingProgress(console, clock::get);
    progress.accept("shape");
    clock.set(7_000_000_000L);
    progress.accept("privacy");
    clock.set(12_400_000_000L);
    progress.done();
    assertThat(text.toString().lines())
        .containsExactly("judging, 0 s: shape", "judging, 7 s: privacy", "judged in 12 s");
  }

  @Test
  void fitsATerminal() {
    StringWriter text = new StringWriter();
    Console console = new Console(new PrintWriter(text, true), true);
    new JudgingProgress(console, () -> 0).accept("x".repeat(500));
    assertThat(text.toString().strip().length()).isLessThanOrEqualTo(console.width());
  }
}
