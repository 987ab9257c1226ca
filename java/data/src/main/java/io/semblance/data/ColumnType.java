package io.semblance.data;

import java.util.Locale;

/** What the cells of a column mean, as far as a generative model must know it. */
public enum ColumnType {
  /** Real numbers. */
  NUMBER("number"),
  /** Whole numbers, also when the file writes them as {@code 3.0}. */
  INTEGER("integer"),
  /** A value out of a finite set of labels. */
  CATEGORY("category"),
  /** A category of at most two labels, the first one meaning "no". */
  BOOLEAN("boolean"),
  /** A date, a time of day or both; handled as milliseconds since 1970-01-01T00:00Z. */
  DATETIME("datetime"),
  /** An identifier: never learnt, regenerated from its shape. */
  ID("id");

  private final String label;

  ColumnType(String label) {
    this.label = label;
  }

  /** The name used in schemas, messages and on the command line, such as {@code "number"}. */
  public String label() {
    return label;
  }

  /** Whether cells are held as {@code double}s: numbers, integers and date-times. */
  public boolean isNumeric() {
    return this == NUMBER || this == INTEGER || this == DATETIME;
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
        .remedy("use one of: number, integer, category, boolean, datetime, id")
        .build();
  }
}
