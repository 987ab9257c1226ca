package io.semblance.data.series;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a column tells of a moment. */
enum TimePart {
  /** All of it: the only column of the time. */
  ITSELF(0),
  /** The day, as a date. */
  DATE(TimePart.MILLIS_OF_DAY),
  /** The time of day. */
  CLOCK(1000),
  YEAR(0, "year", "yr", "yyyy"),
  MONTH(0, "month", "mon", "mnth"),
  /** Of the month, from 1; without a year: the days since the start. */
  DAY(TimePart.MILLIS_OF_DAY, "day", "mday", "dom"),
  HOUR(3_600_000, "hour", "hr"),
  MINUTE(60_000, "minute", "min"),
  SECOND(1000, "second", "sec"),
  /** Of the year, from 1. */
  DAY_OF_YEAR(TimePart.MILLIS_OF_DAY, "dayofyear", "yday"),
  /** Of the week, Monday to Sunday as 0 to 6. */
  WEEKDAY_FROM_MONDAY_0(0, "weekday", "dow"),
  /** Of the week, Monday to Sunday as 1 to 7. */
  WEEKDAY_FROM_MONDAY_1(0, "weekday", "dow"),
  /** Of the week, Sunday to Saturday as 0 to 6. */
  WEEKDAY_FROM_SUNDAY_0(0, "weekday", "dow"),
  /** Of the week, Sunday to Saturday as 1 to 7. */
  WEEKDAY_FROM_SUNDAY_1(0, "weekday", "dow");

  static final long MILLIS_OF_DAY = 86_400_000;

  private final long unit;
  private final List<String> names;

  TimePart(long unit, String... names) {
    this.unit = unit;
    this.names = List.of(names);
  }

  /** The parts that a column of this name may be: none, one, or the ways to count weekdays. */
  static List<TimePart> named(String column) {
    String name = column.toLowerCase(Locale.ROOT);
    List<TimePart> parts = new ArrayList<>();
    for (TimePart part : values()) {
      if (part.names.contains(name)) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Milliseconds that a value of 1 stands for; 0 where that is no fixed number. */
  long unit() {
    return unit;
  }

  /** The name used in files and messages. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  boolean isWeekday() {
    return compareTo(WEEKDAY_FROM_MONDAY_0) >= 0;
  }

  /** Whether it is part of a date. */
  boolean isOfDate() {
    return switch (this) {
      case DATE, YEAR, MONTH, DAY, DAY_OF_YEAR -> true;
      case ITSELF,
          CLOCK,
          HOUR,
          MINUTE,
          SECOND,
          WEEKDAY_FROM_MONDAY_0,
          WEEKDAY_FROM_MONDAY_1,
          WEEKDAY_FROM_SUNDAY_0,
          WEEKDAY_FROM_SUNDAY_1 ->
          false;
    };
  }

  /**
   * This part of a moment.
   *
   * @param local milliseconds since the start of 1970 by the clock on the wall
   */
  double of(long local) {
    long day = Math.floorDiv(local, MILLIS_OF_DAY);
    long inDay = local - day * MILLIS_OF_DAY;
    return switch (this) {
      case ITSELF -> local;
      case DATE -> day * MILLIS_OF_DAY;
      case CLOCK -> inDay / 1e3;
      case YEAR -> LocalDate.ofEpochDay(day).getYear();
      case MONTH -> LocalDate.ofEpochDay(day).getMonthValue();
      case DAY -> LocalDate.ofEpochDay(day).getDayOfMonth();
      case HOUR -> inDay / 3_600_000;
      case MINUTE -> inDay / 60_000 % 60;
      case SECOND -> inDay / 1000 % 60;
      case DAY_OF_YEAR -> LocalDate.ofEpochDay(day).getDayOfYear();
      // 1970-01-01 was a Thursday.
      case WEEKDAY_FROM_MONDAY_0 -> Math.floorMod(day + 3, 7);
      case WEEKDAY_FROM_MONDAY_1 -> Math.floorMod(day + 3, 7) + 1;
      case WEEKDAY_FROM_SUNDAY_0 -> Math.floorMod(day + 4, 7);
      case WEEKDAY_FROM_SUNDAY_1 -> Math.floorMod(day + 4, 7) + 1;
    };
  }
}
