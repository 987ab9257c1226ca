package io.semblance.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Finds the shapes of identifiers. */
final class IdLearner {
  /** More shapes than this and letters and digits are no longer told apart. */
  private static final int MOST_SHAPES = 64;

  /** More shapes than this of numbers between the same separators are one shape. */
  private static final int MOST_LENGTHS = 8;

  private static final int LONGEST = 256;
  private static final int LONGEST_NUMBER = 15;

  /** A character shared by fewer identifiers than this could give one of them away. */
  private static final int ENOUGH_TO_SHOW = 20;

  /** Fewer identifiers keep to a range, or are all days, by chance. */
  private static final int ENOUGH_FOR_RANGE = 50;

  /** So many identifiers tell whether they are made of words. */
  private static final int ENOUGH_TO_TELL = 5_000;

  private static final int LONGEST_CODE = 5;
  private static final int MOST_CODES = 40;

  /** A number of so few digits may have bounds of its own, such as octets and months. */
  private static final int LONGEST_BOUNDED = 3;

  /** A range that fills so much of what its digits could say is no bound. */
  private static final double FILLED = .9;

  private static final List<String> LONG_DAYS = List.of("uuuuMMdd", "ddMMuuuu", "MMdduuuu");
  private static final List<String> SHORT_DAYS = List.of("uuMMdd", "ddMMuu");
  private static final int FIRST_YEAR = 1850;
  private static final int LAST_YEAR = 2150;

  private IdLearner() {}

  static IdMixture mixture(
      List<String> texts, Map<String, Double> placeholders, PersonalName name) {
    // Millions of codes need not be taken apart to see that they are no words.
    int every = 1 + texts.size() / ENOUGH_TO_TELL;
    List<String> some =
        every == 1
            ? texts
            : IntStream.range(0, texts.size() / every).mapToObj(i -> texts.get(i * every)).toList();
    IdWordLearner words = new IdWordLearner(some, name);
    if (!words.applies()) {
      return ofCharacters(texts, placeholders);
    }
    return ofWords(every == 1 ? words : new IdWordLearner(texts, name), texts, placeholders);
  }

  private static IdMixture ofWords(
      IdWordLearner words, List<String> texts, Map<String, Double> placeholders) {
    IdPeople people = IdPeople.without(words.realFamilies());
    List<IdShape> shapes = new ArrayList<>();
    var shown = words.templates(people != null, false, MOST_SHAPES);
    var hidden = words.templates(people != null, true, MOST_SHAPES);
    for (int i = 0; i < shown.size(); i++) {
      IdTemplate template = shown.get(i).getKey();
      int count = shown.get(i).getValue();
      if (template.namesPerson()) {
        shapes.add(new IdShape(template, count, null, true));
        continue;
      }
      IdShape shape = IdShape.of(template, count, texts);
      // Too few new ones of the same streets: other streets, rather than numbers that no house has.
      shapes.add(shape.hasRoom() ? shape : IdShape.of(hidden.get(i).getKey(), count, texts));
    }
    return mixture(shapes, texts, placeholders, people == null ? IdPeople.ANY : people);
  }

  private static IdMixture ofCharacters(List<String> texts, Map<String, Double> placeholders) {
    Map<String, List<String>> groups = groups(texts);
    List<Map.Entry<String, List<String>>> biggest = new ArrayList<>(groups.entrySet());
    biggest.sort(
        Collections.reverseOrder(
            (a, b) -> Integer.compare(a.getValue().size(), b.getValue().size())));
    List<IdShape> shapes = new ArrayList<>();
    for (var group : biggest.subList(0, Math.min(MOST_SHAPES, biggest.size()))) {
      shapes.add(IdShape.of(template(group.getValue()), group.getValue().size(), texts));
    }
    return mixture(shapes, texts, placeholders, IdPeople.ANY);
  }

  private static IdMixture mixture(
      List<IdShape> shapes, List<String> texts, Map<String, Double> placeholders, IdPeople people) {
    List<IdMixture.Part> parts = new ArrayList<>();
    for (IdShape shape : apart(shapes, texts)) {
      int weight = (int) Math.max(1, Math.round(1000.0 * shape.count() / texts.size()));
      parts.add(new IdMixture.Part(shape.template(), weight, shape.blocksOrNull()));
    }
    return new IdMixture(parts, placeholders, people, false);
  }

