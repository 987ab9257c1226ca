package io.semblance.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is known about one column: its name, how a missing cell is written, and its {@link
 * ColumnKind}, which knows everything else. The accessors of what only some kinds know are views of
 * the kind. Immutable.
 *
 * <p>Bounds are in the units of the kind: for date-times milliseconds since 1970-01-01T00:00Z, for
 * times seconds since midnight. A bound that is not known is NaN.
 */
public final class ColumnSchema {
  /** Value of {@link #decimals()} for "as many digits as it takes": numbers such as 1.5e-9. */
  public static final int SHORTEST = -1;

  /** Most digits after the point that are ever written; a double holds no more. */
  public static final int MOST_DECIMALS = 15;

  private final String name;
  private final String header;
  private final boolean nullable;
  private final Map<String, Double> missingTexts;
  private final ColumnKind kind;
  private final StoredType stored;
  private final boolean keyPart;

  private ColumnSchema(Builder b) {
    name = Objects.requireNonNull(b.name, "name");
    header = b.header == null ? b.name : b.header;
    nullable = b.nullable;
    missingTexts = Collections.unmodifiableMap(new LinkedHashMap<>(b.missingTexts));
    kind = b.kind;
    stored = b.stored;
    keyPart = b.keyPart;
  }

  /** The name, unique in its schema. A column without a header is called {@code column_<n>}. */
  public String name() {
    return name;
  }

  /** The text of the header line, which is the name unless the header cell was empty. */
  public String header() {
    return header;
  }

  /** What the cells mean. */
  public ColumnType type() {
    return kind.type();
  }

  /** What the cells mean, and all that follows from it. */
  public ColumnKind kind() {
    return kind;
  }

  /** How the typed source that the column comes from holds it; null where it comes from text. */
  public StoredType stored() {
    return stored;
  }

  /** Whether its cells name their row together with those of other columns: a key of several. */
  public boolean keyPart() {
    return keyPart;
  }

  /**
   * The kind of a column that holds numbers.
   *
   * @throws IllegalStateException when it holds labels or identifiers
   */
  public NumericKind numeric() {
    if (kind instanceof NumericKind numeric) {
      return numeric;
    }
    throw new IllegalStateException(this + " does not hold numbers");
  }

  /** Whether cells may be missing. */
  public boolean nullable() {
    return nullable;
  }

  /** How a missing cell is written: empty, or the marker seen first in the file. */
  public String missingText() {
    return missingTexts.keySet().iterator().next();
  }

  /**
   * The share of missing cells that each text has, where there are several; those of a column of
   * labels are labels, all but one.
   */
  public Map<String, Double> missingTexts() {
    return missingTexts;
  }

  /** The least value of a column of numbers, in the units of its kind; NaN when not known. */
  public double min() {
    return kind instanceof NumericKind numeric ? numeric.min() : Double.NaN;
  }

  /** The greatest value of a column of numbers, in the units of its kind; NaN when not known. */
  public double max() {
    return kind instanceof NumericKind numeric ? numeric.max() : Double.NaN;
  }

  /**
   * NUMBER, INTEGER: the most digits after the point, 0 to {@value #MOST_DECIMALS}, or {@link
   * #SHORTEST} for the shortest text that gives the same double. Values are rounded to it. A file
   * that writes integers as {@code 1.0} has 1.
   */
  public int decimals() {
    return kind instanceof NumberKind number ? number.decimals() : 0;
  }

  /**
   * NUMBER, INTEGER: the fewest digits after the point; trailing zeros beyond it are not written.
   */
  public int minDecimals() {
    return kind instanceof NumberKind number ? number.minDecimals() : 0;
  }

  /**
   * CATEGORY, BOOLEAN: the labels, in numeric order when all are numbers, else in natural order.
   */
  public List<String> categories() {
    return kind instanceof LabelKind labels ? labels.categories() : List.of();
  }

  /**
   * DATETIME, TIME: the {@link java.time.format.DateTimeFormatter} pattern of the file; else null.
   */
  public String pattern() {
    return kind instanceof TimedKind timed && timed.format() != null
        ? timed.format().pattern()
        : null;
  }

  /**
   * DATETIME, TIME: the greatest step, in milliseconds, that divides the distance of any two
   * values.
   */
  public long resolutionMillis() {
    return kind instanceof TimedKind timed ? timed.resolutionMillis() : 1;
  }

  /** ID: the shape from which new identifiers are made; null when none is known. */
  public IdPattern idPattern() {
    return kind instanceof IdKind id ? id.pattern() : null;
  }

  /** Starts a schema of a column of the given name and type, nothing else known. */
  public static Builder builder(String name, ColumnType type) {
    return new Builder(name, type.unknown());
  }

