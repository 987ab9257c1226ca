package io.semblance.data.csv;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DateTimeText;
import io.semblance.data.NumberKind;
import io.semblance.data.Text;
import io.semblance.data.TimedKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Finds out what a column of texts holds. The rules are told in the description of the package. */
final class SchemaInference {
  private static final Set<String> BOOLEAN_PAIRS =
      Set.of("0|1", "0.0|1.0", "false|true", "no|yes", "n|y", "f|t");

  /** More different words than these are no markers among numbers. */
  private static final int FEW_WORDS = 8;

  /** A column of more labels than these is not taken for versions. */
  private static final int MOST_VERSIONS = 1000;

  private static final int ROWS_PER_VERSION = 3;

  /** Share of the cells whose text may be lost to a number. */
  private static final double LOST = .01;

  private final RawTable table;
  private final int position;
  private final String name;
  private final RawColumn column;
  private final InferenceNotes notes;
  private final int[] counts;

  /** Codes of the cells that are there, and their texts. */
  private final int[] present;

  private final List<String> texts = new ArrayList<>();

  /** Codes of the cells that are not there. */
  private final List<Integer> missingCodes = new ArrayList<>();

  private final KeyInference keys;

  /** How many cells have each of the texts. */
  private final int[] cells;

  private NumberSummary summary; // null: not asked for yet

  SchemaInference(RawTable table, int position, Set<String> missing, Consumer<String> onWarning) {
    this.table = table;
    this.position = position;
    this.name = table.names.get(position);
    this.column = table.columns.get(position);
    this.notes = new InferenceNotes(table, name, onWarning);
    this.counts = column.counts();
    int[] codes = new int[column.texts().size()];
    int n = 0;
    for (int code = 0; code < codes.length; code++) {
      String text = column.texts().get(code);
      if (missing.contains(text)) {
        missingCodes.add(code);
      } else {
        codes[n++] = code;
        texts.add(text);
      }
    }
    present = Arrays.copyOf(codes, n);
    cells = Arrays.stream(present).map(code -> counts[code]).toArray();
    boolean unnamed = table.headers != null && table.headers.get(position).isEmpty();
    keys = new KeyInference(name, unnamed, texts, cells);
  }

  /** The schema of the column, of the given type or, when that is null, of the type that fits. */
  ColumnSchema infer(ColumnType forced) {
    if (present.length == 0) {
      return forced == null ? labels(ColumnType.CATEGORY) : empty(forced);
    }
    if (forced == null) {
      return guess();
    }
    return switch (forced) {
      case NUMBER, INTEGER -> numbers(forced);
      case DATETIME ->
          timed(
              forced,
              forcedPattern(
                  format -> true,
                  "a date or time was expected, such as 2014-10-13, 2014-10-13 06:00:00 or"
                      + " 13/10/2014"));
      case TIME ->
          timed(
              forced,
              forcedPattern(
                  DateTimeText::isTimeOfDay,
                  "a time of day was expected, such as 08:30 or 23:59:59"));
      case ID -> identifiers();
      case CATEGORY -> labels(ColumnType.CATEGORY);
      case BOOLEAN -> {
        requirePair();
        yield labels(ColumnType.BOOLEAN);
      }
    };
  }

  /** Nothing can be found out; but a kind with a pattern must have some. */
  private ColumnSchema empty(ColumnType type) {
    ColumnSchema.Builder start = start(type).nullable(true);
    return switch (type) {
      case DATETIME -> start.pattern("uuuu-MM-dd", 1).build();
      case TIME -> start.pattern("HH:mm", 1).build();
      case NUMBER, INTEGER, CATEGORY, BOOLEAN, ID -> start.build();
    };
  }

  private void requirePair() {
    if (texts.size() > 2) {
      throw table
          .badCell(
              column,
              name,
              present[2],
              "only two values were expected, '" + texts.get(0) + "' and '" + texts.get(1) + "'")
          .remedy("use --type '" + name + "=category', or --missing for a text that means none")
          .build();
    }
  }

