package io.semblance.data;

import java.math.BigDecimal;

/**
 * Reads one number as people write it in tables: an optional sign, digits, a point, an exponent.
 * Stricter than {@link Double#parseDouble}, which also takes {@code 1d}, {@code 0x1p3} and the
 * like. Reusable; not for use by several threads.
 */
public final class NumberText {
  private static final double LARGEST_EXACT = 0x1p53;
  private static final double WRITTEN_WITH_EXPONENT = 1e15;

  private double value;
  private int decimals;
  private int digits;
  private boolean exponent;
  private boolean leadingZero;
  private boolean inexactInteger;

  /** Whether the text, without surrounding blanks, is a finite number; sets the other results. */
  public boolean parse(String raw) {
    String text = raw.strip();
    int n = text.length();
    int i = 0;
    if (i < n && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
      i++;
    }
    int start = i;
    while (i < n && isDigit(text.charAt(i))) {
      i++;
    }
    int whole = i - start;
    int fraction = 0;
    boolean point = i < n && text.charAt(i) == '.';
    if (point) {
      int from = ++i;
      while (i < n && isDigit(text.charAt(i))) {
        i++;
      }
      fraction = i - from;
    }
    if (whole + fraction == 0) {
      return false;
    }
    exponent = i < n && (text.charAt(i) == 'e' || text.charAt(i) == 'E');
    if (exponent) {
      i++;
      if (i < n && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
        i++;
      }
      int from = i;
      while (i < n && isDigit(text.charAt(i))) {
        i++;
      }
      if (i == from) {
        return false;
      }
    }
    if (i < n) {
      return false;
    }
    value = Double.parseDouble(text) + 0.0;
    if (Double.isInfinite(value)) {
      return false;
    }
    decimals = exponent ? decimalsOf(text) : fraction;
    digits = significant(text);
    leadingZero = whole > 1 && text.charAt(start) == '0';
    inexactInteger = !point && !exponent && Math.abs(value) > LARGEST_EXACT;
    return true;
  }

  /** Digits after the point once the exponent is worked in: 1.5e-3 has four, 1e3 none. */
  private static int decimalsOf(String text) {
    try {
      return Math.max(0, new BigDecimal(text).stripTrailingZeros().scale());
    } catch (NumberFormatException e) {
      return 0; // zero, with an exponent beyond all bounds
    }
  }

  private static int significant(String text) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'e' || c == 'E') {
        break;
      }
      if (isDigit(c) && (count > 0 || c != '0')) {
        count++;
      }
    }
    return count;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The value; never NaN or infinite, and never negative zero. */
  public double value() {
    return value;
  }

  /** How many digits the text shows, from the first that is not zero, without the exponent. */
  public int significantDigits() {
    return digits;
  }

  /** How many digits stand after the point, or would without the exponent. */
  public int decimals() {
    return decimals;
  }

  /** Whether it is written with an exponent, such as {@code 1e-3}. */
  public boolean exponent() {
    return exponent;
  }

  /**
   * Whether it is written with a zero in front that a number would not need, such as {@code 007}.
   */
  public boolean leadingZero() {
    return leadingZero;
  }

  /** Whether it is a row of digits that a double cannot hold exactly. */
  public boolean inexactInteger() {
    return inexactInteger;
  }

  /** Whether the value is a whole number. */
  public boolean whole() {
    return value == Math.rint(value);
  }

  /** Whether the text, in a column of numbers, stands for no usable number. */
  public static boolean meansNone(String text) {
    return text.equalsIgnoreCase("nan") || isInfinity(text);
  }

  /** Whether the text is some spelling of infinity, or a number beyond what a double can hold. */
  public static boolean isInfinity(String raw) {
    String text = raw.strip();
    String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (bare.equalsIgnoreCase("inf") || bare.equalsIgnoreCase("infinity")) {
      return true;
    }
    if (bare.isEmpty() || !isDigit(bare.charAt(0)) || bare.length() > 400) {
      return false;
    }
    char last = bare.charAt(bare.length() - 1);
    try {
      return isDigit(last) && Double.isInfinite(Double.parseDouble(bare));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** A number without zeros at its end, and without an exponent unless it is huge or tiny. */
  public static String plain(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < WRITTEN_WITH_EXPONENT) {
      return Long.toString((long) value);
    }
    return size < 1e-6 || size >= WRITTEN_WITH_EXPONENT
        ? Double.toString(value)
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
