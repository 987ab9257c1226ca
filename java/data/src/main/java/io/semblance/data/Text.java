package io.semblance.data;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Small helpers for the words of messages. */
public final class Text {
  private static final int LONGEST_EXCERPT = 40;

  private Text() {}

  /**
   * The text on one line and cut to some forty characters, so that a huge cell cannot drown a
   * message.
   */
  public static String shorten(String text) {
    boolean cut = text.length() > LONGEST_EXCERPT;
    StringBuilder out = new StringBuilder(LONGEST_EXCERPT + 24);
    int end = cut ? LONGEST_EXCERPT : text.length();
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) ? ' ' : c);
    }
    if (cut) {
      out.append("... (").append(text.length()).append(" characters)");
    }
    return out.toString();
  }

  /** The candidate that a mistyped name most likely meant, if one is near enough. */
  public static Optional<String> nearest(String wanted, Collection<String> candidates) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    String lower = wanted.toLowerCase(Locale.ROOT);
    for (String candidate : candidates) {
      int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = candidate;
      }
    }
    int limit = Math.max(1, Math.min(wanted.length(), 12) / 3);
    return best != null && bestDistance <= limit ? Optional.of(best) : Optional.empty();
  }

  /** Levenshtein distance; long texts are cut since only near misses matter here. */
  private static int distance(String a, String b) {
    String s = a.length() > 200 ? a.substring(0, 200) : a;
    String t = b.length() > 200 ? b.substring(0, 200) : b;
    int[] row = new int[t.length() + 1];
    for (int j = 0; j <= t.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= s.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= t.length(); j++) {
        int substitute = diagonal + (s.charAt(i - 1) == t.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[t.length()];
  }
}
