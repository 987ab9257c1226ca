package io.semblance.data.series;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as ISO 8601 writes them, without a zone taken as UTC. */
final class IsoTime {
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2})(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})"
              + "(?:[.,](\\d{1,3}))?)?(Z|[+-]\\d{2}:?\\d{2})?)?)?)?");

  private static final double DAY = TimePart.MILLIS_OF_DAY;

  private IsoTime() {}

  /** Milliseconds since 1970-01-01T00:00Z; NaN when the text is no moment. */
  static double parse(String text) {
    Matcher m = MOMENT.matcher(text.strip());
    if (!m.matches()) {
      return Double.NaN;
    }
    String fraction = m.group(7) == null ? "000" : (m.group(7) + "00").substring(0, 3);
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(m, 1, 0),
              number(m, 2, 1),
              number(m, 3, 1),
              number(m, 4, 0),
              number(m, 5, 0),
              number(m, 6, 0),
              Integer.parseInt(fraction) * 1_000_000);
      ZoneOffset offset = m.group(8) == null ? ZoneOffset.UTC : ZoneOffset.of(m.group(8));
      return local.toInstant(offset).toEpochMilli();
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }

  private static int number(Matcher m, int group, int otherwise) {
    return m.group(group) == null ? otherwise : Integer.parseInt(m.group(group));
  }

  /** A moment as text, without what is finer than the resolution, in milliseconds. */
  static String text(double instant, double resolution) {
    String pattern = "uuuu-MM-dd";
    if (resolution % DAY != 0) {
      pattern = "uuuu-MM-dd'T'HH:mm";
      if (resolution % 60_000 != 0) {
        pattern = resolution % 1000 == 0 ? pattern + ":ss" : pattern + ":ss.SSS";
      }
    }
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(Instant.ofEpochMilli((long) instant));
  }
}