  /** With room for new identifiers, and so that no two can make the same ones. */
  private static List<IdShape> apart(List<IdShape> shapes, List<String> texts) {
    Map<String, IdShape> byForm = new LinkedHashMap<>();
    for (IdShape shape : shapes) {
      IdShape roomy = shape.withRoom(texts);
      byForm.merge(roomy.form(), roomy, (a, b) -> a.and(b, texts));
    }
    // What was merged stands for more identifiers, and may need more room.
    return byForm.size() == shapes.size()
        ? List.copyOf(byForm.values())
        : apart(List.copyOf(byForm.values()), texts);
  }

  /** Digits of some identifiers, of the same or of any number. */
  static List<IdElement> ofDigits(List<String> numbers) {
    int length = numbers.get(0).length();
    boolean same = numbers.stream().allMatch(n -> n.length() == length);
    return (same || numbers.stream().noneMatch(n -> n.length() > LONGEST_NUMBER)
            ? template(numbers)
            : new IdTemplate(List.of(IdTemplate.chars('#'))))
        .elements();
  }

  private static Map<String, List<String>> groups(List<String> texts) {
    Map<String, List<String>> lengths = grouped(texts, IdLearner::shape);
    if (lengths.size() > MOST_LENGTHS) {
      Map<String, List<String>> runs = grouped(texts, IdLearner::runs);
      if (runs.size() == 1 && texts.size() >= ENOUGH_FOR_RANGE) {
        return runs;
      }
    }
    return lengths.size() > MOST_SHAPES ? grouped(texts, IdPattern::form) : lengths;
  }

