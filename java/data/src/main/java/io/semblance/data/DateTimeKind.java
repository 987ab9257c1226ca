package io.semblance.data;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * Moments, as milliseconds since 1970-01-01T00:00Z.
 *
 * @param format how cells are written; null when not known
 * @param min the first moment; NaN when not known
 * @param max the last moment; NaN when not known
 * @param resolutionMillis the greatest step that divides the distance of any two moments
 */
public record DateTimeKind(DateTimeText format, double min, double max, long resolutionMillis)
    implements TimedKind {
  private static final double DAY = 86_400_000;

  /** Ranges shorter than this are labelled with the time of day. */
  private static final double SHORT_RANGE = 20 * DAY;

  /**
   * Moments.
   *
   * @throws IllegalArgumentException when the resolution is not positive
   */
  public DateTimeKind {
    if (resolutionMillis < 1) {
      throw new IllegalArgumentException("resolution of " + resolutionMillis + " ms");
    }
  }

  static DateTimeKind unknown() {
    return new DateTimeKind(null, Double.NaN, Double.NaN, 1);
  }

  @Override
  public ColumnType type() {
    return ColumnType.DATETIME;
  }

  @Override
  public Encoding encoding() {
    return Encoding.WHOLE;
  }

  @Override
  public DateTimeKind withRange(double least, double greatest) {
    return new DateTimeKind(format, least, greatest, resolutionMillis);
  }

  @Override
  public DateTimeKind withPattern(DateTimeText pattern, long millis) {
    return new DateTimeKind(pattern, min, max, millis);
  }

  @Override
  public double unitMillis() {
    return 1;
  }

  @Override
  public long toMillis(double value) {
    return (long) value;
  }

  @Override
  public Axis axis() {
    return Axis.TIMELINE;
  }

  @Override
  public double[] roundSteps() {
    return new double[] {DAY, DAY / 24, DAY / 24 / 60, 1000};
  }

  @Override
  public DoubleFunction<String> labels(
      double least, double greatest, DoubleFunction<String> number) {
    String pattern = greatest - least < SHORT_RANGE ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd";
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    return value -> format.format(Instant.ofEpochMilli((long) value));
  }
}
