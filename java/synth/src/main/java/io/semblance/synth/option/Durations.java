package io.semblance.synth.option;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2.5h}. */
public final class Durations {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d+(?:\\.\\d+)?)h)?(?:(\\d+(?:\\.\\d+)?)m)?(?:(\\d+(?:\\.\\d+)?)s)?");

  /** Ten years: far above any use, far below overflow. */
  private static final double LONGEST_SECONDS = 3.2e8;

  private Durations() {}

  /**
   * Parses hours, minutes and seconds in this order, each at most once.
   *
   * @throws OptionValueException if the text is no duration, is zero, or has no unit
   */
  public static Duration parse(String text) {
    Matcher parts = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (text.isBlank() || !parts.matches()) {
      throw new OptionValueException(
          "'" + text + "' is not a duration; write for example 90s, 10m or 1h30m");
    }
    double seconds =
        3600 * number(parts.group(1)) + 60 * number(parts.group(2)) + number(parts.group(3));
    long millis = Math.round(1000 * Math.min(seconds, LONGEST_SECONDS));
    if (millis == 0) {
      throw new OptionValueException("'" + text + "' is no time at all; give at least 1s");
    }
    return Duration.ofMillis(millis);
  }

  private static double number(String digits) {
    return digits == null ? 0 : Double.parseDouble(digits);
  }

  /** Two units are enough for a reader: {@code 1h05m}, {@code 3m20s}, {@code 42s}. */
  public static String format(Duration duration) {
    long seconds = Math.max(0, Math.round(duration.toMillis() / 1000.0));
    if (seconds >= 3600) {
      return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds % 3600 / 60);
    }
    if (seconds >= 60) {
      return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
    }
    return seconds + "s";
  }

  /**
   * As {@link #parse} reads it, which knows milliseconds and no less: {@code 1h30m}, {@code 0.5s}.
   */
  public static String exactly(Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.toSecondsPart())
            .add(BigDecimal.valueOf(duration.toNanosPart(), 9))
            .stripTrailingZeros();
    StringBuilder text = new StringBuilder();
    if (duration.toHours() != 0) {
      text.append(duration.toHours()).append('h');
    }
    if (duration.toMinutesPart() != 0) {
      text.append(duration.toMinutesPart()).append('m');
    }
    if (seconds.signum() != 0 || text.length() == 0) {
      text.append(seconds.toPlainString()).append('s');
    }
    return text.toString();
  }
}
