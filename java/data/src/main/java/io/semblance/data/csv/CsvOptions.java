package io.semblance.data.csv;

import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** How a CSV file is to be read. Immutable; {@link #builder()} starts from the defaults. */
public final class CsvOptions {
  /** The texts that mean "missing" when nothing else is said. */
  public static final Set<String> DEFAULT_MISSING = Set.of("", "NA", "NaN", "nan", "null");

  private final Builder b;

  private CsvOptions(Builder b) {
    this.b = b;
  }

  /** The defaults, which suit most files. */
  public static CsvOptions defaults() {
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

  /** The delimiter, or null to find it out among comma, semicolon, tab and bar; default null. */
  public Character delimiter() {
    return b.delimiter;
  }

  /** The quote character; default the double quote. */
  public char quote() {
    return b.quote;
  }

  /**
   * The character that lines begin with which are no rows, or null for none; default null. Lines of
   * a file without such a rule may begin with any character, such as the # of a colour.
   */
  public Character comment() {
    return b.comment;
  }

  /** How many lines stand above the table; default 0. */
  public int skippedLines() {
    return b.skippedLines;
  }

  /**
   * The character set, or null for UTF-8, or UTF-16 where a byte order mark says so or every other
   * byte is 0; default null.
   */
  public Charset charset() {
    return b.charset;
  }

  /** Whether the first line holds the names of the columns; default true. */
  public boolean header() {
    return b.header;
  }

  /** The names of the columns, or null to take them from the header line; default null. */
  public List<String> columnNames() {
    return b.columnNames;
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

  /** Builds {@link CsvOptions}. */
  public static final class Builder {
    private Character delimiter;
    private char quote = '"';
    private Character comment;
    private int skippedLines;
    private Charset charset;
    private boolean header = true;
    private List<String> columnNames;
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
      delimiter = other.delimiter;
      quote = other.quote;
      comment = other.comment;
      skippedLines = other.skippedLines;
      charset = other.charset;
      header = other.header;
      columnNames = other.columnNames;
      missing = other.missing;
      types = other.types;
      forms = other.forms;
      decimal = other.decimal;
      schema = other.schema;
      minCategoryCount = other.minCategoryCount;
      lenientCategories = other.lenientCategories;
      onWarning = other.onWarning;
      onUnreadable = other.onUnreadable;
    }

    /**
     * See {@link CsvOptions#delimiter()}.
     *
     * @throws IllegalArgumentException when it ends a line
     */
    public Builder delimiter(Character value) {
      if (value != null) {
        refuseLineEnd(value, "delimiter");
      }
      delimiter = value;
      return this;
    }

    /**
     * See {@link CsvOptions#quote()}.
     *
     * @throws IllegalArgumentException when it ends a line
     */
    public Builder quote(char value) {
      refuseLineEnd(value, "quote");
      quote = value;
      return this;
    }

    /**
     * See {@link CsvOptions#comment()}.
     *
     * @throws IllegalArgumentException when it ends a line
     */
    public Builder comment(Character value) {
      if (value != null) {
        refuseLineEnd(value, "mark of a comment");
      }
      comment = value;
      return this;
    }

    /**
     * See {@link CsvOptions#skippedLines()}.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder skippedLines(int value) {
      if (value < 0) {
        throw new IllegalArgumentException(value + " lines");
      }
      skippedLines = value;
      return this;
    }

    /** See {@link CsvOptions#charset()}. */
    public Builder charset(Charset value) {
      charset = value;
      return this;
    }

    private static void refuseLineEnd(char value, String what) {
      if (value == '\n' || value == '\r') {
        throw new IllegalArgumentException("a line end cannot be the " + what);
      }
    }

    /** See {@link CsvOptions#header()}. */
    public Builder header(boolean value) {
      header = value;
      return this;
    }

    /** See {@link CsvOptions#columnNames()}; they replace those of a header line. */
    public Builder columnNames(List<String> value) {
      columnNames = value == null ? null : List.copyOf(value);
      return this;
    }

    /** See {@link CsvOptions#missing()}; replaces earlier ones. */
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

    /** See {@link CsvOptions#types()}; replaces earlier ones. */
    public Builder types(Map<String, ColumnType> value) {
      types = Collections.unmodifiableMap(new LinkedHashMap<>(value));
      return this;
    }

    /** See {@link CsvOptions#forms()}; replaces earlier ones. */
    public Builder forms(Map<String, String> value) {
      forms = Map.copyOf(value);
      return this;
    }

    /**
     * See {@link CsvOptions#decimal()}.
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
     * See {@link CsvOptions#minCategoryCount()}.
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

    /** See {@link CsvOptions#schema()}. */
    public Builder schema(Schema value) {
      schema = value;
      return this;
    }

    /**
     * See {@link CsvOptions#lenientCategories()}. With a given schema: keep a label that the schema
     * does not know, by appending it to the column's categories; take a cell that is no number or
     * date as missing; leave out columns that the schema does not have. Each is counted in a
     * warning. By default all three are errors.
     */
    public Builder lenientCategories(boolean value) {
      lenientCategories = value;
      return this;
    }

    /** See {@link CsvOptions#onWarning()}; receives one line of text per oddity. */
    public Builder onWarning(Consumer<String> value) {
      onWarning = Objects.requireNonNull(value, "onWarning");
      return this;
    }

    /**
     * See {@link CsvOptions#onUnreadable()}. With a given schema, read leniently: receives the name
     * of a column and how many of its cells were no value of its type and are taken as missing.
     */
    public Builder onUnreadable(ObjLongConsumer<String> value) {
      onUnreadable = Objects.requireNonNull(value, "onUnreadable");
      return this;
    }

    /**
     * The immutable options.
     *
     * @throws IllegalArgumentException when delimiter and quote are the same character
     */
    public CsvOptions build() {
      if (delimiter != null && delimiter == quote) {
        throw new IllegalArgumentException("delimiter and quote are both '" + quote + "'");
      }
      return new CsvOptions(new Builder(this));
    }
  }
}
