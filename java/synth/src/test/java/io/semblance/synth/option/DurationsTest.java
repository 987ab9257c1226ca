package io.semblance.synth.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "90s, PT90S",
    "10m, PT10M",
    "1h30m, PT90M",
    "1h30m5s, PT1H30M5S",
    "2.5h, PT2H30M",
    "0.5s, PT0.5S",
    "' 1H ', PT1H"
  })
  void readsWhatPeopleWrite(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "90", "ten minutes", "-5s", "5s3m", "1m1m", "0s", "1d", "s"})
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"PT0.4S, 0s", "PT42S, 42s", "PT3M20S, 3m20s", "PT60S, 1m00s", "PT3905S, 1h05m"})
  void writesTwoUnits(Duration duration, String expected) {
    assertThat(Durations.format(duration)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"PT0.5S, 0.5s", "PT90S, 1m30s", "PT1H, 1h", "PT25H0.25S, 25h0.25s", "PT0S, 0s"})
  void writesExactly(Duration duration, String expected) {
    assertThat(Durations.exactly(duration)).isEqualTo(expected);
    if (!duration.isZero()) {
      assertThat(Durations.parse(expected)).isEqualTo(duration);
    }
  }

  @Property
  void whatIsWrittenCanBeRead(@ForAll @IntRange(min = 1, max = 3599) int seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
  }
}
