package io.semblance.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How a column writes its numbers, where that is not the way of programs: 1.234,50 €, (5), +0.8,
 * .23, 4.3E-06. Immutable.
 *
 * <p>What some cells have and others of the same size have not, such as a sign in front of positive
 * numbers, has a share, and which numbers have it follows from the number.
 *
 * @param decimal the decimal mark, a point or a comma
 * @param group what stands between groups of three digits; 0 for nothing
 * @param grouped share of the numbers from 1,000 on that have it
 * @param prefix what stands before the digits, such as {@code $} or {@code EUR } with its blank
 * @param suffix what stands behind them, such as {@code %}
 * @param affixed share of the numbers that have prefix and suffix
 * @param negative how numbers below zero are marked
 * @param plus share of the numbers above zero that have a plus sign
 * @param signedZero whether zero is signed like numbers above it
 * @param bare share of the numbers below 1 that have no zero before the decimal mark
 * @param zero how zero is written, such as 0 beside 1.50, or -; null: like all others
 * @param exponent how exponents are written; null for none
 * @param clock how durations are written, in which case nothing else matters; null: numbers
 */
public record NumberForm(
    char decimal,
    char group,
    double grouped,
    String prefix,
    String suffix,
    double affixed,
    Negative negative,
    double plus,
    boolean signedZero,
    double bare,
    String zero,
    Exponent exponent,
    ClockForm clock) {

  /** The way of programs: a point, a minus sign in front, nothing else. */
  public static final NumberForm PLAIN =
      new NumberForm('.', '\0', 0, "", "", 0, Negative.MINUS, 0, false, 0, null, null, null);

  private static final String GROUPS = ",. '\u2019\u00a0\u202f\u2009";
  private static final int LONGEST_AFFIX = 20;
  private static final int MOST_DIGITS = 400;

  /** How numbers below zero are marked. */
  public enum Negative {
    /** -$5 */
    MINUS,
    /** $-5 */
    INSIDE,
    /** ($5) */
    BRACKETS,
    /** $5- */
    BEHIND,
    /** A minus sign of typography in front, U+2212. */
    TYPOGRAPHIC
  }

  /**
   * Exponents.
   *
   * @param letter e or E
   * @param plus whether those from 0 on have a plus sign
   * @param digits the fewest digits
   * @param decimals the fewest digits of the mantissa after the decimal mark
   * @param from numbers of this size or more are written without; infinite if none are
   * @param to numbers below this size are written without
   */
  public record Exponent(
      char letter, boolean plus, int digits, int decimals, double from, double to) {
    /**
     * Exponents.
     *
     * @throws IllegalArgumentException when numbers could not be read back
     */
    public Exponent {
      if (letter != 'e' && letter != 'E') {
        throw new IllegalArgumentException("the letter of an exponent must be e or E");
      }
      if (digits < 1 || digits > 4 || decimals < 0 || decimals > ColumnSchema.MOST_DECIMALS) {
        throw new IllegalArgumentException(
            "exponents have 1 to 4 digits, and mantissas up to "
                + ColumnSchema.MOST_DECIMALS
                + " decimals");
      }
    }

    boolean has(double size) {
      return size < from || size >= to;
    }
  }

  /**
   * A form.
   *
   * @throws IllegalArgumentException when numbers could not be read back
   */
  public NumberForm {
    Objects.requireNonNull(negative, "negative");
    boolean marks = (decimal == '.' || decimal == ',') && group != decimal;
    if (!marks || group != 0 && GROUPS.indexOf(group) < 0) {
      throw new IllegalArgumentException(
          "the decimal mark must be a point or a comma, and groups of digits be parted by another"
              + " of: comma, point, blank, apostrophe");
    }
    if (prefix.length() > LONGEST_AFFIX
        || suffix.length() > LONGEST_AFFIX
        || (prefix + suffix).chars().anyMatch(c -> Character.isDigit(c) || c == '\n')) {
      throw new IllegalArgumentException(
          "what stands around a number must be short, without digits");
    }
    if (zero != null
        && (zero.isBlank() || zero.length() > LONGEST_AFFIX || !zero.equals(zero.strip()))) {
      throw new IllegalArgumentException("zero must be written by something short");
    }
    for (double share : new double[] {grouped, affixed, plus, bare}) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("a share of " + share);
      }
    }
  }

  /** The same for durations. */
  public NumberForm withClock(ClockForm value) {
    return new NumberForm(
        decimal,
        group,
        grouped,
        prefix,
        suffix,
        affixed,
        negative,
        plus,
        signedZero,
        bare,
        zero,
        exponent,
        value);
  }

  /** Whether numbers are written the way of programs. */
  public boolean isPlain() {
    return equals(PLAIN);
  }

  /**
   * The number that a text stands for, NaN if it does not follow the form. Shares need not be kept
   * to: a sign that is sometimes there may always be there.
   */
  public double read(String raw) {
    String text = raw.strip();
    if (clock != null) {
      return clock.read(text);
    }
    if (text.equals(zero)) {
      return 0;
    }
    if (text.length() > MOST_DIGITS) {
      return Double.NaN;
    }
    boolean below = false;
    if (negative == Negative.BRACKETS && text.startsWith("(") && text.endsWith(")")) {
      below = true;
      text = text.substring(1, text.length() - 1);
    } else if (negative == Negative.BEHIND && text.endsWith("-")) {
      below = true;
      text = text.substring(0, text.length() - 1);
    }
    char sign = text.isEmpty() ? 0 : text.charAt(0);
    boolean signed = sign == '+' || sign == '-' || sign == '\u2212';
    if (signed) {
      below |= sign != '+';
      text = text.substring(1);
    }
    String before = prefix.strip();
    if (!before.isEmpty() && text.startsWith(before)) {
      text = text.substring(before.length()).stripLeading();
    }
    if (!signed && !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
      below |= text.charAt(0) == '-';
      text = text.substring(1);
    }
    String behind = suffix.strip();
    if (!behind.isEmpty() && text.endsWith(behind)) {
      text = text.substring(0, text.length() - behind.length()).stripTrailing();
    }
    double size = digits(text);
    return below ? 0.0 - size : size;
  }

  private double digits(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    boolean fraction = false;
    boolean tail = false;
    int run = 0;
    boolean parted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        plain.append(c);
        run++;
      } else if (c == decimal && !fraction && !tail && (!parted || run == 3)) {
        plain.append('.');
        fraction = true;
      } else if (c == group
          && group != 0
          && !fraction
          && !tail
          && (parted ? run == 3 : run > 0 && run < 4)) {
        parted = true;
        run = 0;
      } else if ((c == 'e' || c == 'E')
          && exponent != null
          && !tail
          && (!parted || fraction || run == 3)) {
        plain.append('e');
        tail = true;
        if (i + 1 < text.length() && (text.charAt(i + 1) == '+' || text.charAt(i + 1) == '-')) {
          plain.append(text.charAt(++i));
        }
      } else {
        return Double.NaN;
      }
    }
    if (parted && !fraction && !tail && run != 3) {
      return Double.NaN;
    }
    NumberText number = new NumberText();
    return number.parse(plain.toString()) ? number.value() : Double.NaN;
  }

  /**
   * Appends a number.
   *
   * @param fewest digits after the decimal mark, at least
   * @param most digits after the decimal mark; {@link ColumnSchema#SHORTEST} for as many as it
   *     takes
   * @param significant most digits from the first that is not zero; 0 for as many as it takes
   */
  void print(double value, int fewest, int most, int significant, StringBuilder out) {
    BigDecimal exact = new BigDecimal(Double.toString(value));
    if (significant > 0) {
      exact = exact.round(new MathContext(significant, RoundingMode.HALF_EVEN));
    }
    if (most != ColumnSchema.SHORTEST && exact.scale() > most) {
      exact = exact.setScale(most, RoundingMode.HALF_EVEN);
    }
    if (clock != null) {
      clock.print(exact, fewest, out);
      return;
    }
    BigDecimal bareNumber = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    if (zero != null && bareNumber.signum() == 0) {
      out.append(zero);
      return;
    }
    String digits =
        exponent != null && exponent.has(bareNumber.abs().doubleValue())
            ? scientific(bareNumber.abs())
            : fixed(bareNumber.abs(), fewest, value);
    affix(bareNumber.signum(), digits, value, out);
  }

  private String scientific(BigDecimal size) {
    int power = size.signum() == 0 ? 0 : size.precision() - size.scale() - 1;
    BigDecimal mantissa = size.movePointLeft(power);
    mantissa = mantissa.signum() == 0 ? BigDecimal.ZERO : mantissa.stripTrailingZeros();
    if (mantissa.scale() < exponent.decimals()) {
      mantissa = mantissa.setScale(exponent.decimals(), RoundingMode.UNNECESSARY);
    }
    String sign = power < 0 ? "-" : exponent.plus() ? "+" : "";
    String digits = Integer.toString(Math.abs(power));
    return mantissa.toPlainString().replace('.', decimal)
        + exponent.letter()
        + sign
        + "0".repeat(Math.max(0, exponent.digits() - digits.length()))
        + digits;
  }

  private String fixed(BigDecimal size, int fewest, double value) {
    BigDecimal shown =
        size.scale() < fewest ? size.setScale(fewest, RoundingMode.UNNECESSARY) : size;
    String plain = shown.toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    StringBuilder text = new StringBuilder(plain.length() + 8);
    if (group != 0 && whole.length() > 3 && chosen(value, grouped, 1)) {
      for (int i = 0; i < whole.length(); i++) {
        if (i > 0 && (whole.length() - i) % 3 == 0) {
          text.append(group);
        }
        text.append(whole.charAt(i));
      }
    } else if (!(whole.equals("0") && point >= 0 && chosen(value, bare, 2))) {
      text.append(whole);
    }
    return point < 0
        ? text.toString()
        : text.append(decimal).append(plain, point + 1, plain.length()).toString();
  }

  private void affix(int signum, String digits, double value, StringBuilder out) {
    boolean with = affixed > 0 && chosen(value, affixed, 3);
    String before = with ? prefix : "";
    String behind = with ? suffix : "";
    if (signum < 0) {
      switch (negative) {
        case MINUS -> out.append('-').append(before).append(digits).append(behind);
        case TYPOGRAPHIC -> out.append('\u2212').append(before).append(digits).append(behind);
        case INSIDE -> out.append(before).append('-').append(digits).append(behind);
        case BRACKETS -> out.append('(').append(before).append(digits).append(behind).append(')');
        case BEHIND -> out.append(before).append(digits).append(behind).append('-');
      }
      return;
    }
    // A format that signs all numbers signs zero too.
    if ((signum > 0 || signedZero) && plus > 0 && chosen(value, plus, 4)) {
      out.append('+');
    }
    out.append(before).append(digits).append(behind);
  }

  /** Whether a number is one of a share of them: a function of the number. */
  private static boolean chosen(double value, double share, int what) {
    return share >= 1 || share > 0 && Hash.uniform(what, Double.doubleToLongBits(value), 0) < share;
  }

  /** What differs from {@link #PLAIN}, by key, for schema files. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    if (clock != null) {
      facts.put("clock", clock.pattern());
      return facts;
    }
    facts.put("decimal", String.valueOf(decimal));
    if (group != 0) {
      facts.put("group", String.valueOf(group));
      facts.put("grouped", grouped);
    }
    if (affixed > 0) {
      facts.put("prefix", prefix);
      facts.put("suffix", suffix);
      facts.put("affixed", affixed);
    }
    if (negative != Negative.MINUS) {
      facts.put("negative", negative.name().toLowerCase(Locale.ROOT));
    }
    if (plus > 0) {
      facts.put("plus", plus);
      facts.put("signedZero", signedZero);
    }
    if (bare > 0) {
      facts.put("bare", bare);
    }
    if (zero != null) {
      facts.put("zero", zero);
    }
    if (exponent != null) {
      Map<String, Object> e = new LinkedHashMap<>();
      e.put("letter", String.valueOf(exponent.letter()));
      e.put("plus", exponent.plus());
      e.put("digits", exponent.digits());
      e.put("decimals", exponent.decimals());
      if (Double.isFinite(exponent.from())) {
        e.put("from", exponent.from());
      }
      if (Double.isFinite(exponent.to())) {
        e.put("to", exponent.to());
      }
      facts.put("exponent", e);
    }
    return facts;
  }
}
