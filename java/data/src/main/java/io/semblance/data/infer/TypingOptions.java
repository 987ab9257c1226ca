package io.semblance.data.infer;

import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * How the cells of a table get their meaning, wherever they come from. Immutable; {@link
 * #builder()} starts from the defaults.
 */
public final class TypingOptions {
  /** The texts that mean "missing" when nothing else is said. */
  public static final Set<String> DEFAULT_MISSING = Set.of("", "NA", "NaN", "nan", "null");

  private final Builder b;

  private TypingOptions(Builder b) {
    this.b = b;
  }

  /** The defaults, which suit most tables. */
  public static TypingOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Options like these, to be changed. */
  public Builder toBuilder() {
    return new Builder(b);
  }

  /** The texts that mean "missing"; default {@link #DEFAULT_MISSING}. */
  public Set<String> missing() {
    return b.missing;
  }

  /** The types that the user laid down, by name of column; default none. */
  public Map<String, ColumnType> types() {
    return b.types;
  }

  /**
   * The forms of columns whose type was laid down, by name: the pattern of dates and times, a
   * number that shows the decimal mark ({@code 1.234,50}), the template of identifiers; default
   * none.
   */
  public Map<String, String> forms() {
    return b.forms;
  }

  /** The decimal mark of all numbers, point or comma; default null, to be found out by column. */
  public Character decimal() {
    return b.decimal;
  }

  /**
   * Labels in fewer cells are taken together as {@code other}; default 0: those in fewer than 5 in
   * columns of names of people, else none. 1 for none at all. Applies to inferred schemas.
   */
  public int minCategoryCount() {
    return b.minCategoryCount;
  }

  /** The schema that the file must follow, or null to infer one; default null. */
  public Schema schema() {
    return b.schema;
  }

  /**
   * Whether cells that do not fit a given schema are kept or dropped instead of refused; default
   * false.
   */
  public boolean lenientCategories() {
    return b.lenientCategories;
  }

  /** Who is told about what was odd but not wrong; default nobody. */
  public Consumer<String> onWarning() {
    return b.onWarning;
  }

  /** Who is told of cells that were no value of their column's type; default nobody. */
  public ObjLongConsumer<String> onUnreadable() {
    return b.onUnreadable;
  }

  /** Builds {@link TypingOptions}. */
  public static final class Builder {
    private Set<String> missing = DEFAULT_MISSING;
    private Map<String, ColumnType> types = Map.of();
    private Map<String, String> forms = Map.of();
    private Character decimal;
    private Schema schema;
    private int minCategoryCount;
    private boolean lenientCategories;
    private Consumer<String> onWarning = w -> {};
    private ObjLongConsumer<String> onUnreadable = (column, cells) -> {};

    private Builder() {}

    private Builder(Builder other) {
      missing = other.missing;
      types = other.types;
      forms = other.forms;
      decimal = other.decimal;
      minCategoryCount = other.minCategoryCount;
      schema = other.schema;
      lenientCategories = other.lenientCategories;
      onWarning = other.onWarning;
      onUnreadable = other.onUnreadable;
    }

    /** See {@link TypingOptions#missing()}; replaces earlier ones. */
    public Builder missing(Set<String> value) {
      missing = Set.copyOf(value);
      return this;
    }

    /** One more text that means "missing". */
    public Builder addMissing(String value) {
      Set<String> more = new HashSet<>(missing);
      more.add(value);
      return missing(more);
    }

    /** See {@link TypingOptions#types()}; replaces earlier ones. */
    public Builder types(Map<String, ColumnType> value) {
      types = Collections.unmodifiableMap(new LinkedHashMap<>(value));
      return this;
    }

    /** See {@link TypingOptions#forms()}; replaces earlier ones. */
    public Builder forms(Map<String, String> value) {
      forms = Map.copyOf(value);
      return this;
    }

    /**
     * See {@link TypingOptions#decimal()}.
     *
     * @throws IllegalArgumentException when it is neither point nor comma
     */
    public Builder decimal(Character value) {
      if (value != null && value != '.' && value != ',') {
        throw new IllegalArgumentException("'" + value + "' is no decimal mark");
      }
      decimal = value;
      return this;
    }

    /**
     * See {@link TypingOptions#minCategoryCount()}.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder minCategoryCount(int value) {
      if (value < 0) {
        throw new IllegalArgumentException(value + " cells");
      }
      minCategoryCount = value;
      return this;
    }

    /** See {@link TypingOptions#schema()}. */
    public Builder schema(Schema value) {
      schema = value;
      return this;
    }

    /**
     * See {@link TypingOptions#lenientCategories()}. With a given schema: keep a label that the
     * schema does not know, by appending it to the column's categories; take a cell that is no
     * number or date as missing; leave out columns that the schema does not have. Each is counted
     * in a warning. By default all three are errors.
     */
    public Builder lenientCategories(boolean value) {
      lenientCategories = value;
      return this;
    }

    /** See {@link TypingOptions#onWarning()}; receives one line of text per oddity. */
    public Builder onWarning(Consumer<String> value) {
      onWarning = Objects.requireNonNull(value, "onWarning");
      return this;
    }

    /**
     * See {@link TypingOptions#onUnreadable()}. With a given schema, read leniently: receives the
     * name of a column and how many of its cells were no value of its type and are taken as
     * missing.
     */
    public Builder onUnreadable(ObjLongConsumer<String> value) {
      onUnreadable = Objects.requireNonNull(value, "onUnreadable");
      return this;
    }

    /** The immutable options. */
    public TypingOptions build() {
      return new TypingOptions(new Builder(this));
    }
  }
}
