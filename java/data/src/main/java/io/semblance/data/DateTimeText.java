package io.semblance.data;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Date-times of a {@link DateTimeFormatter} pattern, or of several, to and from milliseconds since
 * 1970-01-01T00:00Z.
 *
 * <p>A time without a zone is taken as UTC: what matters to a model is the distance of two moments,
 * and the text comes back as it was. A time of day without a date is on 1970-01-01. A zone that is
 * a literal in the pattern ({@code 'Z'}, {@code '+02:00'}) is text like any other; a zone field
 * ({@code XXX}) is honoured, and written back as UTC.
 *
 * <p>Several patterns are written {@code 900:uuuu-MM-dd || 100:dd/MM/uuuu}, each with how often it
 * is used. A text is read by the first that it follows. Which one writes a moment follows from the
 * moment: one of those that lose nothing of it, and do not say more than the others.
 */
public final class DateTimeText {
  private static final String OR = " || ";
  private static final int MOST = 12;
  private static final int MOST_WEIGHT = 1_000_000;
  private static final long CHOICE = 0x64_6174;

  private final List<DatePattern> patterns = new ArrayList<>();
  private final List<Integer> weights = new ArrayList<>();
  private final String text;

  private DateTimeText(String text) {
    this.text = text;
    for (String one : text.split(" \\|\\| ", -1)) {
      int colon = one.indexOf(':');
      boolean weighted = colon > 0 && one.substring(0, colon).matches("\\d{1,7}");
      int weight = weighted ? Integer.parseInt(one.substring(0, colon)) : 1;
      if (weight < 1 || weight > MOST_WEIGHT || patterns.size() == MOST) {
        throw new IllegalArgumentException("up to " + MOST + " patterns of weights from 1 on");
      }
      weights.add(weight);
      patterns.add(new DatePattern(weighted ? one.substring(colon + 1) : one));
    }
  }

  /**
   * Date-times of the given pattern, or of several.
   *
   * @throws DataException when the pattern is not one of {@link DateTimeFormatter}
   */
  public static DateTimeText of(String pattern) {
    try {
      return new DateTimeText(pattern);
    } catch (IllegalArgumentException e) {
      throw DataException.builder("'" + Text.shorten(pattern) + "' is no date pattern")
          .remedy("write it as for java.time.format.DateTimeFormatter, such as uuuu-MM-dd HH:mm")
          .cause(e)
          .build();
    }
  }

  /** Date-times of several patterns, each used so often. */
  public static DateTimeText of(List<String> patterns, List<Integer> weights) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      all.add(weights.get(i) + ":" + patterns.get(i));
    }
    return of(patterns.size() == 1 ? patterns.get(0) : String.join(OR, all));
  }

  /** The pattern, or all of them. */
  public String pattern() {
    return text;
  }

  /** Whether a zone is read but another one written, that of UTC. */
  public boolean losesZone() {
    return patterns.stream().anyMatch(DatePattern::losesZone);
  }

  /** Whether the pattern has a time of day, and neither a date nor a zone. */
  public boolean isTimeOfDay() {
    return patterns.stream().allMatch(DatePattern::isTimeOfDay);
  }

  /**
   * The moment in epoch milliseconds.
   *
   * @throws DateTimeException when the text does not follow the pattern
   */
  public long parse(String text) {
    for (int i = 0; i < patterns.size() - 1; i++) {
      try {
        return patterns.get(i).parse(text);
      } catch (DateTimeException e) {
        // The next one may fit.
      }
    }
    return patterns.get(patterns.size() - 1).parse(text);
  }

  /** The text of a moment given in epoch milliseconds. */
  public String format(long epochMillis) {
    StringBuilder out = new StringBuilder();
    format(epochMillis, out);
    return out.toString();
  }

  /** Appends the text of a moment given in epoch milliseconds. */
  public void format(long epochMillis, StringBuilder out) {
    (patterns.size() == 1 ? patterns.get(0) : chosen(epochMillis)).format(epochMillis, out);
  }

  private DatePattern chosen(long epochMillis) {
    List<Integer> fit = new ArrayList<>();
    int shortest = Integer.MAX_VALUE;
    int sum = 0;
    for (int i = 0; i < patterns.size(); i++) {
      int fields = patterns.get(i).fields();
      if (fields > shortest || !leadsBack(patterns.get(i), epochMillis)) {
        continue;
      }
      if (fields < shortest) {
        fit.clear();
        sum = 0;
        shortest = fields;
      }
      fit.add(i);
      sum += weights.get(i);
    }
    double at = Hash.uniform(CHOICE, epochMillis, 0) * sum;
    for (int i : fit) {
      at -= weights.get(i);
      if (at < 0) {
        return patterns.get(i);
      }
    }
    return patterns.get(0);
  }

  /** An earlier pattern may read the text as another moment: 03/04 as the 4th of March. */
  private boolean leadsBack(DatePattern pattern, long epochMillis) {
    StringBuilder written = new StringBuilder();
    pattern.format(epochMillis, written);
    try {
      return parse(written.toString()) == epochMillis;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether the other one has the same pattern. */
  @Override
  public boolean equals(Object o) {
    return o instanceof DateTimeText other && other.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
