package io.semblance.data.csv;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DateTimeText;
import io.semblance.data.IdPattern;
import io.semblance.data.NumberText;
import io.semblance.data.Text;
import io.semblance.data.TimedKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Finds out what a column of texts holds. The rules are told in the description of the package. */
final class SchemaInference {
  /** Share of distinct texts from which on a column of words is taken for identifiers. */
  private static final double ID_SHARE = 0.95;

  /** A shorter column is no proof: any few words are unique. */
  private static final int ID_ROWS = 20;

  private static final Set<String> BOOLEAN_PAIRS =
      Set.of("0|1", "0.0|1.0", "false|true", "no|yes", "n|y", "f|t");
  private static final Set<String> ID_NAMES =
      Set.of(
          "id",
          "no",
          "no.",
          "nr",
          "nr.",
          "#",
          "index",
          "idx",
          "row",
          "rownum",
          "rownames",
          "uuid",
          "guid",
          "key",
          "rowid",
          "row_number",
          "rownumber",
          "rn");

  private final RawTable table;
  private final int position;
  private final String name;
  private final RawColumn column;
  private final Consumer<String> onWarning;
  private final int[] counts;

  /** Codes of the cells that are there, and their texts. */
  private final int[] present;

  private final List<String> texts = new ArrayList<>();
  private int missingCode = -1;
  private final long cells;

  SchemaInference(RawTable table, int position, Set<String> missing, Consumer<String> onWarning) {
    this.table = table;
    this.position = position;
    this.name = table.names.get(position);
    this.column = table.columns.get(position);
    this.onWarning = onWarning;
    this.counts = column.counts();
    int[] codes = new int[column.texts().size()];
    int n = 0;
    long sum = 0;
    for (int code = 0; code < codes.length; code++) {
      String text = column.texts().get(code);
      if (missing.contains(text)) {
        missingCode = missingCode < 0 ? code : missingCode;
      } else {
        codes[n++] = code;
        texts.add(text);
        sum += counts[code];
      }
    }
    present = Arrays.copyOf(codes, n);
    cells = sum;
  }

  /** The schema of the column, of the given type or, when that is null, of the type that fits. */
  ColumnSchema infer(ColumnType forced) {
    if (present.length == 0) {
      return empty(forced == null ? ColumnType.CATEGORY : forced);
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
    NumberSummary numbers = numberSummary();
    if (numbers.all()) {
      if (numbers.isCode()) {
        return mostlyDistinct() ? identifiers() : labels(ColumnType.CATEGORY);
      }
      if (numbers.plain() && isDayNumber()) {
        DateTimeText format = DateTimePatterns.find(texts);
        if (format != null) {
          return timed(ColumnType.DATETIME, format);
        }
      }
      warnOfInfinities(numbers);
      if (numbers.integer() && isRowIdentifier()) {
        return identifiers();
      }
      return numbers(numbers.integer() ? ColumnType.INTEGER : ColumnType.NUMBER);
    }
    DateTimeText format = DateTimePatterns.find(texts);
    if (format != null) {
      boolean time = format.isTimeOfDay() && DateTimePatterns.givesBack(format);
      return timed(time ? ColumnType.TIME : ColumnType.DATETIME, format);
    }
    warnOfOddWords(numbers);
    return mostlyDistinct() ? identifiers() : labels(ColumnType.CATEGORY);
  }

  private boolean isBooleanPair() {
    String a = texts.get(0).toLowerCase(Locale.ROOT);
    String b = texts.get(1).toLowerCase(Locale.ROOT);
    return BOOLEAN_PAIRS.contains(a.compareTo(b) < 0 ? a + "|" + b : b + "|" + a);
  }

  private boolean mostlyDistinct() {
    return cells >= ID_ROWS && texts.size() >= ID_SHARE * cells;
  }

  private boolean isDayNumber() {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lower.contains("date") && !lower.endsWith("_dt") && !lower.endsWith("day")) {
      return false;
    }
    for (String text : texts) {
      if (text.length() != 8) {
        return false;
      }
    }
    return true;
  }

  /** Integers that number the rows, or that a name such as {@code id} marks as identifiers. */
  private boolean isRowIdentifier() {
    boolean unnamed = table.headers != null && table.headers.get(position).isEmpty();
    String lower = name.toLowerCase(Locale.ROOT);
    boolean named =
        ID_NAMES.contains(lower)
            || lower.startsWith("unnamed:")
            || lower.endsWith("_id")
            || lower.endsWith(" id")
            || name.endsWith("Id") && name.length() > 2
            || name.endsWith("ID")
                && name.length() > 2
                && !name.equals(name.toUpperCase(Locale.ROOT));
    if (unnamed || named) {
      return texts.size() == cells && cells > 2 && isRunning() || named && mostlyDistinct();
    }
    return false;
  }

  private boolean isRunning() {
    if (cells != column.rows()) {
      return false;
    }
    NumberText number = new NumberText();
    double before = Double.NaN;
    for (String text : texts) {
      number.parse(text);
      if (!Double.isNaN(before) && number.value() != before + 1) {
        return false;
      }
      before = number.value();
    }
    return true;
  }

  private ColumnSchema.Builder start(ColumnType type) {
    return ColumnSchema.builder(name, type)
        .header(table.headers == null ? null : table.headers.get(position))
        .nullable(missingCode >= 0)
        .missingText(missingCode < 0 ? "" : column.texts().get(missingCode));
  }

  private ColumnSchema labels(ColumnType type) {
    return start(type).categories(LabelOrder.inOrder(texts)).build();
  }

  private ColumnSchema identifiers() {
    return start(ColumnType.ID).idPattern(IdPattern.learn(texts)).build();
  }

  private ColumnSchema numbers(ColumnType type) {
    NumberSummary numbers = numberSummary();
    int bad = numbers.firstBad(type);
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
        .nullable(missingCode >= 0 || numbers.odd() > 0)
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
    int[] cellsOfText = new int[present.length];
    for (int i = 0; i < present.length; i++) {
      cellsOfText[i] = counts[present[i]];
    }
    return new NumberSummary(texts, cellsOfText);
  }

  private void warnOfInfinities(NumberSummary numbers) {
    if (numbers.odd() > 0) {
      onWarning.accept(
          table.source
              + ": column '"
              + name
              + "': "
              + numbers.odd()
              + " cells are infinite or not a number; they are taken as missing");
    }
  }

  /** A few words in a column of numbers are most often a marker that nobody declared. */
  private void warnOfOddWords(NumberSummary numbers) {
    int word = numbers.firstWord();
    if (word >= 0 && numbers.mostlyNumbers()) {
      String text = Text.shorten(texts.get(word));
      onWarning.accept(
          table.source
              + ", line "
              + table.line(column.firstRow(present[word]))
              + ": column '"
              + name
              + "' would be numbers but for "
              + numbers.words()
              + " cells such as '"
              + text
              + "'; if that means missing, add --missing '"
              + text
              + "'");
    }
  }
}