  private static Map<String, List<String>> grouped(List<String> texts, UnaryOperator<String> key) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String text : texts) {
      String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
      groups.computeIfAbsent(key.apply(cut), k -> new ArrayList<>()).add(cut);
    }
    return groups;
  }

  /** The text with letters and digits replaced by their class. */
  static String shape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (IdTemplate.isDigit(c)) {
        out.append('#');
      } else if (Character.isLetter(c)) {
        out.append(Character.isUpperCase(c) ? '@' : '^');
      } else {
        out.append('\u0001').append(c);
      }
    }
    return out.toString();
  }

  /** The separators between numbers of any length; a text of its own where that is not all. */
  private static String runs(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!IdTemplate.isDigit(c)) {
        out.append(Character.isLetter(c) ? text : "").append(c);
        continue;
      }
      int end = runEnd(text, i);
      boolean plain = end - i <= LONGEST_NUMBER && (end == i + 1 || c != '0');
      out.append(plain ? "#" : text);
      i = end - 1;
    }
    return out.toString();
  }

  private static int runEnd(String text, int from) {
    int end = from;
    while (end < text.length() && IdTemplate.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static IdTemplate template(List<String> group) {
    String first = group.get(0);
    if (group.stream().anyMatch(t -> t.length() != first.length())) {
      return ofRuns(group);
    }
    IdCheck check = group.size() < ENOUGH_TO_SHOW ? null : IdCheck.of(group);
    int checkAt = check == null ? -1 : check.at(first);
    List<IdElement> elements = new ArrayList<>();
    int at = 0;
    while (at < first.length()) {
      if (at == checkAt) {
        elements.add(new IdElement.Checked(check));
        at += check.width();
        continue;
      }
      int end = at;
      while (end < first.length() && end != checkAt && digits(group, end)) {
        end++;
      }
      IdElement.Day day = end > at ? day(group, at, end) : null;
      IdElement.OneOf codes = day == null && end > at ? codes(group, at, end) : null;
      IdElement.Whole whole =
          day == null && codes == null && end > at ? bounded(group, at, end) : null;
      if (codes != null) {
        elements.add(codes);
        at = end;
      } else if (day != null) {
        elements.add(day);
        at += day.pattern().length();
      } else if (whole != null) {
        elements.add(whole);
        at = end;
      } else {
        for (int i = at; i < Math.max(end, at + 1); i++) {
          elements.add(character(group, i));
        }
        at = Math.max(end, at + 1);
      }
    }
    return new IdTemplate(elements);
  }

  private static boolean digits(List<String> group, int at) {
    return group.stream().allMatch(t -> IdTemplate.isDigit(t.charAt(at)));
  }

  private static IdTemplate ofRuns(List<String> group) {
    List<IdElement> elements = new ArrayList<>();
    int[] at = new int[group.size()];
    String first = group.get(0);
    while (at[0] < first.length()) {
      if (!IdTemplate.isDigit(first.charAt(at[0]))) {
        elements.add(new IdElement.Literal(first.charAt(at[0])));
        for (int i = 0; i < at.length; i++) {
          at[i]++;
        }
        continue;
      }
      long least = Long.MAX_VALUE;
      long greatest = 0;
      for (int i = 0; i < at.length; i++) {
        int end = runEnd(group.get(i), at[i]);
        long number = Long.parseLong(group.get(i).substring(at[i], end));
        least = Math.min(least, number);
        greatest = Math.max(greatest, number);
        at[i] = end;
      }
      elements.add(new IdElement.Whole(least, greatest, 0));
    }
    return new IdTemplate(elements);
  }

  /** Days with which all digits of a run begin, or null. */
  private static IdElement.Day day(List<String> group, int from, int to) {
    if (group.size() < ENOUGH_FOR_RANGE) {
      return null;
    }
    List<String> patterns = new ArrayList<>(to - from >= 8 ? LONG_DAYS : List.of());
    patterns.addAll(to - from == 6 || to - from >= 9 ? SHORT_DAYS : List.of());
    for (String pattern : patterns) {
      LocalDate least = LocalDate.MAX;
      LocalDate greatest = LocalDate.MIN;
      for (String text : group) {
        LocalDate day = IdElement.Day.parse(text.substring(from, from + pattern.length()), pattern);
        if (day == null || day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
          least = null;
          break;
        }
        least = day.isBefore(least) ? day : least;
        greatest = day.isAfter(greatest) ? day : greatest;
      }
      if (least != null) {
        return new IdElement.Day(pattern, least, greatest);
      }
    }
    return null;
  }

  /**
   * A short number that has one of a few values, each of many identifiers, as area codes; or null.
   */
  private static IdElement.OneOf codes(List<String> group, int from, int to) {
    int length = to - from;
    boolean whole = from == 0 && to == group.get(0).length();
    if (whole || length < 2 || length > LONGEST_CODE || group.size() < ENOUGH_FOR_RANGE) {
      return null;
    }
    Map<String, Integer> counts = new TreeMap<>();
    group.forEach(text -> counts.merge(text.substring(from, to), 1, Integer::sum));
    boolean known =
        counts.size() > 1
            && counts.size() <= MOST_CODES
            && counts.values().stream().allMatch(count -> count >= ENOUGH_TO_SHOW);
    return known ? new IdElement.OneOf(List.copyOf(counts.keySet())) : null;
  }

  /** A short number that keeps to less than its digits could say, or null. */
  private static IdElement.Whole bounded(List<String> group, int from, int to) {
    int length = to - from;
    if (group.size() < ENOUGH_FOR_RANGE || length < 2 || length > LONGEST_BOUNDED) {
      return null;
    }
    long least = Long.MAX_VALUE;
    long greatest = 0;
    for (String text : group) {
      long number = Long.parseLong(text.substring(from, to));
      least = Math.min(least, number);
      greatest = Math.max(greatest, number);
    }
    boolean free = greatest >= FILLED * (Math.pow(10, length) - 1);
    return free || least == greatest ? null : new IdElement.Whole(least, greatest, length);
  }

  private static IdElement character(List<String> group, int at) {
    char first = group.get(0).charAt(at);
    TreeSet<Character> seen = new TreeSet<>();
    int[] counts = new int[128];
    boolean plain = true;
    for (String text : group) {
      char c = text.charAt(at);
      seen.add(c);
      plain &= c < 128;
      counts[c & 127]++;
    }
    boolean open = Character.isLetterOrDigit(first);
    if (!open || seen.size() == 1 && group.size() >= ENOUGH_TO_SHOW) {
      return new IdElement.Literal(first);
    }
    StringBuilder ascii = new StringBuilder();
    boolean known = plain;
    for (char c : seen) {
      ascii.append(c < 128 ? c : Character.isUpperCase(c) ? 'Z' : Character.isDigit(c) ? '9' : 'z');
      known &= counts[c & 127] >= ENOUGH_TO_SHOW;
    }
    return known
        ? IdTemplate.oneOf(ascii.toString())
        : IdTemplate.narrowest(ascii.toString(), at == 0 ? IdShape.FIRST : IdShape.OTHERS);
  }
}
