package io.semblance.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the shapes of identifiers that are made of words: names, addresses, those of mail and of
 * pages. Words that many of them share are kept, others stand for made-up ones.
 */
final class IdWordLearner {
  /** A word that so many identifiers have gives none of them away. */
  private static final int ENOUGH_TO_SHOW = 20;

  /** Share of the identifiers whose word is shown from which on no others are made up. */
  private static final double MOSTLY_SHOWN = .5;

  private static final int MOST_SHOWN = 60;

  /** What is shown of names of people. */
  private static final Set<String> TITLES =
      Set.of(
          ("mr mrs ms miss mx dr prof professor sir dame rev hon herr frau dipl ing phd md jr sr ii iii"
                  + " iv von van der de den di da la le del")
              .split(" "));

  /** Share of the names that are of plain shapes from which on rarer shapes are left out. */
  private static final double PLAIN_SHAPES = .5;

  /** Share of names that begin with a known given name, in columns called so and in others. */
  private static final double SOME_GIVEN = .02;

  private static final double MANY_GIVEN = .3;
  private static final int LONGEST = 200;
  private static final int MOST_WORDS = 12;
  private static final int MOST_LENGTHS = 16;

  /** Of letters of a language at least so many are vowels, and at most so many are rare. */
  private static final double LEAST_VOWELS = .28;

  private static final double MOST_VOWELS = .62;
  private static final double MOST_RARE = .08;
  private static final String VOWELS = "aeiouyäöüéèàáíóúåøæ";
  private static final String RARE = "qxjz";
  private static final int ENOUGH_LETTERS = 60;
  private static final double MEAN_LENGTH = 3.5;

  private final List<List<String>> tokens = new ArrayList<>();
  private final List<String> texts;
  private final PersonalName name;
  private int longest;

  /** In how many texts each word stands. */
  private final Map<String, Integer> carriers = new HashMap<>();

  /**
   * @param called what the column's name says of people
   */
  IdWordLearner(List<String> texts, PersonalName called) {
    this.texts = texts;
    Set<String> domains = domains(texts);
    for (String text : texts) {
      List<String> found = tokens(text, domains);
      tokens.add(found);
      longest = Math.max(longest, text.length());
      for (String word : new HashSet<>(found)) {
        carriers.merge(word, 1, Integer::sum);
      }
    }
    name = confirmed(called);
  }

  /** What the texts hold of names of people, whatever the column is called. */
  PersonalName name() {
    return name;
  }

  private PersonalName confirmed(PersonalName called) {
    if (called != PersonalName.NONE && called != PersonalName.WHOLE) {
      return called;
    }
    long whole = 0;
    long given = 0;
    for (List<String> text : tokens) {
      List<String> of = text.stream().filter(IdWordLearner::isWord).toList();
      boolean usual = of.size() > 1 && of.size() < 5 && text.stream().noneMatch(IdWordLearner::odd);
      whole += usual ? 1 : 0;
      given += usual && of.stream().anyMatch(IdWordLearner::isGiven) ? 1 : 0;
    }
    double share = called == PersonalName.WHOLE ? SOME_GIVEN : MANY_GIVEN;
    boolean people = whole >= .8 * texts.size() && given >= share * texts.size();
    return people ? PersonalName.WHOLE : PersonalName.NONE;
  }

  /** What stands in no name. */
  private static boolean odd(String token) {
    return !isWord(token) && " .,-'’()".indexOf(token) < 0
        || isWord(token)
            && token.length() > 1
            && casing(token) == IdElement.Casing.LOWER
            && token.length() > 3;
  }

  private static boolean isGiven(String word) {
    return IdWords.GIVEN.number(word.toLowerCase(Locale.ROOT)) >= 0;
  }

  /** What stands behind the one @ of many mail addresses. */
  private static Set<String> domains(List<String> texts) {
    Map<String, Integer> counts = new HashMap<>();
    for (String text : texts) {
      int at = text.indexOf('@');
      if (at > 0 && at == text.lastIndexOf('@')) {
        counts.merge(text.substring(at + 1), 1, Integer::sum);
      }
    }
    counts.values().removeIf(count -> count < ENOUGH_TO_SHOW);
    return counts.keySet();
  }

