package io.semblance.data.csv;

import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** How a CSV file is to be read. Immutable; the defaults suit most files. */
public final class CsvOptions {
  /** The texts that mean "missing" when nothing else is said. */
  public static final Set<String> DEFAULT_MISSING =
      Set.copyOf(Arrays.asList("", "NA", "NaN", "nan", "null"));

  private final Character delimiter;
  private final char quote;
  private final boolean header;
  private final List<String> columnNames;
  private final Set<String> missing;
  private final Map<String, ColumnType> types;
  private final Schema schema;
  private final boolean lenientCategories;
  private final Consumer<String> onWarning;
  private final ObjLongConsumer<String> onUnreadable;

  private CsvOptions(Builder b) {
    delimiter = b.delimiter;
    quote = b.quote;
    header = b.header;
    columnNames = b.columnNames;
    missing = b.missing;
    types = Collections.unmodifiableMap(b.types);
    schema = b.schema;
    lenientCategories = b.lenientCategories;
    onWarning = b.onWarning;
    onUnreadable = b.onUnreadable;
  }

  /** The defaults. */
  public static CsvOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** The delimiter, or null to find it out among comma, semicolon, tab and bar. */
  public Character delimiter() {
    return delimiter;
  }

  /** The quote character. */
  public char quote() {
    return quote;
  }

  /** Whether the first line holds the names of the columns. */
  public boolean header() {
    return header;
  }

  /** The names of the columns, or null to take them from the header line. */
  public List<String> columnNames() {
    return columnNames;
  }

  /** The texts that mean "missing". */
  public Set<String> missing() {
    return missing;
  }

  /** The types that the user laid down, by name of column. */
  public Map<String, ColumnType> types() {
    return types;
  }

  /** The schema that the file must follow, or null to infer one. */
  public Schema schema() {
    return schema;
  }

  /** Whether cells that do not fit a given schema are kept or dropped instead of refused. */
  public boolean lenientCategories() {
    return lenientCategories;
  }

  /** Who is told about what was odd but not wrong. */
  public Consumer<String> onWarning() {
    return onWarning;
  }

  /** Who is told of cells that were no value of their column's type. */
  public ObjLongConsumer<String> onUnreadable() {
    return onUnreadable;
  }

  /** Builds {@link CsvOptions}. */
  public static final class Builder {
    private Character delimiter;
    private char quote = '"';
    private boolean header = true;
    private List<String> columnNames;
    private Set<String> missing = DEFAULT_MISSING;
    private Map<String, ColumnType> types = Map.of();
    private Schema schema;
    private boolean lenientCategories;
    private Consumer<String> onWarning = w -> {};
    private ObjLongConsumer<String> onUnreadable = (column, cells) -> {};

    private Builder() {}

    /** The delimiter; null, the default, finds it out among comma, semicolon, tab and bar. */
    public Builder delimiter(Character value) {
      delimiter = value;
      return this;
    }

    /** The quote character; by default the double quote. */
    public Builder quote(char value) {
      quote = value;
      return this;
    }

    /** Whether the first line holds names; by default true. */
    public Builder header(boolean value) {
      header = value;
      return this;
    }

    /** The names of the columns; they replace those of the header line if there is one. */
    public Builder columnNames(List<String> value) {
      columnNames = value == null ? null : List.copyOf(value);
      return this;
    }

    /** The texts that mean "missing", in place of {@link #DEFAULT_MISSING}. */
    public Builder missing(Set<String> value) {
      missing = Set.copyOf(value);
      return this;
    }

    /** One more text that means "missing". */
    public Builder addMissing(String value) {
      Set<String> more = new LinkedHashSet<>(missing);
      more.add(value);
      missing = Set.copyOf(more);
      return this;
    }

    /** Lays down the types of columns, by name. */
    public Builder types(Map<String, ColumnType> value) {
      types = new LinkedHashMap<>(value);
      return this;
    }

    /** The schema that the file must follow; by default it is inferred. */
    public Builder schema(Schema value) {
      schema = value;
      return this;
    }

    /**
     * With a given schema: keep a label that the schema does not know, by appending it to the
     * column's categories; take a cell that is no number or date as missing; leave out columns that
     * the schema does not have. Each is counted in a warning. By default all three are errors.
     */
    public Builder lenientCategories(boolean value) {
      lenientCategories = value;
      return this;
    }

    /** Receives one line of text per oddity; by default they are dropped. */
    public Builder onWarning(Consumer<String> value) {
      onWarning = Objects.requireNonNull(value, "onWarning");
      return this;
    }

    /**
     * With a given schema, read leniently: receives the name of a column and how many of its cells
     * were no value of its type and are taken as missing; by default dropped.
     */
    public Builder onUnreadable(ObjLongConsumer<String> value) {
      onUnreadable = Objects.requireNonNull(value, "onUnreadable");
      return this;
    }

    /** The immutable options. */
    public CsvOptions build() {
      return new CsvOptions(this);
    }
  }
}
