package io.semblance.data.infer;

import io.semblance.data.CellReader;
import io.semblance.data.DateTimeText;
import io.semblance.data.StoredType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * The texts in which cells of typed sources go through inference, and how dates and times among
 * them are read. Dates are {@code 2013-01-31}, times of day {@code 05:00:00}, moments {@code
 * 2013-01-31 05:00:00}, those of UTC with a {@code Z} behind; thousandths of a second follow where
 * they are not zero, and what is finer is dropped, as a model knows milliseconds.
 */
public final class StoredText {
  private static final Form DATES = new Form("uuuu-MM-dd", "uuuu-MM-dd");
  private static final Form TIMES = new Form("HH:mm:ss", "HH:mm:ss.SSS");
  private static final Form MOMENTS = new Form("uuuu-MM-dd HH:mm:ss", "uuuu-MM-dd HH:mm:ss.SSS");
  private static final Form INSTANTS =
      new Form("uuuu-MM-dd HH:mm:ss'Z'", "uuuu-MM-dd HH:mm:ss.SSS'Z'");
  private static final long DAY = 86_400_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private StoredText() {}

  /** How cells are written without and with thousandths of a second. */
  private record Form(DateTimeText whole, DateTimeText fraction) {
    Form(String whole, String fraction) {
      this(DateTimeText.of(whole), DateTimeText.of(fraction));
    }

    String text(long millis) {
      return (Math.floorMod(millis, 1000) == 0 ? whole : fraction).format(millis);
    }

    DateTimeText of(String text) {
      return text.indexOf('.') >= 0 ? fraction : whole;
    }
  }

  /** The form of a stored type; null for one that is no date and no time. */
  private static Form form(StoredType type) {
    return switch (type.kind()) {
      case DATE -> DATES;
      case TIME -> TIMES;
      case TIMESTAMP -> MOMENTS;
      case INSTANT -> INSTANTS;
      case BOOLEAN, INT16, INT32, INT64, FLOAT, DOUBLE, DECIMAL, STRING, UUID -> null;
    };
  }

  /**
   * The text of an object that Java holds a cell in: a number, a boolean, a text, an enum, a UUID,
   * or a date or time of {@code java.time}.
   */
  public static String of(Object cell) {
    if (cell instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (cell instanceof LocalDate date) {
      return ofDate(date.toEpochDay());
    }
    if (cell instanceof LocalTime time) {
      return ofTime(time.toNanoOfDay() / NANOS_PER_MILLI);
    }
    if (cell instanceof LocalDateTime moment) {
      return ofMoment(moment.toInstant(ZoneOffset.UTC).toEpochMilli(), false);
    }
    if (cell instanceof Instant moment) {
      return ofMoment(moment.toEpochMilli(), true);
    }
    if (cell instanceof OffsetDateTime moment) {
      return ofMoment(moment.toInstant().toEpochMilli(), true);
    }
    return cell.toString();
  }

  /** The text of a date. */
  public static String ofDate(long days) {
    return DATES.text(Math.multiplyExact(days, DAY));
  }

  /** The text of a time of day. */
  public static String ofTime(long millis) {
    return TIMES.text(millis);
  }

  /**
   * The text of a moment.
   *
   * @param utc whether it is the same everywhere
   */
  public static String ofMoment(long millis, boolean utc) {
    return (utc ? INSTANTS : MOMENTS).text(millis);
  }

  /** The pattern of texts, which are of a type of dates or times. */
  static DateTimeText pattern(StoredType type, List<String> texts) {
    boolean some = texts.stream().anyMatch(text -> text.indexOf('.') >= 0);
    return some ? form(type).fraction() : form(type).whole();
  }

  /** Texts of one fraction or of none, all with it. */
  static List<String> sameFraction(List<String> texts) {
    boolean some = texts.stream().anyMatch(text -> text.indexOf('.') >= 0);
    return !some ? texts : texts.stream().map(StoredText::withFraction).toList();
  }

  private static String withFraction(String text) {
    if (text.indexOf('.') >= 0) {
      return text;
    }
    boolean utc = text.endsWith("Z");
    return utc ? text.substring(0, text.length() - 1) + ".000Z" : text + ".000";
  }

  /** Reads a text of any of these forms. */
  static CellReader anyReader(double unitMillis) {
    List<CellReader> all =
        Stream.of(
                StoredType.Kind.DATE,
                StoredType.Kind.TIMESTAMP,
                StoredType.Kind.INSTANT,
                StoredType.Kind.TIME)
            .map(kind -> reader(StoredType.of(kind), unitMillis))
            .toList();
    return text ->
        all.stream()
            .mapToDouble(r -> r.read(text))
            .filter(v -> !Double.isNaN(v))
            .findFirst()
            .orElse(Double.NaN);
  }

  /**
   * Reads the texts of a stored type whatever the pattern of their column's schema is; null for one
   * that is no date and no time.
   *
   * @param unitMillis milliseconds of a value of 1
   */
  public static CellReader reader(StoredType type, double unitMillis) {
    Form form = form(type);
    return form == null
        ? null
        : text -> {
          try {
            return form.of(text).parse(text) / unitMillis;
          } catch (DateTimeException | ArithmeticException e) {
            return Double.NaN;
          }
        };
  }
}
