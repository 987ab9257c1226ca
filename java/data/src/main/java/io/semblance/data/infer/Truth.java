package io.semblance.data.infer;

import java.util.Locale;

/** Words and numbers for yes and no. */
public final class Truth {
  private Truth() {}

  /** Whether a text says yes, or no; null for one that says neither. */
  public static Boolean of(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1", "1.0" -> Boolean.TRUE;
      case "false", "f", "no", "n", "0", "0.0" -> Boolean.FALSE;
      default -> null;
    };
  }
}
