package io.semblance.data.infer;

import io.semblance.data.NumberForm.Negative;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text that may be a number, taken apart.
 *
 * @param negative how it says that it is below zero; null if it does not
 * @param plus whether a plus sign stands in front
 * @param prefix what stands before the digits, with its blanks
 * @param body digits and the marks between them
 * @param exponent from its letter on; empty without
 * @param suffix what stands behind, with its blanks
 */
record NumberParts(
    Negative negative, boolean plus, String prefix, String body, String exponent, String suffix) {
  private static final int LONGEST = 60;
  private static final String MARKS = ".,'\u2019 \u00a0\u202f\u2009";
  private static final String MINUS = "-\u2212";

  /** A list of our own, so that a table is read the same by every JDK; none that is a word. */
  private static final Set<String> CODES =
      Set.of(
          ("AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES"
                  + " KRW MXN MYR NGN NOK NZD PHP PKR PLN RON RSD RUB SAR SEK SGD THB TWD UAH USD VND ZAR")
              .split(" "));

  private static final Set<String> SIGNS =
      Set.of(
          "R$",
          "US$",
          "A$",
          "C$",
          "HK$",
          "NZ$",
          "S$",
          "Rs",
          "Rs.",
          "kr",
          "kr.",
          "Fr.",
          "SFr.",
          "z\u0142",
          "K\u010d",
          "Ft",
          "lei",
          "RM",
          "Rp",
          "\u0440\u0443\u0431.",
          "\u0440.");

  private static final Set<String> UNITS =
      Stream.of(
              ("% \u2030 \u00b0 \u00b0C \u00b0F K kg g mg \u00b5g \u03bcg ug t lb lbs oz st km m cm mm \u00b5m nm mi ft in yd ha"
                      + " km\u00b2 m\u00b2 m2 sqft sqm m\u00b3 m3 l L ml mL dl cl hl gal s ms \u00b5s us ns sec min h hr hrs d"
                      + " day days wk weeks mo months y yr yrs year years Hz kHz MHz GHz W kW MW GW Wh kWh MWh V"
                      + " kV mV A mA mAh Pa hPa kPa MPa bar mbar psi mmHg atm J kJ MJ cal kcal N kN Nm rpm bpm dB"
                      + " px pt B kB KB MB GB TB KiB MiB GiB bps kbps Mbps Gbps mol mmol \u00b5mol ppm ppb pcs km/h"
                      + " kmh mph m/s mg/dL mg/l mmol/L g/L kg/m\u00b2 x k M bn")
                  .split(" "))
          .collect(Collectors.toUnmodifiableSet());

  /** Takes a text apart; null if it is no number in any form. */
  static NumberParts of(String raw) {
    String text = raw.strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    Negative negative = null;
    boolean plus = false;
    if (text.startsWith("(") && text.endsWith(")")) {
      negative = Negative.BRACKETS;
      text = text.substring(1, text.length() - 1);
    } else if (text.endsWith("-") && text.length() > 1) {
      negative = Negative.BEHIND;
      text = text.substring(0, text.length() - 1);
    } else if (MINUS.indexOf(text.charAt(0)) >= 0) {
      negative = text.charAt(0) == '-' ? Negative.MINUS : Negative.TYPOGRAPHIC;
      text = text.substring(1);
    } else if (text.charAt(0) == '+') {
      plus = true;
      text = text.substring(1);
    }
    int start = 0;
    while (start < text.length() && !isDigit(text.charAt(start)) && !isPoint(text, start)) {
      start++;
    }
    String prefix = text.substring(0, start);
    if (prefix.endsWith("-") && negative == null) {
      negative = Negative.INSIDE;
      prefix = prefix.substring(0, prefix.length() - 1);
    }
    int end = bodyEnd(text, start);
    String exponent = exponent(text, end);
    String body = text.substring(start, end);
    String suffix = text.substring(end + exponent.length());
    return body.isEmpty() || !isPrefix(prefix) || !isSuffix(suffix)
        ? null
        : new NumberParts(negative, plus, prefix, body, exponent, suffix);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A decimal mark without a digit before it. */
  private static boolean isPoint(String text, int at) {
    char c = text.charAt(at);
    return (c == '.' || c == ',') && at + 1 < text.length() && isDigit(text.charAt(at + 1));
  }

  /** Behind the last digit before anything else but single marks between digits. */
  private static int bodyEnd(String text, int start) {
    int end = start;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean mark =
          MARKS.indexOf(c) >= 0 && end + 1 < text.length() && isDigit(text.charAt(end + 1));
      if (!isDigit(c) && !mark) {
        break;
      }
      end++;
    }
    return end;
  }

  private static String exponent(String text, int at) {
    if (at >= text.length() || text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return "";
    }
    int i = at + 1;
    if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
      i++;
    }
    int from = i;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i == from ? "" : text.substring(at, i);
  }

  private static boolean isPrefix(String prefix) {
    String bare = prefix.strip();
    boolean parted = !CODES.contains(bare) || !prefix.equals(bare); // EUR 5, but not EUR5
    return prefix.isEmpty() || isCurrency(bare) && parted;
  }

  private static boolean isSuffix(String suffix) {
    String bare = suffix.strip();
    return suffix.isEmpty() || isCurrency(bare) || UNITS.contains(bare);
  }

  private static boolean isCurrency(String text) {
    return CODES.contains(text)
        || SIGNS.contains(text)
        || text.length() == 1 && Character.getType(text.charAt(0)) == Character.CURRENCY_SYMBOL;
  }

  /** Whether the marks in the body may be these. */
  boolean fits(char decimal, char group) {
    int point = body.indexOf(decimal);
    if (point != body.lastIndexOf(decimal)) {
      return false;
    }
    String whole = point < 0 ? body : body.substring(0, point);
    String rest = point < 0 ? "" : body.substring(point + 1);
    if (!rest.chars().allMatch(c -> isDigit((char) c)) || point >= 0 && rest.isEmpty()) {
      return false;
    }
    if (group == 0 || whole.indexOf(group) < 0) {
      return whole.chars().allMatch(c -> isDigit((char) c));
    }
    String[] groups = whole.split(Pattern.quote(String.valueOf(group)), -1);
    for (int i = 0; i < groups.length; i++) {
      boolean good = i == 0 ? groups[i].matches("[1-9]\\d{0,2}") : groups[i].matches("\\d{3}");
      if (!good) {
        return false;
      }
    }
    return true;
  }

  /** The size of the number by its marks. */
  double size(char decimal, char group) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == decimal) {
        plain.append('.');
      } else if (isDigit(c)) {
        plain.append(c);
      }
    }
    return Double.parseDouble(plain + exponent);
  }

  /** Digits behind the decimal mark. */
  int decimals(char decimal) {
    int point = body.indexOf(decimal);
    return point < 0 ? 0 : body.length() - point - 1;
  }

  /** Digits from the first that is not zero. */
  int significant() {
    int count = 0;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      count += isDigit(c) && (count > 0 || c != '0') ? 1 : 0;
    }
    return count;
  }
}
