package io.semblance.quality.text;

import java.util.Locale;

/** Figures and names as people read them, without markup. */
public final class PlainText {

  private PlainText() {}

  /** A whole number with its thousands apart. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A share, 0 to 1, as a percentage. */
  public static String percent(double share) {
    if (share > 0 && share < .00005) {
      return "under 0.01%";
    }
    return String.format(Locale.ROOT, share > 0 && share < .001 ? "%.2f%%" : "%.1f%%", 100 * share);
  }

  /** Up to five significant digits, or all of the whole part, without trailing zeros. */
  public static String number(double value) {
    boolean whole = value == Math.rint(value) || Math.abs(value) >= 1e5;
    if (whole && Math.abs(value) < 1e9) {
      return Long.toString(Math.round(value));
    }
    String text = String.format(Locale.ROOT, "%.5g", value);
    if (text.indexOf('.') >= 0 && text.indexOf('e') < 0) {
      text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    return text;
  }

  /** So many decimals, or {@code undefined} for NaN. */
  public static String decimals(double value, int decimals, String undefined) {
    return Double.isNaN(value)
        ? undefined
        : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** The text cut to a width in characters, with an ellipsis. */
  public static String shorten(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, cut(text, longest - 1)) + "\u2026";
  }

  /** Where to cut a text so that no character is halved: at most {@code longest}. */
  public static int cut(String text, int longest) {
    if (text.length() <= longest) {
      return text.length();
    }
    return Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
  }

  /** Names come from files; control characters must not reach a terminal. */
  public static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
