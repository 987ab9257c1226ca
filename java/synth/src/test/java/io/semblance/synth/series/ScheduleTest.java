package io.semblance.synth.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final double HOUR = 3_600_000;

  private static double millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  @Test
  void monthsHaveTheirOwnLengths() {
    double base = millis("2023-11-01T02:00:00Z");
    Schedule months = new Schedule(base, HOUR, 744 * HOUR, ChronoUnit.MONTHS, "Z");
    assertThat(months.start(0, base)).isEqualTo(base);
    assertThat(months.room(base, 744)).isEqualTo(30 * 24 - 2);
    assertThat(months.start(1, base)).isEqualTo(millis("2023-12-01T00:00:00Z"));
    assertThat(months.room(months.start(1, base), 744)).isEqualTo(744);
    assertThat(months.start(3, base)).isEqualTo(millis("2024-02-01T00:00:00Z"));
    assertThat(months.room(months.start(3, base), 744)).isEqualTo(29 * 24);
    assertThat(months.room(months.start(3, base), 100)).isEqualTo(100);
  }

  /** The day on which clocks go forward has 23 hours. */
  @Test
  void daysAreThoseOfTheZone() {
    ZonedDateTime begin = ZonedDateTime.of(2024, 3, 30, 0, 0, 0, 0, ZoneId.of("Europe/Berlin"));
    double base = begin.toInstant().toEpochMilli();
    Schedule days = new Schedule(base, HOUR, 24 * HOUR, ChronoUnit.DAYS, "Europe/Berlin");
    assertThat(days.room(base, 24)).isEqualTo(24);
    assertThat(days.room(days.start(1, base), 24)).isEqualTo(23);
    assertThat(days.start(2, base) - base).isEqualTo(47 * HOUR);
  }

  /** Windows of 24 hours, a gap of one between them, begin at all hours in turn. */
  @Test
  void windowsOfADayDoNotAllBeginAtMidnight() {
    double base = millis("2024-01-01T00:00:00Z");
    Schedule days = new Schedule(base, HOUR, 24 * HOUR, null, "Z");
    Schedule moved = days.outOfPhase(List.of(24 * HOUR, 168 * HOUR), 24);
    assertThat(moved.start(1, base) - base).isEqualTo(25 * HOUR);
    assertThat(moved.outOfPhase(List.of(24 * HOUR), 24)).isEqualTo(moved);
    Schedule ten = new Schedule(base, HOUR, 10 * HOUR, null, "Z");
    assertThat(ten.outOfPhase(List.of(24 * HOUR, 168 * HOUR), 10)).isEqualTo(ten);
    Schedule period = new Schedule(base, HOUR, 24 * HOUR, ChronoUnit.DAYS, "Z");
    assertThat(period.outOfPhase(List.of(24 * HOUR), 24)).isEqualTo(period);
  }

  @Test
  void slotsLieEndToEnd() {
    Schedule slots = new Schedule(10, 2, 48, null, "Z");
    assertThat(slots.start(3, 10)).isEqualTo(154);
    assertThat(slots.start(3, 0)).isEqualTo(144);
    assertThat(slots.room(154, 24)).isEqualTo(24);
    assertThat(Schedule.NONE.timed()).isFalse();
  }
}