  private ColumnSchema guess() {
    if (texts.size() == 2 && isBooleanPair()) {
      return labels(ColumnType.BOOLEAN);
    }
    DateTimeText compact = DateTimePatterns.findCompact(texts, isCalledDay());
    if (compact != null) {
      return timed(ColumnType.DATETIME, compact);
    }
    NumberSummary numbers = numberSummary();
    if (numbers.all()) {
      if (numbers.isCode()) {
        return words();
      }
      notes.infinities(numbers.odd());
      NumberKind marked = numbers.marked() ? numberForm() : null;
      boolean bare = numbers.integer() && numbers.plain() || marked != null && marked.whole();
      if (bare && keys.ofNumbers()) {
        return keysOfNumbers();
      }
      if (marked != null) {
        return ofForm(marked);
      }
      if (isVersion(numbers)) {
        return versions();
      }
      return numbers(numbers.integer() ? ColumnType.INTEGER : ColumnType.NUMBER);
    }
    NumberKind form = numberForm();
    if (form != null) {
      return form.whole() && keys.ofNumbers() ? keysOfNumbers() : ofForm(form);
    }
    DateTimeText format = DateTimePatterns.find(texts);
    if (format != null) {
      boolean time = format.isTimeOfDay() && DateTimePatterns.givesBack(format);
      return timed(time ? ColumnType.TIME : ColumnType.DATETIME, format);
    }
    DateTimeText mixed = DateTimePatterns.findMixed(texts, cells);
    if (mixed != null) {
      notes.mixedDates(mixed);
      return timed(ColumnType.DATETIME, mixed);
    }
    int word = numbers.firstWord();
    if (word >= 0 && numbers.mostlyNumbers()) {
      notes.oddWords(numbers.words(), texts.get(word), column.firstRow(present[word]));
    }
    return words();
  }

  /** Whether texts would be lost if they were numbers, as 10.1 and 10.10 are the same number. */
  private boolean isVersion(NumberSummary numbers) {
    long all = Arrays.stream(cells).asLongStream().sum();
    return numbers.lostTexts() > LOST * all
        && texts.size() <= MOST_VERSIONS
        && all >= ROWS_PER_VERSION * texts.size();
  }

  private ColumnSchema versions() {
    notes.versions();
    return labels(ColumnType.CATEGORY);
  }

  private ColumnSchema words() {
    NumberSummary numbers = numberSummary();
    // A column of numbers with a few words in it is no name of rows.
    boolean odd =
        numbers.firstWord() >= 0 && numbers.mostlyNumbers() && numbers.distinctWords() <= FEW_WORDS;
    return keys.distinct() && !odd
        ? keys("is different in nearly every row", "category")
        : labels(ColumnType.CATEGORY);
  }

  private boolean isBooleanPair() {
    String a = texts.get(0).toLowerCase(Locale.ROOT);
    String b = texts.get(1).toLowerCase(Locale.ROOT);
    return BOOLEAN_PAIRS.contains(a.compareTo(b) < 0 ? a + "|" + b : b + "|" + a);
  }

  private boolean isCalledDay() {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("date") || lower.endsWith("_dt") || lower.endsWith("day");
  }

  private ColumnSchema ofForm(NumberKind form) {
    return start(form.type()).kind(form).build();
  }

  private ColumnSchema keysOfNumbers() {
    return keys("has whole numbers that name its rows", "integer");
  }

  private ColumnSchema keys(String what, String type) {
    notes.identifier(what, type);
    return identifiers();
  }

  private ColumnSchema.Builder start(ColumnType type) {
    return ColumnSchema.builder(name, type)
        .header(table.headers == null ? null : table.headers.get(position))
        .nullable(!missingCodes.isEmpty())
        .missingTexts(type.isNumeric() ? missingTexts() : Map.of(missingText(), 1.0));
  }

  /** The share of missing cells that each text has. */
  private Map<String, Double> missingTexts() {
    double all = missingCodes.stream().mapToDouble(code -> counts[code]).sum();
    Map<String, Double> texts = new LinkedHashMap<>();
    missingCodes.forEach(code -> texts.put(column.texts().get(code), counts[code] / all));
    return texts.isEmpty() ? Map.of("", 1.0) : texts;
  }

