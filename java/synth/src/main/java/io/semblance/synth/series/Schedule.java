package io.semblance.synth.series;

import io.semblance.data.series.Sequences;
import io.semblance.data.series.TimeAxis;
import io.semblance.synth.SynthesisException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * When sequences begin, as a function of their numbers alone, so that any part of a sample can be
 * drawn apart. Sequences of one and the same entity are laid end to end.
 *
 * @param base when the first one begins, in the unit of the time; NaN without a time
 * @param interval between two steps; NaN without a time
 * @param slot from the beginning of a sequence to that of the next of its entity
 * @param period {@code HOURS}, {@code DAYS}, {@code MONTHS} or {@code YEARS} where a sequence is
 *     such a period of the calendar; null where it is not
 * @param zone whose calendar that is
 */
record Schedule(double base, double interval, double slot, ChronoUnit period, String zone) {
  private static final List<ChronoUnit> PERIODS =
      List.of(ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.DAYS, ChronoUnit.HOURS);

  private static final int LEAST_TIMES_OF_GAP = 12;

  /** No time is that far: 30,000 years in milliseconds. */
  private static final double FAR = 1e15;

  Schedule {
    boolean timed = !Double.isNaN(base);
    boolean sound =
        Math.abs(base) < FAR && interval > 0 && interval < FAR && slot > 0 && slot < FAR;
    if (timed && !sound) {
      throw new IllegalArgumentException(
          "sequences cannot begin at " + base + ", every " + slot + ", in steps of " + interval);
    }
    if (period != null && (!timed || !PERIODS.contains(period))) {
      throw new IllegalArgumentException("sequences cannot be " + period + " of the calendar");
    }
    try {
      ZoneId.of(Objects.requireNonNullElse(zone, ""));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("there is no time zone " + zone, e);
    }
  }

  static final Schedule NONE = new Schedule(Double.NaN, Double.NaN, Double.NaN, null, "Z");

  /** For windows, or whole sequences, of at most {@code times} steps. */
  static Schedule of(Sequences sequences, int times, boolean regular) {
    if (sequences.axis().isEmpty()) {
      return NONE;
    }
    TimeAxis axis = sequences.axis().get();
    double interval = sequences.interval();
    double earliest = Double.POSITIVE_INFINITY;
    double widest = 0;
    for (int s = 0; s < sequences.count(); s++) {
      double[] at = sequences.times(s);
      earliest = Math.min(earliest, at[0]);
      for (int from = 0; from < at.length && !regular; from++) {
        widest = Math.max(widest, at[Math.min(at.length - 1, from + times)] - at[from]);
      }
    }
    double step = Double.isNaN(interval) ? Math.max(1, axis.resolution()) : interval;
    return new Schedule(
        earliest,
        step,
        Math.max(widest, times * step),
        sequences.entitiesFromTime() ? period(sequences, axis.zone()) : null,
        axis.zone().getId());
  }

  /** The greatest part of the calendar that each sequence has for itself. */
  private static ChronoUnit period(Sequences sequences, ZoneId zone) {
    for (ChronoUnit unit : PERIODS) {
      Map<ZonedDateTime, Integer> owners = new HashMap<>();
      boolean own = true;
      for (int s = 0; s < sequences.count() && own; s++) {
        Set<ZonedDateTime> periods = new HashSet<>();
        for (double at : sequences.times(s)) {
          periods.add(begin(unit, at, zone));
        }
        Integer owner = owners.putIfAbsent(periods.iterator().next(), s);
        own = periods.size() == 1 && owner == null;
      }
      if (own) {
        return unit;
      }
    }
    throw new SynthesisException(
        "The columns of --sequence-by follow from the time, but sequences are no whole years,"
            + " months, days or hours; give windows by --length instead");
  }

  private static ZonedDateTime begin(ChronoUnit unit, double at, ZoneId zone) {
    ZonedDateTime time = Instant.ofEpochMilli((long) at).atZone(zone);
    return switch (unit) {
      case YEARS -> time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
      case MONTHS -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
      case DAYS -> time.truncatedTo(ChronoUnit.DAYS);
      default -> time.truncatedTo(ChronoUnit.HOURS);
    };
  }

  /**
   * The same with an interval more between the beginnings of sequences where all would begin at one
   * phase of a cycle: windows of a table of hours begin at any hour, not at midnight alone.
   *
   * @param times steps of a window; of few the gaps would be no exception
   */
  Schedule outOfPhase(List<Double> cycles, int times) {
    boolean inPhase = period == null && cycles.stream().anyMatch(c -> slot % c == 0);
    return inPhase && times >= LEAST_TIMES_OF_GAP
        ? new Schedule(base, interval, slot + interval, null, zone)
        : this;
  }

  boolean timed() {
    return !Double.isNaN(base);
  }

  /**
   * When the block of this number begins.
   *
   * @param first when block 0 begins
   */
  double start(long block, double first) {
    if (period == null) {
      return first + block * slot;
    }
    ZoneId id = ZoneId.of(zone);
    ZonedDateTime begin = begin(period, first, id);
    double offset = first - begin.toInstant().toEpochMilli();
    ZonedDateTime at = begin.plus(block, period);
    return at.toInstant().toEpochMilli() + (block == 0 ? offset : 0);
  }

  /** How many steps there is room for from {@code start} on; of any number if not a period. */
  int room(double start, int most) {
    if (period == null) {
      return most;
    }
    ZonedDateTime end = begin(period, start, ZoneId.of(zone)).plus(1, period);
    double left = end.toInstant().toEpochMilli() - start;
    return (int) Math.max(1, Math.min(most, Math.ceil(left / interval - 1e-9)));
  }
}
