package io.semblance.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

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

  /** A number of so few digits may have bounds of its own, such as octets and months. */
  private static final int LONGEST_BOUNDED = 3;

  /** A range that fills so much of what its digits could say is no bound. */
  private static final double FILLED = .9;

  private static final List<String> LONG_DAYS = List.of("uuuuMMdd", "ddMMuuuu", "MMdduuuu");
  private static final List<String> SHORT_DAYS = List.of("uuMMdd", "ddMMuu");
  private static final int FIRST_YEAR = 1850;
  private static final int LAST_YEAR = 2150;

  /** Possible identifiers for each real one, at least. */
  private static final int ROOM = 16;

  /** Classes of characters, the narrowest first; a number does not begin with 0 unless one did. */
  private static final String FIRST = "%#@^~&$*=?";

  private static final String OTHERS = "#@^~&$*=?";

  private IdLearner() {}

  static IdMixture mixture(
      List<String> texts, Map<String, Double> placeholders, PersonalName name) {
    IdWordLearner words = new IdWordLearner(texts, name);
    return words.applies()
        ? ofWords(words, texts, placeholders)
        : ofCharacters(texts, placeholders);
  }

  private static IdMixture ofWords(
      IdWordLearner words, List<String> texts, Map<String, Double> placeholders) {
    IdPeople people = IdPeople.without(words.realFamilies());
    List<Shape> shapes = new ArrayList<>();
    for (var one : words.templates(people != null, MOST_SHAPES)) {
      IdTemplate template = one.getKey();
      shapes.add(
          template.namesPerson()
              ? new Shape(template, one.getValue(), null, true)
              : Shape.of(template, one.getValue(), texts));
    }
    return mixture(shapes, texts, placeholders, people == null ? IdPeople.ANY : people);
  }

  private static IdMixture ofCharacters(List<String> texts, Map<String, Double> placeholders) {
    Map<String, List<String>> groups = groups(texts);
    List<Map.Entry<String, List<String>>> biggest = new ArrayList<>(groups.entrySet());
    biggest.sort(
        Collections.reverseOrder(
            (a, b) -> Integer.compare(a.getValue().size(), b.getValue().size())));
    List<Shape> shapes = new ArrayList<>();
    for (var group : biggest.subList(0, Math.min(MOST_SHAPES, biggest.size()))) {
      shapes.add(Shape.of(template(group.getValue()), group.getValue().size(), texts));
    }
    return mixture(shapes, texts, placeholders, IdPeople.ANY);
  }

  private static IdMixture mixture(
      List<Shape> shapes, List<String> texts, Map<String, Double> placeholders, IdPeople people) {
    List<IdMixture.Part> parts = new ArrayList<>();
    for (Shape shape : apart(shapes, texts)) {
      int weight = (int) Math.max(1, Math.round(1000.0 * shape.count / texts.size()));
      parts.add(new IdMixture.Part(shape.template, weight, shape.blocksOrNull));
    }
    return new IdMixture(parts, placeholders, people, false);
  }

  /** With room for new identifiers, and so that no two can make the same ones. */
  private static List<Shape> apart(List<Shape> shapes, List<String> texts) {
    Map<String, Shape> byForm = new LinkedHashMap<>();
    for (Shape shape : shapes) {
      Shape roomy = shape.withRoom(texts);
      byForm.merge(form(roomy.template), roomy, (a, b) -> a.and(b, texts));
    }
    // What was merged stands for more identifiers, and may need more room.
    return byForm.size() == shapes.size()
        ? List.copyOf(byForm.values())
        : apart(List.copyOf(byForm.values()), texts);
  }

  /**
   * A template.
   *
   * @param count how many identifiers it stands for
   * @param blocksOrNull where identifiers of the column lie; null if none has this shape, or too
   *     few others are left
   * @param hasRoom whether there are enough others
   */
  private record Shape(IdTemplate template, int count, IdBlocks blocksOrNull, boolean hasRoom) {
    static Shape of(IdTemplate template, int count, List<String> texts) {
      if (template.capacity() < (long) ROOM * count) {
        return new Shape(template, count, null, false);
      }
      long[] real = texts.stream().mapToLong(template::index).filter(index -> index >= 0).toArray();
      IdBlocks blocks = real.length == 0 ? null : IdBlocks.of(template.capacity(), real);
      return new Shape(template, count, blocks, real.length == 0 || blocks != null);
    }

    /** The wider of two, for all of both. */
    Shape and(Shape other, List<String> texts) {
      boolean wider = other.template.capacity() > template.capacity();
      return of(wider ? other.template : template, count + other.count, texts);
    }

    /**
     * The same with room for new identifiers beside the real ones: by all characters of a class,
     * then by as many characters more as are needed.
     */
    Shape withRoom(List<String> texts) {
      Shape wider = hasRoom ? this : of(broader(template), count, texts);
      while (!wider.hasRoom) {
        wider = of(longer(wider.template), count, texts);
      }
      return wider;
    }
  }

  /** What two templates have in common that could make the same identifier. */
  private static String form(IdTemplate template) {
    StringBuilder form = new StringBuilder();
    for (IdElement e : template.elements()) {
      if (e instanceof IdElement.Literal literal) {
        form.append(shape(String.valueOf(literal.character())));
      } else if (e instanceof IdElement.Chars chars) {
        form.append(shape(chars.members().substring(0, 1)));
      } else if (e instanceof IdElement.Checked || e instanceof IdElement.Word) {
        form.append(e.symbol());
      } else if (e instanceof IdElement.OneOf) {
        form.append("{}");
      } else {
        StringBuilder digits = new StringBuilder();
        e.append(e.size() - 1, digits);
        form.append(shape(digits.toString()));
      }
    }
    return form.toString();
  }

  /** With all characters of a class where only some of them were seen, and digits for numbers. */
  private static IdTemplate broader(IdTemplate template) {
    List<IdElement> elements = new ArrayList<>();
    for (IdElement e : template.elements()) {
      if (e instanceof IdElement.Chars chars) {
        elements.add(IdTemplate.narrowest(chars.members(), elements.isEmpty() ? FIRST : OTHERS));
      } else if (e instanceof IdElement.Whole whole) {
        int digits = Math.max(whole.width(), Long.toString(whole.greatest()).length());
        for (int i = 0; i < digits; i++) {
          elements.add(IdTemplate.chars('#'));
        }
      } else {
        elements.add(e);
      }
    }
    return new IdTemplate(elements);
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

  /** With its last open digit, or else character, twice; with a digit at its end if it has none. */
  private static IdTemplate longer(IdTemplate template) {
    List<IdElement> elements = new ArrayList<>(template.elements());
    for (boolean digits : new boolean[] {true, false}) {
      for (int i = elements.size() - 1; i >= 0; i--) {
        if (elements.get(i) instanceof IdElement.Chars chars
            && chars.size() > 1
            && (!digits || chars.members().chars().allMatch(c -> c >= '0' && c <= '9'))) {
          elements.add(i + 1, digits ? IdTemplate.chars('#') : chars);
          return new IdTemplate(elements);
        }
      }
    }
    for (int i = elements.size() - 1; i >= 0; i--) {
      if (elements.get(i) instanceof IdElement.Word word) {
        elements.addAll(i + 1, List.of(new IdElement.Literal('-'), word));
        return new IdTemplate(elements);
      }
    }
    elements.add(IdTemplate.chars('#'));
    return new IdTemplate(elements);
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
  private static String shape(String text) {
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
      IdElement.Whole whole = day == null && end > at ? bounded(group, at, end) : null;
      if (day != null) {
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
        : IdTemplate.narrowest(ascii.toString(), at == 0 ? FIRST : OTHERS);
  }
}
