package io.semblance.data;

import java.util.function.DoubleFunction;

/**
 * Times of day, as seconds since midnight, from 0 to before 86400. The day is a circle: 23:59 and
 * 00:00 are neighbours.
 *
 * @param format how cells are written; null when not known
 * @param min the earliest time; NaN when not known
 * @param max the latest time, at most 86400; NaN when not known
 * @param resolutionMillis the greatest step, in milliseconds, that divides the distance of any two
 *     times
 */
public record TimeKind(DateTimeText format, double min, double max, long resolutionMillis)
    implements TimedKind {
  /** Seconds of a day. */
  private static final double DAY = 86_400;

  /** Ranges shorter than this, in seconds, are labelled with seconds. */
  private static final double SHORT_RANGE = 20 * 60;

  /**
   * Times of day.
   *
   * @throws IllegalArgumentException when the resolution is not positive, a bound is no time of
   *     day, or the pattern has a date or a zone
   */
  public TimeKind {
    if (resolutionMillis < 1) {
      throw new IllegalArgumentException("resolution of " + resolutionMillis + " ms");
    }
    if (min < 0 || max > DAY) {
      throw new IllegalArgumentException("a time of day is from 0 to 86400 seconds");
    }
    if (format != null && !format.isTimeOfDay()) {
      throw new IllegalArgumentException(
          "the pattern " + format + " is not of a time of day alone");
    }
  }

  static TimeKind unknown() {
    return new TimeKind(null, Double.NaN, Double.NaN, 1);
  }

  @Override
  public ColumnType type() {
    return ColumnType.TIME;
  }

  @Override
  public Encoding encoding() {
    return Encoding.CYCLIC;
  }

  @Override
  public TimeKind withRange(double least, double greatest) {
    return new TimeKind(format, least, greatest, resolutionMillis);
  }

  @Override
  public TimeKind withPattern(DateTimeText pattern, long millis) {
    return new TimeKind(pattern, min, max, millis);
  }

  @Override
  public double unitMillis() {
    return 1000;
  }

  @Override
  public long toMillis(double value) {
    return Math.floorMod(Math.round(value * unitMillis()), (long) (DAY * unitMillis()));
  }

  /** Never 24:00, which is 00:00 of the next day. */
  @Override
  public ValueGrid grid() {
    double step = resolutionMillis / unitMillis();
    double last = Double.isNaN(max) ? DAY : max;
    return ValueGrid.ofSteps(Double.isNaN(min) ? 0 : min, Math.min(last, DAY - step), step);
  }

  @Override
  public Axis axis() {
    return Axis.CYCLE;
  }

  @Override
  public double period() {
    return DAY;
  }

  @Override
  public double[] roundSteps() {
    return new double[] {3600, 60, 1};
  }

  @Override
  public DoubleFunction<String> labels(
      double least, double greatest, DoubleFunction<String> number) {
    boolean seconds = greatest - least < SHORT_RANGE;
    return value -> clock(value, seconds);
  }

  /** A time as on a clock, such as 08:30; the end of the day is 24:00. */
  private static String clock(double value, boolean seconds) {
    long rounded = seconds ? Math.round(value) : 60 * Math.round(value / 60);
    long day = (long) DAY;
    long time = rounded == day ? day : Math.floorMod(rounded, day);
    String minutes = two(time / 3600) + ":" + two(time / 60 % 60);
    return seconds ? minutes + ":" + two(time % 60) : minutes;
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
