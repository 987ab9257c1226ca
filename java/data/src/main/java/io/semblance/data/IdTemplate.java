package io.semblance.data;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One shape of identifiers: a text in which some characters stand for others.
 *
 * <pre>
 *   #  0-9        %  1-9           &#64;  A-Z           ^  a-z         ~  A-Z a-z
 *   &amp;  0-9 a-f    $  0-9 A-F      *  0-9 a-z       =  0-9 A-Z     ?  0-9 A-Z a-z
 *   [89ab]  one of these           &lt;1-254&gt;  a number       &lt;001-365&gt; &lt;100-365/3&gt;  one of three digits
 *   {uuuuMMdd 2019-01-01 2023-12-31}  a day             {luhn} {ean} {isbn10} {iban}  check digits
 *   {Given} {Family} {Place}  made-up words, also {given} or {GIVEN}    {Road|Lane}  one of these words
 *   \  takes the next character as it is
 * </pre>
 */
final class IdTemplate {
  private static final String SYMBOLS = "#%@^~&$*=?";
  private static final String SPECIAL = SYMBOLS + "\\[]<>{}";
  private static final String DIGITS = "0123456789";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String[] CLASSES = {
    DIGITS,
    "123456789",
    UPPER,
    LOWER,
    UPPER + LOWER,
    DIGITS + "abcdef",
    DIGITS + "ABCDEF",
    DIGITS + LOWER,
    DIGITS + UPPER,
    DIGITS + UPPER + LOWER
  };
  private static final int LONGEST = 20_000;
  private static final int MOST_ELEMENTS = 300;
  private static final List<String> DAYS =
      List.of("uuuuMMdd", "ddMMuuuu", "MMdduuuu", "uuMMdd", "ddMMuu");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\d .'-]{1,60}");

  /** Years that two digits tell apart. */
  private static final int CENTURY = 100;

  /** Elements that carry the running index; the product of their sizes. */
  private static final long INDEXED = 1L << 50;

  private final List<IdElement> elements;
  private final int firstIndexed;
  private final long capacity;
  private final IdElement.Checked checked;
  private final boolean namesGiven;
  private final boolean namesFamily;

  IdTemplate(List<IdElement> elements) {
    this.elements = List.copyOf(elements);
    long product = 1;
    int from = elements.size();
    while (from > 0 && elements.get(from - 1).size() <= INDEXED / product) {
      product *= elements.get(--from).size();
    }
    firstIndexed = from;
    namesGiven = has(elements, IdWords.GIVEN);
    namesFamily = has(elements, IdWords.FAMILY);
    capacity = product;
    checked =
        (IdElement.Checked)
            elements.stream().filter(e -> e instanceof IdElement.Checked).findFirst().orElse(null);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static String escaped(char c) {
    return SPECIAL.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c);
  }

  /** All characters of a class. */
  static IdElement.Chars chars(char symbol) {
    return new IdElement.Chars(CLASSES[SYMBOLS.indexOf(symbol)], String.valueOf(symbol));
  }

  /** The narrowest class that has all of some characters, of those given in an order. */
  static IdElement.Chars narrowest(String characters, String order) {
    for (char symbol : order.toCharArray()) {
      String members = CLASSES[SYMBOLS.indexOf(symbol)];
      if (characters.chars().allMatch(c -> members.indexOf(c) >= 0)) {
        return chars(symbol);
      }
    }
    return chars('?');
  }

  /** One of these characters. */
  static IdElement.Chars oneOf(String characters) {
    StringBuilder distinct = new StringBuilder();
    characters
        .chars()
        .distinct()
        .forEach(c -> distinct.append((char) c)); // else one text would have two numbers
    String members = distinct.toString();
    for (int i = 0; i < CLASSES.length; i++) {
      if (CLASSES[i].equals(members)) {
        return chars(SYMBOLS.charAt(i));
      }
    }
    StringBuilder symbol = new StringBuilder("[");
    members.chars().forEach(c -> symbol.append(escaped((char) c)));
    return new IdElement.Chars(members, symbol.append("]").toString());
  }

