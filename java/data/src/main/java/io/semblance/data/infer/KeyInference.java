package io.semblance.data.infer;

import io.semblance.data.IdPattern;
import io.semblance.data.NumberText;
import io.semblance.data.PersonalName;
import io.semblance.data.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether the texts of a column name their rows: whatever is different in nearly every row, apart
 * from texts that say that nothing is known. Words that are different in every row do; numbers do
 * if they count, if the column is called so, or if they are spread like numbers that were drawn.
 */
final class KeyInference {
  /** Share of distinct texts from which on they are taken for identifiers. */
  private static final double DISTINCT = 0.95;

  /** A shorter column is no proof: any few words are unique. */
  private static final int ENOUGH = 20;

  /** Numbers without a telling name need more. */
  private static final int ENOUGH_UNNAMED = 50;

  /** A text in so many cells is no identifier. */
  private static final int OFTEN = 3;

  private static final int MOST_VISITS = 20;

  /** A name of fewer people may give one of them away. */
  static final int FEW = 5;

  /** Part of all cells that must be identifiers for the others to be placeholders. */
  private static final double LEAST_KEYS = 0.3;

  private static final int MOST_PLACEHOLDERS = 8;

  /** Digits from which on numbers may be drawn. */
  private static final int DRAWN_DIGITS = 7;

  /** Of numbers that were rounded more than one in ten ends in 0. */
  private static final double ROUNDED = .25;

  private static final Set<String> WHOLE_NAMES = Set.of("#", "no.", "nr.", "rn", "index", "idx");
  private static final Set<String> LAST_WORDS =
      Set.of(
          ("id ids no nr num number nbr key uuid guid row rownum rownames rowid rownumber ssn sin nin"
                  + " mrn iban bic account acct phone telephone tel mobile fax email passport licence"
                  + " license invoice ticket serial imei imsi barcode isbn issn ean upc sku vin plate"
                  + " pan ref reference pk sk hash token")
              .split(" "));

  /** What leads to a person, also where several rows are of the same. */
  private static final Set<String> CONTACTS =
      Set.of(
          "phone", "telephone", "tel", "mobile", "fax", "email", "mail", "ssn", "iban", "passport");

  private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  private static final List<String> ENDINGS = List.of("uuid", "guid", "ssn", "num", "id", "nr");

  /** Words that end like an identifier's name and are none. */
  private static final Set<String> NO_NAMES =
      Set.of(
          ("paid prepaid unpaid valid invalid covid bid bids mid grid solid fluid liquid rapid aid lipid"
                  + " thyroid steroid acid humid avid hybrid kid said laid void avoid arachnoid amid"
                  + " continuum minimum maximum")
              .split(" "));

  private final String name;
  private final boolean unnamed;
  private final List<String> texts;
  private final int[] counts;
  private final long cells;
  private final List<String> keys = new ArrayList<>();
  private final Map<String, Double> placeholders = new LinkedHashMap<>();
  private Boolean distinct; // null: not asked for yet

  /**
   * @param unnamed whether the header cell is empty
   * @param texts different ones, in the order of the file
   * @param counts cells that have each
   */
  KeyInference(String name, boolean unnamed, List<String> texts, int[] counts) {
    this.name = name;
    this.unnamed = unnamed;
    this.texts = texts;
    this.counts = counts;
    this.cells = Arrays.stream(counts).asLongStream().sum();
  }

  /** Whether texts, whatever they are, are different in nearly every row. */
  boolean distinct() {
    if (distinct == null) {
      // Most columns are far from it, which is seen without a look at their texts.
      distinct = texts.size() >= DISTINCT * LEAST_KEYS * cells && findKeys();
    }
    return distinct;
  }

