package io.semblance.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The names of the kinds of column: what the cells mean, as far as a generative model must know it.
 * What a kind knows and does is its {@link ColumnKind}.
 */
public enum ColumnType {
  /** Real numbers. */
  NUMBER(
      "number", Cells.NUMBERS, () -> NumberKind.unknown(false), in -> NumberKind.read(false, in)),
  /** Whole numbers, also when the file writes them as {@code 3.0}. */
  INTEGER(
      "integer", Cells.NUMBERS, () -> NumberKind.unknown(true), in -> NumberKind.read(true, in)),
  /** A value out of a finite set of labels. */
  CATEGORY(
      "category", Cells.LABELS, () -> LabelKind.unknown(false), in -> LabelKind.read(false, in)),
  /** A category of at most two labels, the first one meaning "no". */
  BOOLEAN("boolean", Cells.LABELS, () -> LabelKind.unknown(true), in -> LabelKind.read(true, in)),
  /** A date, or a date and a time; handled as milliseconds since 1970-01-01T00:00Z. */
  DATETIME(
      "datetime",
      Cells.NUMBERS,
      DateTimeKind::unknown,
      in -> TimedKind.read(DateTimeKind.unknown(), in)),
  /** A time of day; handled as seconds since midnight. */
  TIME("time", Cells.NUMBERS, TimeKind::unknown, in -> TimedKind.read(TimeKind.unknown(), in)),
  /** An identifier: never learnt, regenerated from its shape. */
  ID("id", Cells.IDENTIFIERS, IdKind::unknown, IdKind::read);

  /** How the cells of a column are held. */
  public enum Cells {
    /** As {@code double}s, in a {@link NumericColumn}. */
    NUMBERS,
    /** As codes of the schema's labels, in a {@link CategoricalColumn}. */
    LABELS,
    /** As codes of the column's own dictionary, in a {@link CategoricalColumn}. */
    IDENTIFIERS
  }

  private final String label;
  private final Cells cells;
  private final Supplier<ColumnKind> unknown;
  private final Function<SchemaNode, ColumnKind> reader;

  ColumnType(
      String label,
      Cells cells,
      Supplier<ColumnKind> unknown,
      Function<SchemaNode, ColumnKind> reader) {
    this.label = label;
    this.cells = cells;
    this.unknown = unknown;
    this.reader = reader;
  }

  /** The name used in schemas, messages and on the command line, such as {@code "number"}. */
  public String label() {
    return label;
  }

  /** How cells are held. */
  public Cells cells() {
    return cells;
  }

  /** Whether cells are held as {@code double}s: numbers, integers, date-times and times. */
  public boolean isNumeric() {
    return cells == Cells.NUMBERS;
  }

  /** What the values measure; null for labels and identifiers. */
  public Axis axis() {
    return unknown() instanceof NumericKind kind ? kind.axis() : null;
  }

  /** A kind of this type of which nothing is known yet. */
  public ColumnKind unknown() {
    return unknown.get();
  }

  /** The kind of this type that a schema file tells of. */
  ColumnKind read(SchemaNode in) {
    return reader.apply(in);
  }

  /** The labels of all types, in the order of this class. */
  public static List<String> labels() {
    return labels(type -> true);
  }

  private static List<String> labels(Predicate<ColumnType> which) {
    List<String> labels = new ArrayList<>();
    for (ColumnType type : values()) {
      if (which.test(type)) {
        labels.add(type.label);
      }
    }
    return labels;
  }

  /** The labels of some types in a sentence: {@code number, integer or datetime}. */
  static String sentence(Predicate<ColumnType> which) {
    List<String> labels = labels(which);
    int last = labels.size() - 1;
    return String.join(", ", labels.subList(0, last)) + " or " + labels.get(last);
  }

  /**
   * The type with the given label, in any case.
   *
   * @throws DataException when there is no such type; the message lists those that exist
   */
  public static ColumnType parse(String text) {
    String wanted = text == null ? "" : text.trim().toLowerCase(Locale.ROOT);
    for (ColumnType type : values()) {
      if (type.label.equals(wanted)) {
        return type;
      }
    }
    throw DataException.builder("unknown column type '" + Text.shorten(wanted) + "'")
        .remedy(
            (wanted.equals("date") || wanted.startsWith("timestamp") ? "dates are datetime; " : "")
                + "use one of: "
                + String.join(", ", labels()))
        .build();
  }
}