  /** The one text of a column of labels that means missing: empty, or the most frequent. */
  private String missingText() {
    String most = "";
    int cells = 0;
    for (int code : missingCodes) {
      String text = column.texts().get(code);
      if (text.isEmpty()) {
        return text;
      }
      most = counts[code] > cells ? text : most;
      cells = Math.max(cells, counts[code]);
    }
    return most;
  }

  private ColumnSchema labels(ColumnType type) {
    List<String> labels = new ArrayList<>(texts);
    for (int code : missingCodes) {
      String text = column.texts().get(code);
      if (!text.equals(missingText())) {
        labels.add(text);
      }
    }
    if (labels.size() > texts.size()) {
      notes.missingLabels(missingText(), labels.subList(texts.size(), labels.size()));
    }
    boolean pair = type == ColumnType.BOOLEAN && labels.size() <= 2;
    return start(pair ? type : ColumnType.CATEGORY).categories(LabelOrder.inOrder(labels)).build();
  }

  private ColumnSchema identifiers() {
    return start(ColumnType.ID).idPattern(keys.pattern()).build();
  }

  /** Numbers that programs would write otherwise; null if that is not what there is. */
  private NumberKind numberForm() {
    return NumberForms.find(texts, cells, table.delimiter == ',');
  }

  private ColumnSchema numbers(ColumnType type) {
    NumberSummary numbers = numberSummary();
    int bad = numbers.firstBad(type);
    NumberKind form = bad < 0 && !numbers.marked() ? null : numberForm();
    if (form != null && (form.whole() || type == ColumnType.NUMBER)) {
      return start(type).kind(form.withWhole(type == ColumnType.INTEGER)).build();
    }
    if (bad >= 0) {
      String wanted =
          type == ColumnType.INTEGER ? "a whole number was expected" : "a number was expected";
      String text = Text.shorten(texts.get(bad));
      throw table
          .badCell(column, name, present[bad], wanted)
          .remedy(
              "mend the cell, or add --missing '"
                  + text
                  + "' if it means none, or --type '"
                  + name
                  + "="
                  + (numbers.isNumber(bad) ? "number" : "category")
                  + "'")
          .build();
    }
    if (numbers.count() == 0) {
      return start(type).nullable(true).build();
    }
    return start(type)
        .range(numbers.min(), numbers.max())
        .decimals(
            numbers.fewestDecimals(),
            numbers.machineMade() ? ColumnSchema.SHORTEST : numbers.mostDecimals())
        .nullable(!missingCodes.isEmpty() || numbers.odd() > 0)
        .build();
  }

  private DateTimeText forcedPattern(Predicate<DateTimeText> possible, String expected) {
    DateTimeText format = DateTimePatterns.find(texts);
    if (format != null && possible.test(format)) {
      return format;
    }
    DateTimeText best = DateTimePatterns.findBest(texts);
    boolean known = best != null && possible.test(best);
    int bad = known ? DateTimePatterns.firstMisfit(best, texts) : 0;
    String text = Text.shorten(texts.get(bad));
    throw table
        .badCell(
            column,
            name,
            present[bad],
            known ? "a date or time of the pattern " + best.pattern() + " was expected" : expected)
        .remedy(
            "mend the cell, or add --missing '"
                + text
                + "' if it means none, or --type '"
                + name
                + "=category'")
        .build();
  }

  private ColumnSchema timed(ColumnType type, DateTimeText format) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    long[] millis = new long[texts.size()];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = format.parse(texts.get(i));
      min = Math.min(min, millis[i]);
      max = Math.max(max, millis[i]);
    }
    long step = 0;
    for (long m : millis) {
      step = gcd(step, m - min);
    }
    if (step == 0) {
      step = format.pattern().contains("s") ? 1000L : format.isTimeOfDay() ? 60_000L : 86_400_000L;
    }
    TimedKind kind = ((TimedKind) type.unknown()).withPattern(format, step);
    double unit = kind.unitMillis();
    return start(type).kind(kind.withRange(min / unit, max / unit)).build();
  }

  private static long gcd(long a, long b) {
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  private NumberSummary numberSummary() {
    summary = summary == null ? new NumberSummary(texts, cells) : summary;
    return summary;
  }
}
