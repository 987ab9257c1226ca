package io.semblance.data.infer;

import io.semblance.data.DateTimeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The patterns of dates and times that are known, without zones and parts of a second. */
final class PlainPatterns {
  private static final String[] DATES = {
    "uuuu-MM-dd",
    "uuuu/MM/dd",
    "uuuu.MM.dd",
    "dd/MM/uuuu",
    "MM/dd/uuuu",
    "dd.MM.uuuu",
    "dd-MM-uuuu",
    "MM-dd-uuuu",
    "d/M/uuuu",
    "M/d/uuuu",
    "d.M.uuuu",
    "d-M-uuuu",
    "uuuu-M-d",
    "uuuu/M/d",
    "uuuuMMdd",
    "d MMM uuuu",
    "dd MMM uuuu",
    "d-MMM-uuuu",
    "dd-MMM-uuuu",
    "MMM d, uuuu",
    "MMMM d, uuuu",
    "d MMMM uuuu",
    "MMM dd, uuuu",
    "MMMM dd, uuuu",
    "MMM d uuuu",
    "MMM dd uuuu",
    "dd MMMM uuuu",
    "d. MMMM uuuu",
    "d. MMM uuuu",
    "d 'de' MMMM 'de' uuuu",
    "MMM-dd-uuuu",
    "ddMMMuuuu",
    "dMMMuuuu",
    "uuuu-MMM-dd",
    "EEE, d MMM uuuu",
    "EEE, dd MMM uuuu",
    "EEEE, d MMMM uuuu",
    "EEEE, MMMM d, uuuu",
    "dd/MM/uu",
    "MM/dd/uu",
    "d/M/uu",
    "M/d/uu",
    "dd.MM.uu",
    "d.M.uu",
    "dd-MM-uu",
    "MM-dd-uu",
    "uu-MM-dd",
    "uu/MM/dd",
    "dd-MMM-uu",
    "d-MMM-uu"
  };
  private static final String[] TIMES = {
    "HH:mm:ss", "HH:mm", "H:mm:ss", "H:mm", "h:mm:ss a", "h:mm a", "hh:mm:ss a", "hh:mm a"
  };
  private static final String[] OTHERS = {
    "uuuu-MM",
    "MM/uuuu",
    "uuuu/MM",
    "MM-uuuu",
    "MM.uuuu",
    "MMM uuuu",
    "MMMM uuuu",
    "MMM-uuuu",
    "MMM-uu",
    "uuuu-MMM",
    "YYYY-'W'ww",
    "YYYY'W'ww",
    "YYYY-'W'w",
    "YYYY-'W'ww-e",
    "'W'ww-YYYY",
    "'W'ww/YYYY",
    "'W'ww YYYY",
    "uuuu-'Q'Q",
    "uuuu'Q'Q",
    "uuuu 'Q'Q",
    "'Q'Q uuuu",
    "'Q'Q-uuuu",
    "'Q'Q/uuuu",
    "Q'Q'uuuu"
  };

  /** How names of months may be written other than in English. */
  static final List<String> LANGUAGES = List.of("(de)", "(fr)", "(es)", "(it)", "(pt)", "(nl)");

  /** All plain patterns by their marks. */
  private static final Map<String, List<String>> PATTERNS = byMarks();

  /** Formats of the plain patterns, which are dear to make. */
  private static final Map<String, DateTimeText> PLAIN = new ConcurrentHashMap<>();

  private PlainPatterns() {}

  /** The patterns with the marks of a text. */
  static List<String> like(String text) {
    return PATTERNS.getOrDefault(marks(text), List.of());
  }

  /** The format of a pattern. */
  static DateTimeText format(String pattern) {
    return PLAIN.computeIfAbsent(pattern, DateTimeText::of);
  }

  /** What stands between letters and digits: a text cannot follow a pattern with other marks. */
  private static String marks(String text) {
    StringBuilder marks = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isLetterOrDigit(text.charAt(i))) {
        marks.append(text.charAt(i));
      }
    }
    return marks.toString();
  }

  private static Map<String, List<String>> byMarks() {
    Map<String, List<String>> all = new HashMap<>();
    for (String pattern : plainPatterns()) {
      all.computeIfAbsent(marks(pattern.replace("'", "")), k -> new ArrayList<>()).add(pattern);
    }
    return all;
  }

  private static List<String> plainPatterns() {
    List<String> all = new ArrayList<>();
    for (String date : DATES) {
      all.add(date);
      for (String time : TIMES) {
        all.add(date + " " + time);
        if (time.startsWith("HH")) {
          all.add(date + "'T'" + time);
        }
      }
    }
    all.add("uuuuMMdd'T'HHmmss");
    all.add("uuuuMMdd'T'HHmm");
    all.addAll(List.of(OTHERS));
    all.addAll(List.of(TIMES));
    return all;
  }
}