  /** A builder that starts from this schema. */
  public Builder toBuilder() {
    Builder b = new Builder(name, kind);
    b.header = header.equals(name) ? null : header;
    b.nullable = nullable;
    b.missingTexts = missingTexts;
    b.stored = stored;
    b.keyPart = keyPart;
    return b;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ColumnSchema c
        && name.equals(c.name)
        && header.equals(c.header)
        && nullable == c.nullable
        && missingTexts.equals(c.missingTexts)
        && kind.equals(c.kind)
        && keyPart == c.keyPart
        && Objects.equals(stored, c.stored);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, nullable, kind);
  }

  @Override
  public String toString() {
    return name + " (" + type().label() + ")";
  }

  /**
   * Builds a {@link ColumnSchema}. A fact that the column's kind does not have, such as a range of
   * labels, is an {@link IllegalArgumentException}, unless it says that nothing is known.
   */
  public static final class Builder {
    private String name;
    private String header;
    private ColumnKind kind;
    private boolean nullable;
    private StoredType stored;
    private boolean keyPart;
    private Map<String, Double> missingTexts = Map.of("", 1.0);

    private Builder(String name, ColumnKind kind) {
      this.name = name;
      this.kind = kind;
    }

    /** See {@link ColumnSchema#name()}. */
    public Builder name(String value) {
      name = value;
      return this;
    }

    /** See {@link ColumnSchema#header()}; null: as the name. */
    public Builder header(String value) {
      header = value;
      return this;
    }

    /** See {@link ColumnSchema#kind()}; replaces all that was known of the cells. */
    public Builder kind(ColumnKind value) {
      kind = Objects.requireNonNull(value, "kind");
      return this;
    }

    /** See {@link ColumnSchema#stored()}; default null. */
    public Builder stored(StoredType value) {
      stored = value;
      return this;
    }

    /** See {@link ColumnSchema#keyPart()}; default false. */
    public Builder keyPart(boolean value) {
      keyPart = value;
      return this;
    }

    /** See {@link ColumnSchema#nullable()}; default false. */
    public Builder nullable(boolean value) {
      nullable = value;
      return this;
    }

    /** See {@link ColumnSchema#missingText()}; default empty. */
    public Builder missingText(String value) {
      return missingTexts(Map.of(Objects.requireNonNull(value, "missingText"), 1.0));
    }

    /**
     * See {@link ColumnSchema#missingTexts()}; the first is {@link ColumnSchema#missingText()}.
     *
     * @throws IllegalArgumentException when there is none, or shares are not positive
     */
    public Builder missingTexts(Map<String, Double> value) {
      if (value.isEmpty()
          || value.values().stream().anyMatch(share -> !(share > 0 && share <= 1))) {
        throw new IllegalArgumentException("texts of missing cells and their shares: " + value);
      }
      missingTexts = value;
      return this;
    }

    /** See {@link ColumnSchema#min()} and {@link ColumnSchema#max()}; default NaN, not known. */
    public Builder range(double least, double greatest) {
      if (kind instanceof NumericKind numeric) {
        kind = numeric.withRange(least, greatest);
        return this;
      }
      return refuseUnless(Double.isNaN(least) && Double.isNaN(greatest), "bounds");
    }

    /** See {@link ColumnSchema#min()}; default NaN, not known. */
    public Builder min(double value) {
      return range(value, kind instanceof NumericKind numeric ? numeric.max() : Double.NaN);
    }

    /** See {@link ColumnSchema#max()}; default NaN, not known. */
    public Builder max(double value) {
      return range(kind instanceof NumericKind numeric ? numeric.min() : Double.NaN, value);
    }

    /** The same number of digits after the point for all values. */
    public Builder decimals(int value) {
      return decimals(Math.max(0, value), value);
    }

    /** See {@link ColumnSchema#minDecimals()} and {@link ColumnSchema#decimals()}; default 0. */
    public Builder decimals(int fewest, int most) {
      if (kind instanceof NumberKind number) {
        kind = number.withDecimals(fewest, most);
        return this;
      }
      return refuseUnless(most == 0, "decimals");
    }

    /** See {@link ColumnSchema#categories()}; default empty, not known. */
    public Builder categories(List<String> value) {
      if (kind instanceof LabelKind labels) {
        kind = labels.with(value);
        return this;
      }
      return refuseUnless(value.isEmpty(), "categories");
    }

    /**
     * See {@link ColumnSchema#pattern()} and {@link ColumnSchema#resolutionMillis()}; default null,
     * not known.
     *
     * @throws DataException when it is no pattern
     */
    public Builder pattern(String value, long millis) {
      if (kind instanceof TimedKind timed) {
        kind = timed.withPattern(value == null ? null : DateTimeText.of(value), millis);
        return this;
      }
      return refuseUnless(value == null, "pattern");
    }

    /** See {@link ColumnSchema#idPattern()}; default null, not known. */
    public Builder idPattern(IdPattern value) {
      if (kind instanceof IdKind) {
        kind = new IdKind(value);
        return this;
      }
      return refuseUnless(value == null, "shape of identifiers");
    }

    private Builder refuseUnless(boolean nothing, String fact) {
      if (!nothing) {
        throw new IllegalArgumentException(
            "column '" + name + "' of type " + kind.type().label() + " has no " + fact);
      }
      return this;
    }

    /** The immutable schema. */
    public ColumnSchema build() {
      return new ColumnSchema(this);
    }
  }
}
