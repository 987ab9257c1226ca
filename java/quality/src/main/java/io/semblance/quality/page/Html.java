package io.semblance.quality.page;

import io.semblance.quality.text.PlainText;
import java.util.Locale;

/** Text and numbers on their way into a page; words for consoles are {@link PlainText}. */
public final class Html {

  private static final int LONGEST_TEXT = 200;

  private Html() {}

  /**
   * Escapes text for element content and for quoted attributes, in HTML and in SVG. Names and
   * labels come from files, so control characters are replaced and very long ones cut.
   */
  public static String escape(String text) {
    return escape(text, PlainText.cut(text, LONGEST_TEXT));
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

  /** See {@link PlainText#shorten}; not yet escaped. */
  public static String shorten(String text, int longest) {
    return PlainText.shorten(text, longest);
  }

  /** Four decimals, or a dash for what is undefined. */
  public static String score(double value) {
    return PlainText.decimals(value, 4, "\u2013");
  }

  /** See {@link PlainText#percent}; needs no escaping. */
  public static String percent(double share) {
    return PlainText.percent(share);
  }

  /** See {@link PlainText#number}; needs no escaping. */
  public static String number(double value) {
    return PlainText.number(value);
  }

  /** See {@link PlainText#count}; needs no escaping. */
  public static String count(long value) {
    return PlainText.count(value);
  }

  /** A coordinate: one decimal is a tenth of a pixel. */
  public static String at(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
