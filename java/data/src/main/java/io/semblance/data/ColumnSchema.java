package io.semblance.data;

import java.util.List;
import java.util.Objects;

/**
 * What is known about one column: its type, its bounds, and how its cells are written. Immutable.
 *
 * <p>Bounds are in the units of the column; for date-times they are milliseconds since
 * 1970-01-01T00:00Z. A bound that is not known is NaN.
 */
public final class ColumnSchema {
  /** Value of {@link #decimals()} for "as many digits as it takes": numbers such as 1.5e-9. */
  public static final int SHORTEST = -1;

  /** Most digits after the point that are ever written; a double holds no more. */
  public static final int MOST_DECIMALS = 15;

  private final String name;
  private final String header;
  private final ColumnType type;
  private final boolean nullable;
  private final String missingText;
  private final double min;
  private final double max;
  private final int decimals;
  private final int minDecimals;
  private final List<String> categories;
  private final String pattern;
  private final long resolutionMillis;
  private final IdPattern idPattern;

  private ColumnSchema(Builder b) {
    name = Objects.requireNonNull(b.name, "name");
    header = b.header == null ? b.name : b.header;
    type = Objects.requireNonNull(b.type, "type");
    nullable = b.nullable;
    missingText = b.missingText;
    min = b.min;
    max = b.max;
    decimals = b.decimals;
    minDecimals = b.decimals == SHORTEST ? b.minDecimals : Math.min(b.minDecimals, b.decimals);
    categories = b.categories;
    pattern = b.pattern;
    resolutionMillis = b.resolutionMillis;
    idPattern = b.idPattern;
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
    return type;
  }

  /** Whether cells may be missing. */
  public boolean nullable() {
    return nullable;
  }

  /** How a missing cell is written: empty, or the marker seen first in the file. */
  public String missingText() {
    return missingText;
  }

  /** The least value (NUMBER, INTEGER) or instant in epoch milliseconds (DATETIME); NaN unknown. */
  public double min() {
    return min;
  }

  /**
   * The greatest value (NUMBER, INTEGER) or instant in epoch milliseconds (DATETIME); NaN unknown.
   */
  public double max() {
    return max;
  }

  /**
   * NUMBER, INTEGER: the most digits after the point, 0 to {@value #MOST_DECIMALS}, or {@link
   * #SHORTEST} for the shortest text that gives the same double. Values are rounded to it. A file
   * that writes integers as {@code 1.0} has 1.
   */
  public int decimals() {
    return decimals;
  }

  /**
   * NUMBER, INTEGER: the fewest digits after the point; trailing zeros beyond it are not written.
   */
  public int minDecimals() {
    return minDecimals;
  }

  /**
   * CATEGORY, BOOLEAN: the labels, in numeric order when all are numbers, else in natural order.
   */
  public List<String> categories() {
    return categories;
  }

  /** DATETIME: the {@link java.time.format.DateTimeFormatter} pattern of the file; else null. */
  public String pattern() {
    return pattern;
  }

  /** DATETIME: the greatest step, in milliseconds, that divides the distance of any two values. */
  public long resolutionMillis() {
    return resolutionMillis;
  }

  /** ID: the shape from which new identifiers are made; null when none is known. */
  public IdPattern idPattern() {
    return idPattern;
  }

  /** Starts a schema of a column of the given name and type, nothing else known. */
  public static Builder builder(String name, ColumnType type) {
    return new Builder(name, type);
  }

  /** A builder that starts from this schema. */
  public Builder toBuilder() {
    Builder b = new Builder(name, type);
    b.header = header.equals(name) ? null : header;
    b.nullable = nullable;
    b.missingText = missingText;
    b.min = min;
    b.max = max;
    b.decimals = decimals;
    b.minDecimals = minDecimals;
    b.categories = categories;
    b.pattern = pattern;
    b.resolutionMillis = resolutionMillis;
    b.idPattern = idPattern;
    return b;
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof ColumnSchema)) {
      return false;
    }
    ColumnSchema c = (ColumnSchema) o;
    return name.equals(c.name)
        && header.equals(c.header)
        && type == c.type
        && nullable == c.nullable
        && missingText.equals(c.missingText)
        && Double.compare(min, c.min) == 0
        && Double.compare(max, c.max) == 0
        && decimals == c.decimals
        && minDecimals == c.minDecimals
        && categories.equals(c.categories)
        && Objects.equals(pattern, c.pattern)
        && resolutionMillis == c.resolutionMillis
        && Objects.equals(idPattern, c.idPattern);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, nullable, min, max, decimals, categories, pattern);
  }

  @Override
  public String toString() {
    return name + " (" + type.label() + ")";
  }

  /** Builds a {@link ColumnSchema}. */
  public static final class Builder {
    private String name;
    private String header;
    private ColumnType type;
    private boolean nullable;
    private String missingText = "";
    private double min = Double.NaN;
    private double max = Double.NaN;
    private int decimals;
    private int minDecimals;
    private List<String> categories = List.of();
    private String pattern;
    private long resolutionMillis = 1;
    private IdPattern idPattern;

    private Builder(String name, ColumnType type) {
      this.name = name;
      this.type = type;
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

    /** See {@link ColumnSchema#type()}. */
    public Builder type(ColumnType value) {
      type = value;
      return this;
    }

    /** See {@link ColumnSchema#nullable()}; default false. */
    public Builder nullable(boolean value) {
      nullable = value;
      return this;
    }

    /** See {@link ColumnSchema#missingText()}; default empty. */
    public Builder missingText(String value) {
      missingText = Objects.requireNonNull(value, "missingText");
      return this;
    }

    /** See {@link ColumnSchema#min()} and {@link ColumnSchema#max()}; default NaN, not known. */
    public Builder range(double least, double greatest) {
      min = least;
      max = greatest;
      return this;
    }

    /** See {@link ColumnSchema#min()}; default NaN, not known. */
    public Builder min(double value) {
      min = value;
      return this;
    }

    /** See {@link ColumnSchema#max()}; default NaN, not known. */
    public Builder max(double value) {
      max = value;
      return this;
    }

    /** The same number of digits after the point for all values. */
    public Builder decimals(int value) {
      return decimals(Math.max(0, value), value);
    }

    /** See {@link ColumnSchema#minDecimals()} and {@link ColumnSchema#decimals()}; default 0. */
    public Builder decimals(int fewest, int most) {
      if (most < SHORTEST || most > MOST_DECIMALS || fewest < 0) {
        throw new IllegalArgumentException("decimals " + fewest + " to " + most);
      }
      minDecimals = fewest;
      decimals = most;
      return this;
    }

    /** See {@link ColumnSchema#categories()}. */
    public Builder categories(List<String> value) {
      categories = List.copyOf(value);
      return this;
    }

    /** See {@link ColumnSchema#pattern()} and {@link ColumnSchema#resolutionMillis()}. */
    public Builder pattern(String value, long millis) {
      if (millis < 1) {
        throw new IllegalArgumentException("resolution of " + millis + " ms");
      }
      pattern = value;
      resolutionMillis = millis;
      return this;
    }

    /** See {@link ColumnSchema#idPattern()}. */
    public Builder idPattern(IdPattern value) {
      idPattern = value;
      return this;
    }

    /** The immutable schema. */
    public ColumnSchema build() {
      return new ColumnSchema(this);
    }
  }
}
