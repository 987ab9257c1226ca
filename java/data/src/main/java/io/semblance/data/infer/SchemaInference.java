package io.semblance.data.infer;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.DateTimeText;
import io.semblance.data.IdPattern;
import io.semblance.data.NumberKind;
import io.semblance.data.PersonalName;
import io.semblance.data.StoredType;
import io.semblance.data.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds out what a column of texts holds. The rules are told in the description of the package. */
final class SchemaInference {
  private static final Set<String> BOOLEAN_PAIRS =
      Set.of("0|1", "0.0|1.0", "false|true", "no|yes", "n|y", "f|t");

  private final RawTable table;
  private final int position;
  private final String name;
  private final RawColumn column;
  private final InferenceNotes notes;
  private final int leastCount;
  private Character decimal; // null: to be found out

  /** Codes of the cells that are there, and their texts. */
  private final int[] present;

  private final List<String> texts = new ArrayList<>();

  private final MissingTexts missing = new MissingTexts();

  private final KeyInference keys;

  /** How many cells have each of the texts. */
  private final int[] cells;

  private NumberSummary summary; // null: not asked for yet

  SchemaInference(RawTable table, int position, TypingOptions options) {
    this.table = table;
    this.leastCount = options.minCategoryCount();
    this.decimal = options.decimal();
    this.position = position;
    this.name = table.names.get(position);
    this.column = table.columns.get(position);
    this.notes = new InferenceNotes(table, name, options.onWarning());
    int[] counts = column.counts();
    int[] codes = new int[column.texts().size()];
    int n = 0;
    Set<String> none = table.missing(options);
    for (int code = 0; code < codes.length; code++) {
      String text = column.texts().get(code);
      if (none.contains(text)) {
        missing.add(text.equals(RawColumn.NULL) ? textOfNull() : text, counts[code]);
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

  /** How a null of a typed source is written: empty, unless an empty text is a label. */
  private String textOfNull() {
    return column.texts().contains("") ? "NULL" : "";
  }

  private boolean is(StoredColumn.Role role) {
    return table.stored != null && table.stored.get(position).is(role);
  }

  private StoredType stored() {
    return table.stored == null ? null : table.stored.get(position).type();
  }

  /**
   * The schema of the column, of the given type or, when that is null, of the type that fits.
   *
   * @param form of the cells, see {@link TypingOptions#forms()}; null: to be found out
   */
  ColumnSchema infer(ColumnType forced, String form) {
    return inferred(forced, form).toBuilder()
        .stored(stored())
        .keyPart(is(StoredColumn.Role.KEY_PART))
        .build();
  }

  private ColumnSchema inferred(ColumnType forced, String form) {
    if (form != null) {
      return ofForm(forced, form);
    }
    if (stored() != null && forced == null) {
      return ofStored();
    }
    if (stored() != null && present.length > 0 && isMoments(forced)) {
      return moments(forced); // whatever the pattern of texts is called elsewhere
    }
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

  /** What the cells mean is found out, what they are is known. */
  private ColumnSchema ofStored() {
    StoredType.Kind kind = stored().kind();
    if (is(StoredColumn.Role.FOREIGN)) {
      return labels(ColumnType.CATEGORY);
    }
    boolean named =
        is(StoredColumn.Role.KEY) && kind != StoredType.Kind.BOOLEAN && present.length > 1;
    return switch (kind) {
      case BOOLEAN -> present.length == 0 ? empty(ColumnType.BOOLEAN) : labels(ColumnType.BOOLEAN);
      case INT16, INT32, INT64, FLOAT, DOUBLE, DECIMAL -> {
        if (present.length == 0) {
          yield empty(kind.isWhole() ? ColumnType.INTEGER : ColumnType.NUMBER);
        }
        if (texts.size() == 2 && isBooleanPair()) {
          yield labels(ColumnType.BOOLEAN);
        }
        NumberSummary numbers = numberSummary();
        notes.infinities(numbers.odd());
        if (numbers.integer() && numbers.plain() && (named || keys.ofNumbers())) {
          yield keysOfNumbers();
        }
        yield numbers(numbers.integer() ? ColumnType.INTEGER : ColumnType.NUMBER);
      }
      case STRING ->
          present.length == 0
              ? labels(ColumnType.CATEGORY)
              : texts.size() == 2 && isBooleanPair()
                  ? labels(ColumnType.BOOLEAN)
                  : named ? keys("is the key of its table", "category") : words();
      case UUID -> identifiers();
      case DATE, TIMESTAMP, INSTANT -> moments(ColumnType.DATETIME);
      case TIME -> moments(ColumnType.TIME);
    };
  }

  private boolean isMoments(ColumnType type) {
    return switch (stored().kind()) {
      case DATE, TIMESTAMP, INSTANT -> type == ColumnType.DATETIME;
      case TIME -> type == ColumnType.TIME;
      case BOOLEAN, INT16, INT32, INT64, FLOAT, DOUBLE, DECIMAL, STRING, UUID -> false;
    };
  }

  private ColumnSchema moments(ColumnType type) {
    return present.length == 0
        ? empty(type)
        : start(type)
            .kind(
                TimedKinds.of(
                    type, StoredText.pattern(stored(), texts), StoredText.sameFraction(texts)))
            .build();
  }

  private ColumnSchema ofForm(ColumnType type, String form) {
    return switch (type) {
      case NUMBER, INTEGER -> {
        NumberKind example = NumberForms.find(List.of(form), new int[] {1}, false, null);
        if (example == null) {
          throw badForm(form, "a number that shows its decimal mark, such as 1.234,50 €");
        }
        decimal = example.form().decimal();
        yield present.length == 0 ? empty(type) : numbers(type);
      }
      case DATETIME, TIME -> {
        DateTimeText format = DateTimeText.of(form);
        if (type == ColumnType.TIME && !format.isTimeOfDay()) {
          throw badForm(form, "a pattern of a time of day, such as HH:mm");
        }
        int bad = DateTimePatterns.firstUnreadable(format, texts);
        if (bad >= 0) {
          String hint =
              form.contains("mm") && !form.contains("M") ? " (MM is the month, mm the minute)" : "";
          throw unfit(
              bad,
              "a " + type.label() + " of the pattern " + form + hint + " was expected",
              "category");
        }
        yield present.length == 0 ? start(type).pattern(form, 1).build() : timed(type, format);
      }
      case ID -> start(type).idPattern(IdPattern.ofTemplates(List.of(form), List.of(1))).build();
      case CATEGORY, BOOLEAN -> throw badForm(form, "no form: labels are kept as they are");
    };
  }

  private static DataException badForm(String form, String expected) {
    return DataException.builder(
            "'" + Text.shorten(form) + "' where the form of a column was expected")
        .remedy("give " + expected)
        .build();
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
    if (numbers.all() && !hasOtherDecimal()) {
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
      if (numbers.areVersions()) {
        return versions();
      }
      return numbers(numbers.integer() ? ColumnType.INTEGER : ColumnType.NUMBER);
    }
    NumberKind form = numberForm();
    if (form == null && decimal != null) {
      notes.otherDecimal(NumberForms.find(texts, cells, false, null), decimal, texts.get(0));
    }
    if (form != null) {
      return form.whole() && keys.ofNumbers() ? keysOfNumbers() : ofForm(form);
    }
    DateTimeText format = DateTimePatterns.find(texts);
    DateTimeText zoned =
        format != null && format.losesZone() ? DateTimePatterns.inZone(format, texts) : null;
    if (zoned != null) {
      return timed(ColumnType.DATETIME, zoned);
    }
    DateTimeText mixed =
        format == null || format.losesZone() ? DateTimePatterns.findMixed(texts, cells) : null;
    if (mixed != null) {
      notes.mixedDates(mixed);
      return timed(ColumnType.DATETIME, mixed);
    }
    if (format != null) {
      boolean time = format.isTimeOfDay() && DateTimePatterns.givesBack(format);
      return timed(time ? ColumnType.TIME : ColumnType.DATETIME, format);
    }
    NumberKind clock = ClockForms.find(texts, cells);
    if (clock != null) {
      return ofForm(clock);
    }
    int word = numbers.firstWord();
    if (word >= 0 && numbers.mostlyNumbers()) {
      notes.oddWords(numbers.words(), texts.get(word), firstRow(word));
    }
    return words();
  }

  private ColumnSchema versions() {
    notes.versions();
    return labels(ColumnType.CATEGORY);
  }

  private ColumnSchema words() {
    NumberSummary numbers = numberSummary();
    // A column of numbers with a few words in it is no name of rows.
    StrayWords stray = StrayWords.amongForms(texts, cells);
    if (stray != null && !numbers.mostlyNumbers()) {
      notes.oddWords(stray.cells(), texts.get(stray.first()), firstRow(stray.first()));
    }
    boolean odd = stray != null || numbers.hasStrayWords();
    if (keys.distinct() && !odd) {
      return keys("is different in nearly every row", "category");
    }
    if (!odd && keys.ofPeople(hasFamilyNames())) {
      notes.people();
      IdPattern people = IdPattern.ofPeople(texts, PersonalName.of(name));
      return start(ColumnType.ID).idPattern(people).build();
    }
    if (!odd && leastCount == 0 && keys.ofFew()) {
      notes.labelsOfFew(texts.size());
    }
    return labels(ColumnType.CATEGORY);
  }

  private int firstRow(int text) {
    return column.firstRow(present[text]);
  }

  private boolean hasFamilyNames() {
    return table.names.stream().anyMatch(other -> PersonalName.of(other) == PersonalName.FAMILY);
  }

  /** Whether a point is no decimal mark here. */
  private boolean hasOtherDecimal() {
    return decimal != null && decimal == ',' && texts.stream().anyMatch(t -> t.indexOf('.') >= 0);
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
        .nullable(!missing.isEmpty())
        .missingTexts(type.isNumeric() ? missing.shares() : Map.of(missing.one(), 1.0));
  }

  private ColumnSchema labels(ColumnType type) {
    List<String> labels = new ArrayList<>(texts);
    List<String> others = missing.others();
    labels.addAll(others);
    if (!others.isEmpty()) {
      notes.missingLabels(missing.one(), others);
    }
    boolean pair = type == ColumnType.BOOLEAN && labels.size() <= 2;
    ColumnSchema.Builder start = start(pair ? type : ColumnType.CATEGORY);
    return pair
        ? start.categories(LabelOrder.inOrder(labels)).build()
        : start
            .kind(new RareLabels(name, texts, cells).together(labels, leastCount, notes))
            .build();
  }

  private ColumnSchema identifiers() {
    return start(ColumnType.ID).idPattern(keys.pattern()).build();
  }

  /** Numbers that programs would write otherwise; null if that is not what there is. */
  private NumberKind numberForm() {
    return NumberForms.find(texts, cells, table.delimiter == ',', decimal);
  }

  private ColumnSchema numbers(ColumnType type) {
    NumberSummary numbers = numberSummary();
    int bad = numbers.firstBad(type);
    boolean programs = bad < 0 && !numbers.marked() && !hasOtherDecimal();
    NumberKind form = programs ? null : numberForm();
    if (form != null && (form.whole() || type == ColumnType.NUMBER)) {
      return start(type).kind(form.withWhole(type == ColumnType.INTEGER)).build();
    }
    if (bad >= 0) {
      String wanted =
          type == ColumnType.INTEGER ? "a whole number was expected" : "a number was expected";
      throw unfit(bad, wanted, numbers.isNumber(bad) ? "number" : "category");
    }
    if (numbers.count() == 0) {
      return start(type).nullable(true).build();
    }
    return start(type)
        .range(numbers.min(), numbers.max())
        .decimals(
            numbers.fewestDecimals(),
            numbers.machineMade() ? ColumnSchema.SHORTEST : numbers.mostDecimals())
        .nullable(!missing.isEmpty() || numbers.odd() > 0)
        .build();
  }

  private DateTimeText forcedPattern(Predicate<DateTimeText> possible, String expected) {
    DateTimeText format = DateTimePatterns.find(texts);
    if (format != null && possible.test(format)) {
      return format;
    }
    DateTimeText best = DateTimePatterns.findBest(texts);
    boolean known = best != null && possible.test(best);
    throw unfit(
        known ? DateTimePatterns.firstMisfit(best, texts) : 0,
        known ? "a date or time of the pattern " + best.pattern() + " was expected" : expected,
        "category");
  }

  private DataException unfit(int bad, String expected, String otherType) {
    String text = Text.shorten(texts.get(bad));
    return table
        .badCell(column, name, present[bad], expected)
        .remedy(
            "mend the cell, or add --missing '"
                + text
                + "' if it means none, or --type '"
                + name
                + "="
                + otherType
                + "'")
        .build();
  }

  private ColumnSchema timed(ColumnType type, DateTimeText format) {
    return start(type).kind(TimedKinds.of(type, format, texts)).build();
  }

  private NumberSummary numberSummary() {
    summary = summary == null ? new NumberSummary(texts, cells) : summary;
    return summary;
  }
}
