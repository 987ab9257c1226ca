package io.semblance.data;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a typed source, a Parquet file or a database, holds the cells of a column. It says nothing of
 * what they mean: a 0 or 1 may be held as a decimal and be a {@link ColumnType#BOOLEAN}. Kept, so
 * that synthetic tables can be of the same types. Written {@code int32}, {@code decimal(10,2)},
 * {@code timestamp(6)}.
 *
 * @param kind what it is
 * @param precision DECIMAL: digits in all, 0 for as many as it takes; STRING: the most characters;
 *     else, and where not known, 0
 * @param scale DECIMAL: digits after the point; TIME, TIMESTAMP, INSTANT: digits of a second; else
 *     0
 */
public record StoredType(Kind kind, int precision, int scale) {
  private static final Pattern TEXT =
      Pattern.compile("([a-z0-9]+)(?:\\((\\d{1,9})(?:,(\\d{1,4}))?\\))?");

  /** A nanosecond is the finest that any source tells. */
  private static final int MOST_SECOND_DIGITS = 9;

  /** The kinds of stored types. */
  public enum Kind {
    BOOLEAN,
    /** Whole numbers of 16 bits, or fewer. */
    INT16,
    INT32,
    INT64,
    /** Real numbers of 32 bits. */
    FLOAT,
    DOUBLE,
    DECIMAL,
    STRING,
    UUID,
    DATE,
    /** A time of day. */
    TIME,
    /** A date and a time, wherever that is. */
    TIMESTAMP,
    /** A moment, the same everywhere; held as UTC. */
    INSTANT;

    /** Whether cells are whole numbers by their type. */
    public boolean isWhole() {
      return this == INT16 || this == INT32 || this == INT64;
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A stored type.
   *
   * @throws IllegalArgumentException when digits are out of range
   */
  public StoredType {
    boolean timed = kind == Kind.TIME || kind == Kind.TIMESTAMP || kind == Kind.INSTANT;
    boolean right =
        precision >= 0
            && (kind == Kind.DECIMAL
                ? scale >= 0 && scale <= precision
                : timed
                    ? precision == 0 && scale >= 0 && scale <= MOST_SECOND_DIGITS
                    : scale == 0 && (precision == 0 || kind == Kind.STRING));
    if (!right) {
      throw new IllegalArgumentException(kind.label() + " of " + precision + ", " + scale);
    }
  }

  /** One that needs no digits. */
  public static StoredType of(Kind kind) {
    return new StoredType(kind, 0, 0);
  }

  /** A decimal number. */
  public static StoredType decimal(int precision, int scale) {
    return new StoredType(Kind.DECIMAL, precision, scale);
  }

  /**
   * A TIME, TIMESTAMP or INSTANT.
   *
   * @param digits of a second
   */
  public static StoredType timed(Kind kind, int digits) {
    return new StoredType(kind, 0, digits);
  }

  /**
   * What {@link #toString} wrote.
   *
   * @throws DataException when it is none
   */
  public static StoredType parse(String text) {
    Matcher m = TEXT.matcher(text);
    try {
      if (m.matches()) {
        Kind kind = Kind.valueOf(m.group(1).toUpperCase(Locale.ROOT));
        int first = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
        int second = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
        boolean digits = kind == Kind.DECIMAL || kind == Kind.STRING;
        return digits ? new StoredType(kind, first, second) : new StoredType(kind, 0, first);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw DataException.builder("'" + Text.shorten(text) + "' is no stored type")
        .remedy("write for example int32, double, decimal(10,2), string, date or timestamp(6)")
        .build();
  }

  /**
   * What suits a column that comes from text: the narrowest that holds all that its schema allows.
   */
  public static StoredType of(ColumnSchema column) {
    if (column.stored() != null) {
      return column.stored();
    }
    return switch (column.type()) {
      case NUMBER -> of(Kind.DOUBLE);
      case INTEGER -> of(Kind.INT64);
      case ID -> of(Kind.STRING);
      case CATEGORY, BOOLEAN -> ofLabels(column);
      case TIME -> timed(Kind.TIME, 3);
      case DATETIME -> {
        String pattern = column.pattern();
        boolean date = pattern != null && !pattern.matches(".*[HhKkmsSaAnN].*");
        yield date ? of(Kind.DATE) : timed(Kind.TIMESTAMP, 6);
      }
    };
  }

  private static StoredType ofLabels(ColumnSchema column) {
    boolean words =
        column.categories().stream()
            .allMatch(l -> l.equalsIgnoreCase("true") || l.equalsIgnoreCase("false"));
    if (words && !column.categories().isEmpty()) {
      return of(Kind.BOOLEAN);
    }
    NumberText number = new NumberText();
    boolean whole = true;
    for (String label : column.categories()) {
      if (!label.matches("-?(0|[1-9]\\d{0,14})(\\.\\d{1,6})?") || !number.parse(label)) {
        return of(Kind.STRING);
      }
      whole &= label.indexOf('.') < 0;
    }
    return column.categories().isEmpty() ? of(Kind.STRING) : of(whole ? Kind.INT64 : Kind.DOUBLE);
  }

  @Override
  public String toString() {
    return kind.label()
        + switch (kind) {
          case DECIMAL -> precision == 0 ? "" : "(" + precision + "," + scale + ")";
          case TIME, TIMESTAMP, INSTANT -> "(" + scale + ")";
          case STRING -> precision == 0 ? "" : "(" + precision + ")";
          case BOOLEAN, INT16, INT32, INT64, FLOAT, DOUBLE, UUID, DATE -> "";
        };
  }
}