  static IdTemplate parse(String text) {
    if (text.length() > LONGEST) {
      throw new DataException("identifier template too long: " + Text.shorten(text));
    }
    List<IdElement> elements = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SYMBOLS.indexOf(c) >= 0) {
        elements.add(chars(c));
      } else if (c == '[' || c == '<' || c == '{') {
        int end = closing(text, i);
        elements.add(composed(c, text.substring(i + 1, end), text));
        i = end;
      } else {
        if (c == '\\' && ++i == text.length()) {
          throw new DataException("identifier template ends in a lone \\: " + Text.shorten(text));
        }
        elements.add(new IdElement.Literal(text.charAt(i)));
      }
    }
    if (elements.size() > MOST_ELEMENTS) {
      throw new DataException("identifier template too long: " + Text.shorten(text));
    }
    IdTemplate template = new IdTemplate(elements);
    try {
      template.text(0, 0);
    } catch (RuntimeException e) {
      throw new DataException(
          "identifier template whose check digits have no place: " + Text.shorten(text));
    }
    return template;
  }

  private static int closing(String text, int at) {
    char end = text.charAt(at) == '[' ? ']' : text.charAt(at) == '<' ? '>' : '}';
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == end) {
        return i;
      }
    }
    throw new DataException(
        "identifier template without '"
            + end
            + "' after '"
            + text.charAt(at)
            + "': "
            + Text.shorten(text)
            + "; write \\"
            + text.charAt(at)
            + " for the character itself");
  }

  private static IdElement composed(char kind, String inside, String text) {
    IdElement element =
        switch (kind) {
          case '[' -> oneOf(inside.replaceAll("\\\\(.)", "$1"));
          case '<' -> whole(inside);
          default -> named(inside);
        };
    if (element == null || element.size() < 1) {
      throw new DataException(
          "'"
              + Text.shorten(inside)
              + "' in identifier template "
              + Text.shorten(text)
              + " is no characters, range, day, check or words; docs/model-file.md has the notation");
    }
    return element;
  }

  private static IdElement whole(String inside) {
    if (!inside.matches("\\d{1,15}-\\d{1,15}(/\\d{1,2})?")) {
      return null;
    }
    String[] parts = inside.split("[-/]");
    boolean zeros = parts[0].length() > 1 && parts[0].charAt(0) == '0';
    int width = parts.length == 3 ? Integer.parseInt(parts[2]) : zeros ? parts[0].length() : 0;
    return parts[1].length() > width && width > 0
        ? null
        : new IdElement.Whole(Long.parseLong(parts[0]), Long.parseLong(parts[1]), width);
  }

  private static IdElement named(String inside) {
    IdCheck check = IdCheck.byLabel(inside);
    if (check != null) {
      return new IdElement.Checked(check);
    }
    IdElement word = word(inside);
    if (word != null) {
      return word;
    }
    String[] parts = inside.split(" ");
    if (parts.length != 3 || !DAYS.contains(parts[0])) {
      return null;
    }
    try {
      LocalDate first = LocalDate.parse(parts[1]);
      LocalDate last = LocalDate.parse(parts[2]);
      boolean told = parts[0].contains("uuuu") || first.plusYears(CENTURY).isAfter(last);
      return told ? new IdElement.Day(parts[0], first, last) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static IdElement word(String inside) {
    for (IdWords list : IdWords.values()) {
      for (IdElement.Casing casing : IdElement.Casing.values()) {
        if (casing.of(list.label()).equals(inside)) {
          return new IdElement.Word(list, casing);
        }
      }
    }
    List<String> words = List.of(inside.split("\\|", -1));
    boolean plain = words.stream().allMatch(w -> WORD.matcher(w).matches());
    return words.size() > 1 && plain && Set.copyOf(words).size() == words.size()
        ? new IdElement.OneOf(words)
        : null;
  }

  List<IdElement> elements() {
    return elements;
  }

  /** How many identifiers can be told apart by their index. */
  long capacity() {
    return capacity;
  }

  /** As {@link #parse} reads it. */
  String text() {
    StringBuilder out = new StringBuilder();
    elements.forEach(e -> out.append(e.symbol()));
    return out.toString();
  }

  /** Whether it names a person: then the person of a row says how, and not an index. */
  boolean namesPerson() {
    return namesGiven || namesFamily;
  }

  /** Whether a person can be told by it: by given and family name. */
  boolean namesWholePerson() {
    return namesGiven && namesFamily;
  }

  private static boolean has(List<IdElement> elements, IdWords list) {
    return elements.stream().anyMatch(e -> e instanceof IdElement.Word w && w.list() == list);
  }

  /**
   * The identifier of a person.
   *
   * @param seed of all that is not the person's
   */
  String text(IdPeople.Person person, long row, long seed) {
    long[] values = new long[elements.size()];
    int given = 0;
    int family = 0;
    for (int i = 0; i < values.length; i++) {
      IdElement e = elements.get(i);
      values[i] =
          e instanceof IdElement.Word word && word.list() == IdWords.GIVEN
              ? person.given(given++)
              : e instanceof IdElement.Word word && word.list() == IdWords.FAMILY
                  ? person.family(family++)
                  : (long) (Hash.uniform(seed, i, row) * e.size());
    }
    return text(values);
  }

  /**
   * An identifier.
   *
   * @param index its number, below the capacity: different ones make different identifiers
   * @param seed of the elements that carry no index
   */
  String text(long index, long seed) {
    long[] values = new long[elements.size()];
    long rest = index;
    for (int i = values.length - 1; i >= 0; i--) {
      long size = elements.get(i).size();
      if (i >= firstIndexed) {
        values[i] = rest % size;
        rest /= size;
      } else {
        values[i] = (long) (Hash.uniform(seed, i, index) * size);
      }
    }
    return text(values);
  }

  private String text(long[] values) {
    StringBuilder out = new StringBuilder();
    int checkedAt = -1;
    for (int i = 0; i < values.length; i++) {
      checkedAt = elements.get(i) == checked ? out.length() : checkedAt;
      elements.get(i).append(values[i], out);
    }
    if (checked != null) {
      checked.check().complete(out, checkedAt);
    }
    return out.toString();
  }

  /** The index of an identifier of this shape; -1 if it is not of this shape. */
  long index(String identifier) {
    long index = 0;
    int at = 0;
    for (int i = 0; i < elements.size(); i++) {
      IdElement.Read read = elements.get(i).read(identifier, at);
      if (read == null) {
        return -1;
      }
      at = read.end();
      index = i < firstIndexed ? 0 : index * elements.get(i).size() + read.value();
    }
    return at == identifier.length() ? index : -1;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof IdTemplate template && template.elements.equals(elements);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
