package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.synth.FitProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Map<String, Double> LOSSES = new LinkedHashMap<>();

  static {
    LOSSES.put("critic", -1.25);
    LOSSES.put("generator", 0.5);
  }

  private final StringWriter err = new StringWriter();
  private long nanos;

  private static FitProgress at(String phase, int epoch, Duration elapsed, Duration remaining) {
    return new FitProgress(
        phase, epoch, 10, 100L * epoch, LOSSES, 12345.6, elapsed, remaining, Double.NaN);
  }

  @Test
  void theLineSaysHowFarAndHowLong() {
    FitProgress p = at("training", 4, Duration.ofSeconds(40), Duration.ofSeconds(80));
    assertThat(ProgressLine.words(p))
        .isEqualTo(
            "training epoch 4/10, critic -1.250, generator 0.500, 12,346 rows/s, 1m20s left");
  }

  @Test
  void theBarShowsTimeNotEpochs() {
    FitProgress p = at("training", 1, Duration.ofSeconds(30), Duration.ofSeconds(30));
    assertThat(ProgressLine.fitted(p, 200))
        .startsWith("training [##########..........] epoch 1/10");
    assertThat(ProgressLine.fitted(p, ProgressLine.words(p).length() + 5))
        .isEqualTo(ProgressLine.words(p)); // no room for a bar
  }

  @Test
  void epochsThatABudgetCutsShortAreNotPromised() {
    FitProgress p =
        new FitProgress(
            "training", 1, 0, 100, LOSSES, 500, Duration.ofSeconds(30), Duration.ofSeconds(30), 2);
    assertThat(ProgressLine.fitted(p, 200)).startsWith("training [##########..........] epoch 1, ");
  }

  @Test
  void unknownTimeLeftIsNotMadeUp() {
    FitProgress p = at("training", 4, Duration.ofSeconds(40), null);
    assertThat(ProgressLine.words(p)).doesNotContain("left");
  }

  @Test
  void nothingIsSaidThatIsNotKnown() {
    FitProgress p =
        new FitProgress("calibrating", 0, 0, 0, Map.of(), 0, Duration.ZERO, null, Double.NaN);
    assertThat(ProgressLine.fitted(p, 200)).isEqualTo("calibrating");
  }

  @Test
  void neverWiderThanTheTerminal() {
    FitProgress p = at("training class 1.0", 4, Duration.ofSeconds(40), Duration.ofSeconds(80));
    assertThat(ProgressLine.fitted(p, 40)).hasSize(40);
  }

  @Test
  void withoutATerminalALineEveryTenSecondsAndAtANewPhase() {
    ProgressPrinter printer = printer(false);
    for (int second = 0; second < 25; second++) {
      nanos = second * 1_000_000_000L;
      printer.progress(at("training", 1, Duration.ofSeconds(second), null));
    }
    printer.progress(at("calibrating", 1, Duration.ofSeconds(25), null));
    assertThat(err.toString().lines()).hasSize(4); // seconds 0, 10 and 20; the new phase
    assertThat(err.toString()).doesNotContain("\r").contains("calibrating");
  }

  @Test
  void onATerminalTheLineIsRedrawnInPlace() {
    ProgressPrinter printer = printer(true);
    nanos = 1_000_000_000L;
    printer.progress(at("a long name of a phase", 1, Duration.ofSeconds(1), null));
    nanos = 2_000_000_000L;
    printer.progress(at("short", 1, Duration.ofSeconds(2), null));
    String[] drawn = err.toString().split("\r", -1);
    assertThat(drawn).hasSize(3);
    assertThat(drawn[2]).hasSize(drawn[1].length()); // blanks cover the longer line before
    assertThat(err.toString()).doesNotContain("\n");
  }

  private ProgressPrinter printer(boolean terminal) {
    Console console = new Console(new PrintWriter(err, true), terminal);
    return new ProgressPrinter(console, new Interrupts(), () -> nanos);
  }
}
