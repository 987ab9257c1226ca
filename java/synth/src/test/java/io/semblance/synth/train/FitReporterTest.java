package io.semblance.synth.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.FitProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FitReporterTest {
  private final List<FitProgress> told = new ArrayList<>();

  private final FitListener listener =
      new FitListener() {
        @Override
        public void progress(FitProgress progress) {
          told.add(progress);
        }
      };

  /** A slow first step says nothing of the pace; what came after it does. */
  @Test
  void timeLeftIsReckonedFromTheLastSeconds() throws InterruptedException {
    FitReporter reporter = new FitReporter(FitOptions.defaults(), listener, 1_000);
    Thread.sleep(1_500); // compiling, until the first step is done
    report(reporter, 1);
    assertThat(told.get(0).remaining()).isNull();
    long start = System.nanoTime();
    Thread.sleep(1_200);
    report(reporter, 121);
    double seconds = (System.nanoTime() - start) / 1e9;
    // 100 epochs of 10 steps: 879 steps are left, at 120 in the time between the reports.
    double expected = 879 * seconds / 120;
    assertThat(told.get(1).remaining().toMillis() / 1e3).isBetween(.7 * expected, 1.1 * expected);
    assertThat(told.get(1).rowsPerSecond())
        .isBetween(.9 * 12_000 / seconds, 1.4 * 12_000 / seconds);
  }

  @Test
  void aBudgetIsKnownFromTheFirstStepOn() {
    FitOptions options = FitOptions.builder().budget(Duration.ofSeconds(30)).build();
    FitReporter reporter = new FitReporter(options, listener, 1_000);
    report(reporter, 1);
    assertThat(told.get(0).remaining()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    assertThat(told.get(0).epochs()).isZero();
  }

  private static void report(FitReporter reporter, long step) {
    FitReporter.Position at = new FitReporter.Position(1, 100, step, 100);
    reporter.training("training", at, Map.of(), Double.NaN);
  }
}
