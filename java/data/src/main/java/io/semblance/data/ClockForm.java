package io.semblance.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as a clock shows them, beyond a day too: {@code H:mm} in minutes, {@code H:mm:ss} and
 * {@code d days HH:mm:ss} in seconds, each also with hours of two digits ({@code HH:mm}).
 *
 * @param pattern one of these
 */
public record ClockForm(String pattern) {
  private static final Pattern KNOWN = Pattern.compile("H{1,3}:mm(:ss)?|d 'days' HH:mm:ss");
  private static final Pattern TEXT =
      Pattern.compile(
          "(?<sign>-)?(?:(?<days>\\d{1,9}) days? )?(?<hours>\\d{1,9}):(?<minutes>[0-5]\\d)"
              + "(?::(?<seconds>[0-5]\\d(?:\\.\\d{1,9})?))?");
  private static final int HOUR = 60;
  private static final int DAY = 24;

  /**
   * A form.
   *
   * @throws IllegalArgumentException when it is no such pattern
   */
  public ClockForm {
    if (!KNOWN.matcher(pattern).matches()) {
      throw new IllegalArgumentException(
          "\"clock\" must be H:mm, H:mm:ss or d 'days' HH:mm:ss, with H or HH");
    }
  }

  private boolean hasSeconds() {
    return pattern.endsWith("ss");
  }

  private boolean hasDays() {
    return pattern.startsWith("d");
  }

  private int hourDigits() {
    return (int) pattern.chars().filter(c -> c == 'H').count();
  }

  /** The duration in its unit, NaN if a text does not follow the form. */
  double read(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()
        || m.group("days") != null != hasDays()
        || m.group("seconds") != null != hasSeconds()) {
      return Double.NaN;
    }
    double hours = Double.parseDouble(m.group("hours"));
    hours += hasDays() ? DAY * Double.parseDouble(m.group("days")) : 0;
    double value = hours * HOUR + Double.parseDouble(m.group("minutes"));
    if (hasSeconds()) {
      value = value * HOUR + Double.parseDouble(m.group("seconds"));
    }
    return m.group("sign") == null ? value : 0.0 - value;
  }

  /** Appends a duration, with so many decimals of a second at least and at most. */
  void print(BigDecimal value, int fewest, StringBuilder out) {
    BigDecimal size = value.abs();
    if (value.signum() < 0) {
      out.append('-');
    }
    BigDecimal whole = size.setScale(0, RoundingMode.DOWN);
    long units = whole.longValueExact();
    long minutes = hasSeconds() ? units / HOUR : units;
    long hours = minutes / HOUR;
    if (hasDays()) {
      long days = hours / DAY;
      out.append(days).append(" days ");
      hours %= DAY;
    }
    String text = Long.toString(hours);
    out.append("0".repeat(Math.max(0, hourDigits() - text.length()))).append(text).append(':');
    two(minutes % HOUR, out);
    if (hasSeconds()) {
      out.append(':');
      two(units % HOUR, out);
      BigDecimal fraction = size.subtract(whole);
      int decimals =
          Math.max(fewest, fraction.signum() == 0 ? 0 : fraction.stripTrailingZeros().scale());
      if (decimals > 0) {
        out.append(
            fraction.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString(), 1, decimals + 2);
      }
    }
  }

  private static void two(long number, StringBuilder out) {
    out.append(number < 10 ? "0" : "").append(number);
  }
}
