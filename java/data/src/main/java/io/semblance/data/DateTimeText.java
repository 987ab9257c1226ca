package io.semblance.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Date-times of one {@link DateTimeFormatter} pattern, to and from milliseconds since
 * 1970-01-01T00:00Z.
 *
 * <p>A time without a zone is taken as UTC: what matters to a model is the distance of two moments,
 * and the text comes back as it was. A time of day without a date is on 1970-01-01. A zone that is
 * a literal in the pattern ({@code 'Z'}, {@code '+02:00'}) is text like any other; a zone field
 * ({@code XXX}) is honoured, and written back as UTC.
 */
public final class DateTimeText {
  private final DateTimeFormatter formatter;
  private final boolean zoned;
  private final String pattern;

  private DateTimeText(String pattern) {
    this.pattern = pattern;
    DateTimeFormatter plain =
        new DateTimeFormatterBuilder().appendPattern(pattern).toFormatter(Locale.ENGLISH);
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().append(plain);
    String fields = pattern.replaceAll("'[^']*'", "");
    zoned = fields.indexOf('X') >= 0 || fields.indexOf('x') >= 0;
    if (fields.indexOf('u') < 0 && fields.indexOf('y') < 0) {
      builder.parseDefaulting(ChronoField.YEAR, 1970);
      builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1);
      builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
    } else if (fields.indexOf('d') < 0 && fields.indexOf('D') < 0) {
      if (fields.indexOf('M') < 0) {
        builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1);
      }
      builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
    }
    boolean era = fields.indexOf('y') >= 0;
    formatter =
        builder
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(era ? ResolverStyle.SMART : ResolverStyle.STRICT)
            .withZone(null);
  }

  /**
   * Date-times of the given pattern.
   *
   * @throws DataException when the pattern is not one of {@link DateTimeFormatter}
   */
  public static DateTimeText of(String pattern) {
    try {
      return new DateTimeText(pattern);
    } catch (IllegalArgumentException e) {
      throw DataException.builder("'" + Text.shorten(pattern) + "' is no date pattern")
          .remedy("write it as for java.time.format.DateTimeFormatter, such as uuuu-MM-dd HH:mm")
          .cause(e)
          .build();
    }
  }

  /** The pattern. */
  public String pattern() {
    return pattern;
  }

  /** Whether the pattern has a time of day, and neither a date nor a zone. */
  public boolean isTimeOfDay() {
    String fields = pattern.replaceAll("'[^']*'", "");
    return fields.chars().filter(Character::isLetter).allMatch(c -> "HhKkmsSaAnNB".indexOf(c) >= 0);
  }

  /**
   * The moment in epoch milliseconds.
   *
   * @throws DateTimeException when the text does not follow the pattern
   */
  public long parse(String text) {
    TemporalAccessor parsed = formatter.parse(text.strip());
    if (zoned) {
      return Instant.from(parsed).toEpochMilli();
    }
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date == null) {
      throw new DateTimeException("no date in '" + Text.shorten(text) + "'");
    }
    long day = Math.multiplyExact(date.toEpochDay(), 86_400_000L);
    return parsed.isSupported(ChronoField.MILLI_OF_DAY)
        ? day + parsed.getLong(ChronoField.MILLI_OF_DAY)
        : day;
  }

  /** The text of a moment given in epoch milliseconds. */
  public String format(long epochMillis) {
    return formatter.format(at(epochMillis));
  }

  /** Appends the text of a moment given in epoch milliseconds. */
  public void format(long epochMillis, StringBuilder out) {
    formatter.formatTo(at(epochMillis), out);
  }

  /** Whether the other one has the same pattern. */
  @Override
  public boolean equals(Object o) {
    return o instanceof DateTimeText other && other.pattern.equals(pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern;
  }

  private TemporalAccessor at(long epochMillis) {
    long seconds = Math.floorDiv(epochMillis, 1000L);
    int nanos = (int) Math.floorMod(epochMillis, 1000L) * 1_000_000;
    return zoned
        ? Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC)
        : LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
  }
}
