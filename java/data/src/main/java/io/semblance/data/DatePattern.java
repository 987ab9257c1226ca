package io.semblance.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@link DateTimeFormatter} pattern of a {@link DateTimeText}. Beyond those of the JDK: weeks
 * ({@code YYYY-'W'ww}, {@code e} for the day) are those of ISO 8601, a year of two digits is of
 * 1940 to 2039. In front may stand {@code (upper)}, {@code (lower)} or a language such as {@code
 * (de)}, for how names of months are written, or a zone such as {@code (Europe/Berlin)}, whose
 * offsets {@code XXX} stands for.
 */
final class DatePattern {
  private static final Pattern MARKED =
      Pattern.compile("\\((upper|lower|[a-z]{2}|[A-Z][a-z]+/[A-Za-z_]+)\\)(.+)");

  /** A year of two digits is of 1940 to 2039. */
  private static final int FIRST_OF_TWO_DIGITS = 1940;

  private final DateTimeFormatter formatter;
  private final boolean zoned;
  private final ZoneId zone;
  private final int fields;
  private final String marked;
  private final String pattern;
  private final UnaryOperator<String> casing;

  DatePattern(String marked) {
    this.marked = marked;
    Matcher mark = MARKED.matcher(marked);
    boolean isMarked = mark.matches();
    String how = isMarked ? mark.group(1) : "";
    pattern = isMarked ? mark.group(2) : marked;
    zone = how.indexOf('/') > 0 ? ZoneId.of(how) : ZoneOffset.UTC;
    boolean upper = how.equals("upper");
    boolean lower = how.equals("lower");
    casing =
        upper
            ? text -> text.toUpperCase(Locale.ROOT)
            : lower ? text -> text.toLowerCase(Locale.ROOT) : UnaryOperator.identity();
    Locale language = how.length() != 2 ? Locale.ENGLISH : Locale.forLanguageTag(how);
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    if (upper || lower) {
      builder.parseCaseInsensitive();
    }
    appendTo(builder);
    String fields = pattern.replaceAll("'[^']*'", "");
    this.fields = (int) fields.chars().filter(Character::isLetter).distinct().count();
    zoned = fields.indexOf('X') >= 0 || fields.indexOf('x') >= 0;
    if (fields.indexOf('Y') >= 0) {
      if (fields.indexOf('e') < 0) {
        builder.parseDefaulting(ChronoField.DAY_OF_WEEK, 1);
      }
    } else if (fields.indexOf('u') < 0 && fields.indexOf('y') < 0) {
      builder.parseDefaulting(ChronoField.YEAR, 1970);
      builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1);
      builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
    } else if (fields.indexOf('Q') >= 0 && fields.indexOf('M') < 0) {
      builder.parseDefaulting(IsoFields.DAY_OF_QUARTER, 1);
    } else if (fields.indexOf('d') < 0 && fields.indexOf('D') < 0) {
      if (fields.indexOf('M') < 0) {
        builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1);
      }
      builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
    }
    boolean era = fields.indexOf('y') >= 0;
    formatter =
        builder
            .toFormatter(language)
            .withResolverStyle(era ? ResolverStyle.SMART : ResolverStyle.STRICT)
            .withZone(null);
  }

  /** As the JDK has it, but for years of two digits and weeks. */
  private void appendTo(DateTimeFormatterBuilder builder) {
    int plainFrom = 0;
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      int end = at + 1;
      if (c == '\'') {
        int close = pattern.indexOf('\'', end);
        at = close < 0 ? pattern.length() : close + 1;
        continue;
      }
      while (end < pattern.length() && pattern.charAt(end) == c) {
        end++;
      }
      boolean ours = c == 'u' && end - at == 2 || c == 'Y' || c == 'w' || c == 'e';
      if (ours) {
        if (at > plainFrom) {
          builder.appendPattern(pattern.substring(plainFrom, at));
        }
        appendTo(builder, c, end - at);
        plainFrom = end;
      }
      at = end;
    }
    if (plainFrom < pattern.length()) {
      builder.appendPattern(pattern.substring(plainFrom));
    }
  }

  private static void appendTo(DateTimeFormatterBuilder builder, char field, int width) {
    switch (field) {
      case 'u' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_OF_TWO_DIGITS);
      case 'Y' -> builder.appendValue(IsoFields.WEEK_BASED_YEAR, width, 10, SignStyle.NORMAL);
      case 'w' ->
          builder.appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, width, 2, SignStyle.NOT_NEGATIVE);
      default -> builder.appendValue(ChronoField.DAY_OF_WEEK, 1);
    }
  }

  /** How many different things are told: year, month, ..., second, part of a second. */
  int fields() {
    return fields;
  }

  /** Whether it reads any zone and writes that of UTC. */
  boolean losesZone() {
    return zoned && zone.equals(ZoneOffset.UTC);
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
    out.append(casing.apply(formatter.format(at(epochMillis))));
  }

  @Override
  public String toString() {
    return marked;
  }

  private TemporalAccessor at(long epochMillis) {
    long seconds = Math.floorDiv(epochMillis, 1000L);
    int nanos = (int) Math.floorMod(epochMillis, 1000L) * 1_000_000;
    return zoned
        ? Instant.ofEpochMilli(epochMillis).atZone(zone)
        : LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
  }
}
