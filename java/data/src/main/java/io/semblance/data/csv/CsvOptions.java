package io.semblance.data.csv;

import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.data.infer.TypingOptions;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** How a CSV file is to be read. Immutable; {@link #builder()} starts from the defaults. */
public final class CsvOptions {
  /** See {@link TypingOptions#DEFAULT_MISSING}. */
  public static final Set<String> DEFAULT_MISSING = TypingOptions.DEFAULT_MISSING;

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

  /** How cells get their meaning. */
  public TypingOptions typing() {
    return b.typing;
  }

  /** See {@link TypingOptions#missing()}. */
  public Set<String> missing() {
    return b.typing.missing();
  }

  /** See {@link TypingOptions#types()}. */
  public Map<String, ColumnType> types() {
    return b.typing.types();
  }

  /** See {@link TypingOptions#forms()}. */
  public Map<String, String> forms() {
    return b.typing.forms();
  }

  /** See {@link TypingOptions#decimal()}. */
  public Character decimal() {
    return b.typing.decimal();
  }

  /** See {@link TypingOptions#minCategoryCount()}. */
  public int minCategoryCount() {
    return b.typing.minCategoryCount();
  }

  /** See {@link TypingOptions#schema()}. */
  public Schema schema() {
    return b.typing.schema();
  }

  /** See {@link TypingOptions#lenientCategories()}. */
  public boolean lenientCategories() {
    return b.typing.lenientCategories();
  }

  /** See {@link TypingOptions#onWarning()}. */
  public Consumer<String> onWarning() {
    return b.typing.onWarning();
  }

  /** See {@link TypingOptions#onUnreadable()}. */
  public ObjLongConsumer<String> onUnreadable() {
    return b.typing.onUnreadable();
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
    private TypingOptions typing = TypingOptions.defaults();

    private Builder() {}

    private Builder(Builder other) {
      delimiter = other.delimiter;
      quote = other.quote;
      comment = other.comment;
      skippedLines = other.skippedLines;
      charset = other.charset;
      header = other.header;
      columnNames = other.columnNames;
      typing = other.typing;
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

    /** See {@link TypingOptions#missing()}. */
    public Builder missing(Set<String> value) {
      typing = typing.toBuilder().missing(value).build();
      return this;
    }

    /** See {@link TypingOptions.Builder#addMissing}. */
    public Builder addMissing(String value) {
      typing = typing.toBuilder().addMissing(value).build();
      return this;
    }

    /** See {@link TypingOptions#types()}. */
    public Builder types(Map<String, ColumnType> value) {
      typing = typing.toBuilder().types(value).build();
      return this;
    }

    /** See {@link TypingOptions#forms()}. */
    public Builder forms(Map<String, String> value) {
      typing = typing.toBuilder().forms(value).build();
      return this;
    }

    /** See {@link TypingOptions#decimal()}. */
    public Builder decimal(Character value) {
      typing = typing.toBuilder().decimal(value).build();
      return this;
    }

    /** See {@link TypingOptions#minCategoryCount()}. */
    public Builder minCategoryCount(int value) {
      typing = typing.toBuilder().minCategoryCount(value).build();
      return this;
    }

    /** See {@link TypingOptions#schema()}. */
    public Builder schema(Schema value) {
      typing = typing.toBuilder().schema(value).build();
      return this;
    }

    /** See {@link TypingOptions#lenientCategories()}. */
    public Builder lenientCategories(boolean value) {
      typing = typing.toBuilder().lenientCategories(value).build();
      return this;
    }

    /** See {@link TypingOptions#onWarning()}. */
    public Builder onWarning(Consumer<String> value) {
      typing = typing.toBuilder().onWarning(value).build();
      return this;
    }

    /** See {@link TypingOptions#onUnreadable()}. */
    public Builder onUnreadable(ObjLongConsumer<String> value) {
      typing = typing.toBuilder().onUnreadable(value).build();
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
