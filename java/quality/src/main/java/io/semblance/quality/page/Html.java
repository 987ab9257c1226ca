package io.semblance.quality.page;

import java.util.Locale;

/** Text and numbers on their way into a page. */
public final class Html {

  private static final int LONGEST_TEXT = 200;

  private Html() {}

  /**
   * Escapes text for element content and for quoted attributes, in HTML and in SVG. Names and
   * labels come from files, so control characters are replaced and very long ones cut.
   */
  public static String escape(String text) {
    return escape(text, cut(text, LONGEST_TEXT));
  }

  /** The same for sentences made of parts that were cut before. */
  public static String escapeAll(String text) {
    return escape(text, text.length());
  }

  private static String escape(String text, int end) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return end < text.length() ? out.append('\u2026').toString() : out.toString();
  }

  /** The text cut to a width in characters, with an ellipsis; not yet escaped. */
  public static String shorten(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, cut(text, longest - 1)) + "\u2026";
  }

  /** Four decimals, or a dash for what is undefined. */
  public static String score(double value) {
    return Double.isNaN(value) ? "\u2013" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** A share as a percentage. */
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

  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A coordinate: one decimal is a tenth of a pixel. */
  public static String at(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static int cut(String text, int longest) {
    if (text.length() <= longest) {
      return text.length();
    }
    return Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
  }
}