  /** Tells identifiers from placeholders; whether there are enough of the former. */
  private boolean findKeys() {
    Set<String> forms = new HashSet<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < OFTEN) {
        forms.add(IdPattern.form(texts.get(i)));
      }
    }
    long kept = 0;
    for (int i = 0; i < counts.length; i++) {
      if (isPlaceholder(i, forms)) {
        placeholders.put(texts.get(i), (double) counts[i] / cells);
      } else {
        keys.add(texts.get(i));
        kept += counts[i];
      }
    }
    return placeholders.size() <= MOST_PLACEHOLDERS
        && kept >= Math.max(ENOUGH, LEAST_KEYS * cells)
        && keys.size() >= DISTINCT * kept;
  }

  /** Of the form of the others it may be somebody who came three times. */
  private boolean isPlaceholder(int text, Set<String> forms) {
    return counts[text] >= Math.max(OFTEN, cells / 100)
        && (counts[text] >= MOST_VISITS || !forms.contains(IdPattern.form(texts.get(text))));
  }

  /** The shape of the identifiers. */
  IdPattern pattern() {
    PersonalName personal = PersonalName.of(name);
    return distinct()
        ? IdPattern.learn(keys, placeholders, personal)
        : IdPattern.learn(texts, Map.of(), personal);
  }

  /**
   * Whether texts that come again are names of people all the same, most of them of few.
   *
   * @param familyNames whether another column holds family names
   */
  boolean ofPeople(boolean familyNames) {
    PersonalName personal = PersonalName.of(name);
    int enough = personal == PersonalName.GIVEN ? ENOUGH / 4 : ENOUGH;
    if (cells < ENOUGH_UNNAMED || texts.size() < enough) {
      return false;
    }
    if (texts.stream().filter(t -> MAIL.matcher(t).matches()).count() >= DISTINCT * texts.size()) {
      return true;
    }
    boolean rare = personal == PersonalName.GIVEN ? familyNames : ofFew();
    return rare
        && (CONTACTS.contains(lastWord(name))
            || personal != PersonalName.NONE && IdPattern.namesPeople(texts, personal));
  }

  /** Whether most cells hold a text that few others hold. */
  boolean ofFew() {
    long few = Arrays.stream(counts).filter(count -> count < FEW).asLongStream().sum();
    return cells >= ENOUGH_UNNAMED && texts.size() >= ENOUGH && few >= cells / 2;
  }

  /** Whether whole numbers, written as digits alone, are identifiers. */
  boolean ofNumbers() {
    if (unnamed || isCalledKey(name)) {
      boolean counting = cells > 2 && texts.size() == cells && IdPattern.isCounting(texts);
      return counting || !unnamed && distinct();
    }
    if (!distinct() || keys.size() < ENOUGH_UNNAMED) {
      return false;
    }
    return placeholders.isEmpty() && IdPattern.isCounting(keys)
        || keys.size() >= 2 * ENOUGH_UNNAMED && digits() >= DRAWN_DIGITS && looksDrawn();
  }

  /** Whether a name says that its column holds identifiers. */
  static boolean isCalledKey(String name) {
    String bare = name.strip();
    String lower = bare.toLowerCase(Locale.ROOT);
    if (lower.startsWith("unnamed:") || WHOLE_NAMES.contains(lower)) {
      return true;
    }
    List<String> words = Text.words(bare);
    String last = lastWord(bare);
    if (NO_NAMES.contains(last)) {
      return false;
    }
    return LAST_WORDS.contains(last)
        || words.size() > 1 && words.get(0).equals("id")
        || ENDINGS.stream().anyMatch(last::endsWith);
  }

  private static String lastWord(String name) {
    List<String> words = Text.words(name);
    return words.isEmpty() ? "" : words.get(words.size() - 1);
  }

  /** Digits of all, or 0 if they have different numbers of them. */
  private int digits() {
    int length = keys.get(0).length();
    return keys.stream().allMatch(k -> k.length() == length) ? length : 0;
  }

  /** Whether a number may be a moment from 2000 to 2036, in seconds or thousandths of them. */
  private static boolean isEpoch(double number) {
    double seconds = number > 1e11 ? number / 1000 : number;
    return seconds >= 946_684_800 && seconds < 2_082_758_400;
  }

  /** Whether numbers are about as evenly spread as if each were as likely, and not rounded. */
  private boolean looksDrawn() {
    NumberText number = new NumberText();
    double[] values =
        keys.stream()
            .map(k -> k.replaceAll("\\D", ""))
            .mapToDouble(k -> number.parse(k) ? number.value() : 0)
            .sorted()
            .toArray();
    int n = values.length;
    double least = values[0];
    double range = values[n - 1] - least;
    double furthest = 0;
    for (int i = 0; i < n; i++) {
      furthest = Math.max(furthest, Math.abs((values[i] - least) / range - (i + .5) / n));
    }
    long rounded = keys.stream().filter(k -> k.endsWith("0")).count();
    if (isEpoch(least) && isEpoch(values[n - 1])) {
      return false; // seconds or milliseconds since 1970
    }
    // Kolmogorov and Smirnov's distance, with some allowance for numbers handed out by the block.
    return rounded < ROUNDED * n && furthest < .05 + 1.63 / Math.sqrt(n);
  }
}