  /** Runs of letters, runs of digits, domains of mail, and single other characters. */
  private static List<String> tokens(String text, Set<String> domains) {
    List<String> found = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (at > 0 && text.charAt(at - 1) == '@' && domains.contains(text.substring(at))) {
        found.add(text.substring(at));
        break;
      }
      int end = IdElement.lettersEnd(text, at);
      if (end == at) {
        while (end < text.length() && IdTemplate.isDigit(text.charAt(end))) {
          end++;
        }
      }
      end = Math.max(end, at + 1);
      found.add(text.substring(at, end));
      at = end;
    }
    return found;
  }

  private static boolean isWord(String token) {
    return Character.isLetter(token.charAt(0));
  }

  private static boolean isDomain(String token) {
    return token.length() > 1 && token.indexOf('.') > 0;
  }

  private static boolean isNumber(String token) {
    return IdTemplate.isDigit(token.charAt(0));
  }

  /** Whether nearly all have words, such as have meaning and are no random letters. */
  boolean applies() {
    if (longest > LONGEST) {
      return false;
    }
    long worded = 0;
    Set<String> words = new LinkedHashSet<>();
    for (List<String> text : tokens) {
      List<String> of = text.stream().filter(t -> isWord(t) && !isDomain(t)).toList();
      boolean some = of.stream().anyMatch(w -> w.length() > 2);
      worded += some && of.size() <= MOST_WORDS ? 1 : 0;
      of.forEach(w -> words.add(w.toLowerCase(Locale.ROOT)));
    }
    long letters = 0;
    long vowels = 0;
    long rare = 0;
    for (String word : words) {
      letters += word.length();
      vowels += word.chars().filter(c -> VOWELS.indexOf(c) >= 0).count();
      rare += word.chars().filter(c -> RARE.indexOf(c) >= 0).count();
      if (word.chars().anyMatch(c -> c > 0x24F)) {
        return false; // no words of other scripts are known here
      }
    }
    long mails = texts.stream().filter(t -> t.indexOf('@') > 0).count();
    boolean known = name == PersonalName.ADDRESS || mails >= .9 * texts.size();
    if (known && worded >= .9 * texts.size()) {
      return true; // a few streets are few words to tell a language by
    }
    return worded >= .9 * texts.size()
        && letters >= ENOUGH_LETTERS
        && letters >= MEAN_LENGTH * words.size()
        && vowels >= LEAST_VOWELS * letters
        && vowels <= MOST_VOWELS * letters
        && rare <= MOST_RARE * letters;
  }

  /** Numbers of real family names, which are not to be made. */
  long[] realFamilies() {
    return carriers.keySet().stream()
        .filter(IdWordLearner::isWord)
        .mapToLong(word -> IdWords.FAMILY.number(word.toLowerCase(Locale.ROOT)))
        .filter(number -> number >= 0)
        .toArray();
  }

  /**
   * Templates, each with how many texts it stands for, the most frequent first.
   *
   * @param people whether people may be named, of whom there are enough
   * @param hidden whether names of streets and the like are made up too, however many share them
   */
  List<Map.Entry<IdTemplate, Integer>> templates(boolean people, boolean hidden, int most) {
    Map<String, List<List<String>>> groups = grouped(IdWordLearner::shapeOfLengths);
    if (groups.size() > MOST_LENGTHS) {
      groups = grouped(IdWordLearner::shape);
    }
    List<List<List<String>>> biggest = new ArrayList<>(groups.values());
    if (name == PersonalName.GIVEN || name == PersonalName.FAMILY || name == PersonalName.WHOLE) {
      // So that all columns that name a person name the same one.
      List<List<List<String>>> plain =
          biggest.stream().filter(group -> isPlain(group.get(0))).toList();
      boolean usual = plain.stream().mapToInt(List::size).sum() >= PLAIN_SHAPES * texts.size();
      biggest = new ArrayList<>(usual ? plain : biggest);
    }
    biggest.sort((a, b) -> Integer.compare(b.size(), a.size()));
    List<Map.Entry<IdTemplate, Integer>> all = new ArrayList<>();
    for (List<List<String>> group : biggest.subList(0, Math.min(most, biggest.size()))) {
      all.add(Map.entry(template(group, people, hidden), group.size()));
    }
    return all;
  }

  /** Whether there are no double names and no initials. */
  private static boolean isPlain(List<String> text) {
    return !text.contains("-") && text.stream().noneMatch(t -> isWord(t) && t.length() == 1);
  }

  private Map<String, List<List<String>>> grouped(Function<List<String>, String> key) {
    Map<String, List<List<String>>> groups = new LinkedHashMap<>();
    for (List<String> text : tokens) {
      groups.computeIfAbsent(key.apply(text), k -> new ArrayList<>()).add(text);
    }
    return groups;
  }

  private static String shapeOfLengths(List<String> text) {
    return shape(text, true);
  }

  private static String shape(List<String> text) {
    return shape(text, false);
  }

  private static String shape(List<String> text, boolean lengths) {
    StringBuilder shape = new StringBuilder();
    for (String token : text) {
      if (isDomain(token)) {
        shape.append(token).append(' ');
      } else if (isWord(token)) {
        shape
            .append(token.length() == 1 ? "initial " : "")
            .append(casing(token).name())
            .append(' ');
      } else if (isNumber(token)) {
        boolean padded = token.length() > 1 && token.charAt(0) == '0';
        shape.append(lengths || padded ? "#" + token.length() : "#").append(' ');
      } else {
        shape.append('\u0001').append(token);
      }
    }
    return shape.toString();
  }

  private static IdElement.Casing casing(String word) {
    if (word.equals(word.toLowerCase(Locale.ROOT))) {
      return IdElement.Casing.LOWER;
    }
    boolean capitals = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
    return capitals ? IdElement.Casing.UPPER : IdElement.Casing.TITLE;
  }

  private IdTemplate template(List<List<String>> group, boolean people, boolean hidden) {
    List<String> first = group.get(0);
    List<IdElement> elements = new ArrayList<>();
    List<Integer> madeUp = new ArrayList<>(); // places of words, to be given their roles
    int mail = first.indexOf("@");
    for (int i = 0; i < first.size(); i++) {
      int at = i;
      List<String> column = group.stream().map(text -> text.get(at)).toList();
      if (isNumber(first.get(i))) {
        elements.addAll(IdLearner.ofDigits(column));
        continue;
      }
      boolean personal =
          people
              && (mail < 0 ? name != PersonalName.NONE && name != PersonalName.ADDRESS : i < mail);
      boolean word = isWord(first.get(i));
      boolean hide = hidden && word && isName(first.get(i));
      List<String> shown =
          hide ? List.of() : word ? shown(column, personal) : List.of(first.get(i));
      if (shown.isEmpty() && first.get(i).length() == 1) {
        boolean capital = Character.isUpperCase(first.get(i).charAt(0));
        elements.add(IdTemplate.chars(capital ? '@' : '^'));
      } else if (shown.isEmpty()) {
        madeUp.add(elements.size());
        elements.add(new IdElement.Word(IdWords.PLACE, casing(first.get(i))));
      } else if (shown.size() == 1) {
        shown.get(0).chars().forEach(c -> elements.add(new IdElement.Literal((char) c)));
      } else {
        elements.add(new IdElement.OneOf(shown));
      }
    }
    return new IdTemplate(people ? withRoles(elements, madeUp) : elements);
  }

  private static boolean isName(String word) {
    return word.length() > 3 && !isDomain(word) && casing(word) != IdElement.Casing.LOWER;
  }

  /** The words of a place that may be shown; none if most may not. */
  private List<String> shown(List<String> column, boolean personal) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    column.forEach(word -> counts.merge(word, 1, Integer::sum));
    List<String> shown = new ArrayList<>();
    int cells = 0;
    for (Map.Entry<String, Integer> one : counts.entrySet()) {
      if (carriers.get(one.getKey()) >= ENOUGH_TO_SHOW) {
        shown.add(one.getKey());
        cells += one.getValue();
      }
    }
    if (personal && !shown.stream().allMatch(w -> TITLES.contains(w.toLowerCase(Locale.ROOT)))) {
      return List.of();
    }
    return shown.size() <= MOST_SHOWN && cells >= MOSTLY_SHOWN * column.size() ? shown : List.of();
  }

  /** With names of people where those of the real table stand. */
  private List<IdElement> withRoles(List<IdElement> elements, List<Integer> madeUp) {
    List<IdElement> all = new ArrayList<>(elements);
    int at = indexOf(all, '@');
    List<Integer> names = at < 0 ? madeUp : madeUp.stream().filter(i -> i < at).toList();
    boolean none = name == PersonalName.NONE || name == PersonalName.ADDRESS;
    if (names.isEmpty() || at < 0 && none) {
      return all;
    }
    boolean familyFirst =
        names.size() > 1
            && name != PersonalName.GIVEN
            && indexOf(all.subList(names.get(0), names.get(1)), ',') > 0;
    for (int k = 0; k < names.size(); k++) {
      boolean last = k == names.size() - 1;
      boolean family =
          switch (name) {
            case GIVEN -> false;
            case FAMILY -> true;
            case WHOLE, NONE, ADDRESS -> familyFirst ? k == 0 : last;
          };
      IdElement.Casing casing = ((IdElement.Word) all.get(names.get(k))).casing();
      all.set(names.get(k), new IdElement.Word(family ? IdWords.FAMILY : IdWords.GIVEN, casing));
    }
    return all;
  }

  private static int indexOf(List<IdElement> elements, char c) {
    return elements.indexOf(new IdElement.Literal(c));
  }
}
