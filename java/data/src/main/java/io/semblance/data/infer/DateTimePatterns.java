package io.semblance.data.infer;

import io.semblance.data.DateTimeText;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the one date pattern that all texts of a column follow. Where day and month cannot be told
 * apart (no day beyond 12), the day is taken to come first.
 */
final class DateTimePatterns {
  private static final int LONGEST = 40;

  /** Zones whose clocks change, and whose offsets alone may stand in a table. */
  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "Europe/London",
          "Europe/Athens",
          "America/New_York",
          "America/Chicago",
          "America/Denver",
          "America/Los_Angeles",
          "America/Sao_Paulo",
          "Australia/Sydney",
          "Asia/Jerusalem");

  /** A zone by its name, such as Europe/Berlin or [Europe/Berlin]. */
  private static final String PLACE = "(\\s?\\[?[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+)+\\]?)?";

  private static final Pattern ZONE =
      Pattern.compile(
          "[\\dMm](\\s?Z|\\s?[+-]\\d\\d(?::?\\d\\d)?|\\s(?!AM|PM)[A-Z]{2,5})?" + PLACE + "$");
  private static final Pattern TWO_LETTERS = Pattern.compile("\\p{L}{2}");

  /** A word that may be a month, among digits. */
  private static final Pattern ONE_MONTH =
      Pattern.compile("[^\\p{L}]*(de )?\\p{L}{3,10}\\.?( de)?[^\\p{L}]*");

  private static final Pattern FRACTION = Pattern.compile(":\\d\\d\\.(\\d{1,9})$");

  private static final String[] COMPACT = {
    "uuuuMMdd", "ddMMuuuu", "MMdduuuu", "uuuuMM", "uuuuMMddHHmmss", "uuuuMMddHHmm", "uuuuMMddHH"
  };

  /** Of numbers of so many digits one in eight is a month. */
  private static final int SHORTEST_COMPACT = 6;

  private static final int ENOUGH_MONTHS = 10;
  private static final int ENOUGH_DAYS = 5;

  /** 1900 to before 2100. */
  private static final long EARLIEST = -2_208_988_800_000L;

  private static final long LATEST = 4_102_444_800_000L;

  private static final int MOST_MIXED = 6;

  /** Texts whose patterns are tried, and texts that they are tried on, evenly spread. */
  private static final int PROBES = 20;

  private static final int MOST_COMPARED = 2_000;

  private DateTimePatterns() {}

  /**
   * The pattern of all texts, or null. An eight-digit text counts as a date, which is for the
   * caller to judge.
   */
  static DateTimeText find(List<String> texts) {
    if (texts.isEmpty() || !likely(texts.get(0))) {
      return null;
    }
    for (String pattern : candidates(texts.get(0))) {
      DateTimeText format = DateTimeText.of(pattern);
      if (firstMisfit(format, texts) < 0) {
        return format;
      }
    }
    return null;
  }

  /**
   * The pattern of texts that are digits alone, all of them dates of our times; null if they are
   * not, or so few that they may be so by chance.
   *
   * @param called whether the column is called a date, so that few are enough
   */
  static DateTimeText findCompact(List<String> texts, boolean called) {
    String first = texts.get(0);
    int enough = first.length() == SHORTEST_COMPACT ? ENOUGH_MONTHS : ENOUGH_DAYS;
    if (texts.size() < (called ? 1 : enough)
        || texts.stream().anyMatch(t -> t.length() != first.length() || !isDigits(t))) {
      return null;
    }
    for (String pattern : COMPACT) {
      if (pattern.length() == first.length()) {
        DateTimeText format = DateTimeText.of(pattern);
        if (texts.stream().allMatch(t -> isRecent(format, t))) {
          return format;
        }
      }
    }
    return null;
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isRecent(DateTimeText format, String text) {
    try {
      long millis = format.parse(text);
      return millis >= EARLIEST && millis < LATEST && format.format(millis).equals(text);
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  /**
   * The pattern that the most texts follow, to say which cell is the odd one; null if none does.
   */
  static DateTimeText findBest(List<String> texts) {
    return findBest(texts, true);
  }

  private static DateTimeText findBest(List<String> texts, boolean anyZone) {
    Set<String> patterns = new LinkedHashSet<>();
    for (String text : texts.subList(0, Math.min(PROBES, texts.size()))) {
      if (likely(text)) {
        patterns.addAll(candidates(text, anyZone));
      }
    }
    DateTimeText best = null;
    int bestCount = 0;
    int every = 1 + texts.size() / MOST_COMPARED;
    for (String pattern : patterns) {
      DateTimeText format = DateTimeText.of(pattern);
      int count = 0;
      for (int i = 0; i < texts.size(); i += every) {
        count += fits(format, texts.get(i)) ? 1 : 0;
      }
      if (count > bestCount) {
        bestCount = count;
        best = format;
      }
    }
    return best;
  }

  /**
   * Several patterns of which every text follows one, the most frequent first; null if there are
   * none such.
   *
   * @param counts cells of each text
   */
  static DateTimeText findMixed(List<String> texts, int[] counts) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      left.add(i);
    }
    List<String> patterns = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    double cells = Arrays.stream(counts).asLongStream().sum();
    while (!left.isEmpty() && patterns.size() < MOST_MIXED) {
      DateTimeText best = findBest(left.stream().map(texts::get).toList(), false);
      if (best == null || best.isTimeOfDay()) {
        return null;
      }
      long covered = 0;
      List<Integer> others = new ArrayList<>();
      for (int i : left) {
        if (fits(best, texts.get(i))) {
          covered += counts[i];
        } else {
          others.add(i);
        }
      }
      patterns.add(best.pattern());
      weights.add((int) Math.max(1, Math.round(1000 * covered / cells)));
      left = others;
    }
    return left.isEmpty() && patterns.size() > 1 ? DateTimeText.of(patterns, weights) : null;
  }

  /** The index of the first text that does not follow the pattern, or -1. */
  static int firstMisfit(DateTimeText format, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      if (!fits(format, texts.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** The same pattern in the zone whose offsets all texts have; null if there is none such. */
  static DateTimeText inZone(DateTimeText format, List<String> texts) {
    String bare = format.pattern().replaceFirst("X+$", "");
    if (bare.equals(format.pattern())) {
      return null;
    }
    for (String zone : ZONES) {
      for (String offset : List.of("XXX", "xxx", "XX", "X")) {
        DateTimeText zoned = DateTimeText.of("(" + zone + ")" + bare + offset);
        if (firstMisfit(zoned, texts) < 0) {
          return zoned;
        }
      }
    }
    return null;
  }

  /** The index of the first text that cannot be read by the pattern, or -1. */
  static int firstUnreadable(DateTimeText format, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      try {
        format.parse(texts.get(i));
      } catch (DateTimeException | ArithmeticException e) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a text that follows the pattern can always be written back. */
  static boolean givesBack(DateTimeText format) {
    return !format.pattern().contains("SSSS") && !format.losesZone();
  }

  /** Whether a text follows a pattern so exactly that it can be written back. */
  private static boolean fits(DateTimeText format, String text) {
    if (!likely(text)) {
      return false;
    }
    try {
      long millis = format.parse(text);
      return !givesBack(format) || format.format(millis).equals(text);
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  /** A cheap test that spares most columns of words the dear one. */
  private static boolean likely(String text) {
    if (text.length() < 4 || text.length() > LONGEST) {
      return false;
    }
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits >= 3;
  }

  /** All patterns that the text follows. */
  private static List<String> candidates(String text) {
    return candidates(text, true);
  }

  /**
   * @param anyZone whether a zone that is read and not written back is among them
   */
  private static List<String> candidates(String text, boolean anyZone) {
    List<String> endings = new ArrayList<>();
    String bare = text;
    Matcher zone = ZONE.matcher(text);
    boolean clock = text.indexOf(':') > 0 || text.indexOf('T') > 0;
    if (clock && zone.find() && zone.start() + 1 < text.length()) {
      String suffix = text.substring(zone.start() + 1);
      bare = text.substring(0, text.length() - suffix.length());
      endings.add("'" + suffix + "'");
      String offset = zone.group(1) == null ? "" : zone.group(1).strip();
      if (anyZone && zone.group(2) == null && (offset.equals("Z") || offset.matches("[+-].*"))) {
        endings.add(suffix.equals(" Z") ? "' 'X" : suffix.contains(":") ? "XXX" : "XX");
        endings.add("XXX");
      }
    }
    if (endings.isEmpty()) {
      endings.add("");
    }
    String fraction = "";
    Matcher fractions = FRACTION.matcher(bare);
    if (fractions.find()) {
      int n = fractions.group(1).length();
      bare = bare.substring(0, bare.length() - n - 1);
      fraction = "." + "S".repeat(n);
    }
    List<String> found = new ArrayList<>();
    for (String how : waysOfWriting(bare)) {
      for (String pattern : PlainPatterns.like(bare)) {
        boolean possible = fraction.isEmpty() || pattern.endsWith("ss");
        if (possible && fits(PlainPatterns.format(how + pattern), bare)) {
          for (String ending : endings) {
            found.add(how + pattern + fraction + ending);
          }
        }
      }
    }
    return found;
  }

  /** As it is, in capitals, in small letters, in other languages. */
  private static List<String> waysOfWriting(String text) {
    List<String> ways = new ArrayList<>(List.of(""));
    if (TWO_LETTERS.matcher(text).find()) {
      if (text.equals(text.toUpperCase(Locale.ROOT))) {
        ways.add("(upper)");
      } else if (text.equals(text.toLowerCase(Locale.ROOT))) {
        ways.add("(lower)");
      }
      if (ONE_MONTH.matcher(text).matches()) {
        ways.addAll(PlainPatterns.LANGUAGES);
      }
    }
    return ways;
  }
}
