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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@link DateTimeFormatter} pattern of a {@link DateTimeText}. */
final class DatePattern {
  private static final Pattern TWO_DIGITS = Pattern.compile("(?<![u'])uu(?![u'])");

  /** A year of two digits is of 1940 to 2039. */
  private static final int FIRST_OF_TWO_DIGITS = 1940;

  private final DateTimeFormatter formatter;
  private final boolean zoned;
  private final int fields;
  private final String pattern;

  DatePattern(String pattern) {
    this.pattern = pattern;
    DateTimeFormatter plain = plain(pattern);
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().append(plain);
    String fields = pattern.replaceAll("'[^']*'", "");
    this.fields = (int) fields.chars().filter(Character::isLetter).distinct().count();
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

  /** As the JDK has it, but for years of two digits, which are of a person's life. */
  private static DateTimeFormatter plain(String pattern) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseSensitive();
    Matcher year = TWO_DIGITS.matcher(pattern);
    int at = 0;
    while (year.find()) {
      if (year.start() > at) {
        builder.appendPattern(pattern.substring(at, year.start()));
      }
      builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_OF_TWO_DIGITS);
      at = year.end();
    }
    if (at < pattern.length()) {
      builder.appendPattern(pattern.substring(at));
    }
    return builder.toFormatter(Locale.ENGLISH);
  }

  /** How many different things are told: year, month, ..., second, part of a second. */
  int fields() {
    return fields;
  }

  /** Whether the pattern has a time of day, and neither a date nor a zone. */
  boolean isTimeOfDay() {
    String fields = pattern.replaceAll("'[^']*'", "");
    return fields.chars().filter(Character::isLetter).allMatch(c -> "HhKkmsSaAnNB".indexOf(c) >= 0);
  }

  /**
   * The moment in epoch milliseconds.
   *
   * @throws DateTimeException when the text does not follow the pattern
   */
  long parse(String text) {
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

  /** Appends the text of a moment given in epoch milliseconds. */
  void format(long epochMillis, StringBuilder out) {
    formatter.formatTo(at(epochMillis), out);
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
