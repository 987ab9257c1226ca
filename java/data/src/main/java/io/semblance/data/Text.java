package io.semblance.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Small helpers for the words of messages. */
public final class Text {
  private static final int LONGEST_EXCERPT = 40;
  private static final int MOST_LISTED = 30;

  private Text() {}

  /**
   * The text on one line and cut to some forty characters, so that a huge cell cannot drown a
   * message.
   */
  public static String shorten(String text) {
    boolean cut = text.length() > LONGEST_EXCERPT;
    StringBuilder out = new StringBuilder(LONGEST_EXCERPT + 24);
    int end = cut ? LONGEST_EXCERPT : text.length();
    if (cut && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) || steersDirection(c) ? ' ' : c);
    }
    if (cut) {
      out.append("... (").append(text.length()).append(" characters)");
    }
    return out.toString();
  }

  /** The words of a name, in lower case: {@code orderId_2} has {@code order} and {@code id}. */
  public static List<String> words(String name) {
    String apart = name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").toLowerCase(Locale.ROOT);
    return Arrays.stream(apart.split("[^\\p{L}]+")).filter(word -> !word.isEmpty()).toList();
  }

  /**
   * The first thirty texts, each {@link #shorten shortened}, and how many there are in all.
   *
   * @param what the texts are, in the plural
   */
  public static String list(List<String> texts, String what) {
    String shown =
        texts.stream().limit(MOST_LISTED).map(Text::shorten).collect(Collectors.joining(", "));
    return texts.size() <= MOST_LISTED
        ? shown
        : shown + ", ... (" + texts.size() + " " + what + ")";
  }

  /**
   * The text without what would steer a terminal: such characters are shown by their numbers, as
   * {@code \\u001b}; line ends and tabs stay.
   */
  public static String printable(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean steers = Character.isISOControl(c) && c != '\n' && c != '\t' || steersDirection(c);
      if (steers && out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (steers) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else if (out != null) {
        out.append(c);
      }
    }
    return out == null ? text : out.toString();
  }

  /** Whether a character would turn around the rest of a terminal's line. */
  private static boolean steersDirection(char c) {
    return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
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

  /**
   * Edits from one text to the other, two letters exchanged being one (optimal string alignment);
   * long texts are cut since only near misses matter here.
   */
  private static int distance(String a, String b) {
    String s = a.length() > 200 ? a.substring(0, 200) : a;
    String t = b.length() > 200 ? b.substring(0, 200) : b;
    int[][] edits = new int[s.length() + 1][t.length() + 1];
    for (int i = 0; i <= s.length(); i++) {
      for (int j = 0; j <= t.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int substitute = edits[i - 1][j - 1] + (s.charAt(i - 1) == t.charAt(j - 1) ? 0 : 1);
        int best = Math.min(substitute, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean exchanged =
            i > 1
                && j > 1
                && s.charAt(i - 1) == t.charAt(j - 2)
                && s.charAt(i - 2) == t.charAt(j - 1);
        edits[i][j] = exchanged ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
      }
    }
    return edits[s.length()][t.length()];
  }
}
