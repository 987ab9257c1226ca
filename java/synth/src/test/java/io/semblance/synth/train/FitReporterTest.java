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

  private long nanos;

  private FitReporter reporter(FitOptions options) {
    return new FitReporter(options, listener, 1_000, () -> nanos);
  }

  private void at(double seconds) {
    nanos = (long) (1e9 * seconds);
  }

  /** A slow first step says nothing of the pace; what came after it does. */
  @Test
  void timeLeftIsReckonedFromTheLastSeconds() {
    FitReporter reporter = reporter(FitOptions.defaults());
    at(50); // compiling, until the first step is done
    report(reporter, 1);
    assertThat(told.get(0).remaining()).isNull();
    at(52);
    report(reporter, 121);
    // 100 epochs of 10 steps: 879 are left, at 60 steps a second, each of 100 rows.
    assertThat(told.get(1).remaining()).isEqualTo(Duration.ofMillis(14_650));
    assertThat(told.get(1).rowsPerSecond()).isEqualTo(6_000);
    at(61);
    report(reporter, 211);
    at(71);
    report(reporter, 311); // ten seconds at 10 steps: the fast ones are forgotten
    assertThat(told.get(3).remaining()).isEqualTo(Duration.ofMillis(68_900));
  }

  @Test
  void aBudgetIsKnownFromTheFirstStepOn() {
    FitReporter reporter = reporter(FitOptions.builder().budget(Duration.ofSeconds(30)).build());
    at(4);
    report(reporter, 1);
    assertThat(told.get(0).remaining()).isEqualTo(Duration.ofSeconds(26));
    assertThat(told.get(0).epochs()).isZero();
  }

  private static void report(FitReporter reporter, long step) {
    FitReporter.Position at = new FitReporter.Position(1, 100, step, 100);
    reporter.training("training", at, Map.of(), Double.NaN);
  }
}
