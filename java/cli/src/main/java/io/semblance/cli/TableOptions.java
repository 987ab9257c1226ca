package io.semblance.cli;

import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.SchemaFile;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.file.WholeFile;
import io.semblance.data.infer.TableStream;
import io.semblance.data.source.Place;
import io.semblance.data.source.Tables;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How tables are read; shared by every command that reads one. */
final class TableOptions {
  /** What may stand in the place of TABLE. */
  static final String TABLE =
      "A CSV file, maybe .gz, a Parquet file, or a table of a database (see --from); - is standard"
          + " input.";

  @Option(
      names = "--type",
      paramLabel = "COL=TYPE[,form=FORM]",
      description =
          "Type of a column, one of: ${COMPLETION-CANDIDATES}. Repeatable. Others are inferred. FORM"
              + " is a pattern of dates (dd/MM/uuuu), a number that shows the decimal mark"
              + " (1.234,50), or a template of identifiers (AB-####).",
      completionCandidates = TypeNames.class)
  private Map<String, TypeAndForm> types = new LinkedHashMap<>();

  @Option(
      names = "--decimal",
      paramLabel = "CHAR",
      description = "Decimal mark of all numbers, '.' or ','. By default found out by column.",
      converter = DecimalConverter.class)
  private Character decimal;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "Schema as JSON, as written by 'semblance schema --json'; nothing is inferred.")
  private Path schemaFile;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "Delimiter; 'tab' is allowed. By default found out among , ; tab and |.",
      converter = DelimiterConverter.class)
  private Character delimiter;

  @Option(names = "--no-header", description = "The table has no header line.")
  private boolean noHeader;

  @Option(
      names = "--columns",
      paramLabel = "A,B,C",
      split = ",",
      hideParamSyntax = true,
      description = "Names of the columns, in order; for tables without a header.")
  private List<String> columns;

  @Option(
      names = "--missing",
      paramLabel = "TEXT",
      arity = "1",
      description =
          "Text that stands for a missing value, beside empty, NA, NaN and null. Repeatable.")
  private List<String> missing = new ArrayList<>();

  @Option(
      names = "--no-default-missing",
      description = "Nothing stands for a missing value but what --missing says, and empty cells.")
  private boolean noDefaultMissing;

  @Option(
      names = "--comment",
      paramLabel = "CHAR",
      description = "Lines that begin with this character are no rows, such as '#'.")
  private Character comment;

  @Option(
      names = "--skip-lines",
      paramLabel = "N",
      description = "Lines that stand above the table and are left out.")
  private int skippedLines;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description =
          "Character set of the table, such as windows-1252 or ISO-8859-1. UTF-8 and UTF-16 need"
              + " not be said. What is written is UTF-8.",
      converter = CharsetConverter.class)
  private Charset charset;

  @Option(
      names = "--min-category-count",
      paramLabel = "N",
      description =
          "Labels in fewer than N cells are taken together as 'other'. By default those in fewer"
              + " than 5 in columns of names of people; 1 for none.")
  private int minCategoryCount;

  @Mixin private DatabaseOptions database;

  @Option(names = "--drop-duplicates", description = "Leave out rows that repeat an earlier row.")
  private boolean dropDuplicates;

  /** Whether tables that are written get a header line: as the table that was read. */
  boolean outputHeader() {
    return !noHeader;
  }

  /** The file of credentials; null for those of the environment. */
  Path credentials() {
    return database.credentials();
  }

  /** Where a table is; see {@link DatabaseOptions#place}. */
  Place place(String nameOrNull) {
    return database.place(nameOrNull);
  }

  /** What a table is called in messages. */
  String source(String nameOrNull) {
    return isStandardInput(nameOrNull) ? "standard input" : place(nameOrNull).toString();
  }

  /** What a table is called in a page. */
  String title(String nameOrNull) {
    return isStandardInput(nameOrNull)
        ? "standard input"
        : PageOptions.name(place(nameOrNull).toString());
  }

  private static boolean isStandardInput(String nameOrNull) {
    return StandardOutput.NAME.equals(nameOrNull);
  }

  /**
   * Reads a table; {@code -} is standard input.
   *
   * @throws DataException if it cannot be read
   */
  Table read(String name, Consumer<String> onWarning) {
    CsvOptions.Builder options = builder(onWarning);
    if (schemaFile != null) {
      options.schema(readSchema(schemaFile).schema());
    }
    return read(name, options.build());
  }

  /**
   * Opens a table to be read piece by piece; {@code -} is standard input.
   *
   * @throws DataException if it cannot be read
   * @throws UsageException if rows were to be dropped, which needs the whole table
   */
  TableStream stream(String name, Consumer<String> onWarning) {
    CsvOptions.Builder options = builder(onWarning);
    if (schemaFile != null) {
      options.schema(readSchema(schemaFile).schema());
    }
    return stream(name, options.build());
  }

  /** The same in the schema of another table; cells that do not fit are counted, not refused. */
  TableStream streamLike(Schema like, String name, Consumer<String> onWarning) {
    return stream(name, builder(onWarning).schema(like).lenientCategories(true).build());
  }

  private TableStream stream(String name, CsvOptions options) {
    if (dropDuplicates) {
      throw new UsageException("--drop-duplicates does not go with this command.");
    }
    return isStandardInput(name)
        ? CsvReader.stream(System.in, "standard input", options)
        : Tables.stream(place(name), options);
  }

  /**
   * Reads a table into the schema of another one; cells that do not fit are counted, not refused.
   */
  Table readLike(Table like, String name, Consumer<String> onWarning) {
    return readLike(like, name, onWarning, (column, cells) -> {});
  }

  /** Reads a table with a schema; a label that it does not have is an error. */
  Table readLike(Schema schema, String name, Consumer<String> onWarning) {
    return read(name, builder(onWarning).schema(schema).build());
  }

  /**
   * The same, and tells how many cells of a column were no value of its type.
   *
   * @param onUnreadable receives the column's name and the count
   */
  Table readLike(
      Table like, String name, Consumer<String> onWarning, ObjLongConsumer<String> onUnreadable) {
    CsvOptions options =
        builder(onWarning)
            .schema(like.schema())
            .lenientCategories(true)
            .onUnreadable(onUnreadable)
            .build();
    return read(name, options);
  }

  private CsvOptions.Builder builder(Consumer<String> onWarning) {
    CsvOptions.Builder options =
        CsvOptions.builder()
            .delimiter(delimiter)
            .header(!noHeader)
            .columnNames(columns)
            .types(laidDown())
            .forms(forms())
            .decimal(decimal)
            .comment(comment)
            .skippedLines(Math.max(0, skippedLines))
            .charset(charset)
            .minCategoryCount(Math.max(0, minCategoryCount))
            .onWarning(onWarning);
    if (noDefaultMissing) {
      options.missing(Set.of(""));
    }
    missing.forEach(options::addMissing);
    return options;
  }

  private Table read(String name, CsvOptions options) {
    Table table =
        isStandardInput(name)
            ? CsvReader.read(System.in, "standard input", options)
            : Tables.read(place(name), options);
    return dropDuplicates ? table.withoutDuplicateRows() : table;
  }

  /** The rules of the schema file; null if there is none, or it says nothing about them. */
  List<String> rules() {
    return schemaFile == null ? null : readSchema(schemaFile).rules();
  }

  private static SchemaFile readSchema(Path file) {
    try {
      return SchemaFile.fromJson(Files.readString(file, StandardCharsets.UTF_8), file.toString());
    } catch (IOException e) {
      throw DataException.builder("the schema cannot be read: " + WholeFile.reason(e))
          .source(file.toString())
          .remedy("give a file that 'semblance schema --json' wrote")
          .cause(e)
          .build();
    }
  }

  private Map<String, ColumnType> laidDown() {
    Map<String, ColumnType> all = new LinkedHashMap<>();
    types.forEach((column, type) -> all.put(column, type.type()));
    return all;
  }

  private Map<String, String> forms() {
    Map<String, String> all = new LinkedHashMap<>();
    types.forEach(
        (column, type) -> {
          if (type.form() != null) {
            all.put(column, type.form());
          }
        });
    return all;
  }

  /**
   * What is laid down of a column.
   *
   * @param form null: to be found out
   */
  record TypeAndForm(ColumnType type, String form) {}

  /** The labels of all types. */
  static final class TypeNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ColumnType.labels().iterator();
    }
  }

  /** Types by their labels, with or without a form. */
  static final class TypeConverter implements ITypeConverter<TypeAndForm> {
    private static final String FORM = ",form=";

    @Override
    public TypeAndForm convert(String value) {
      int at = value.indexOf(FORM);
      try {
        return at < 0
            ? new TypeAndForm(ColumnType.parse(value), null)
            : new TypeAndForm(
                ColumnType.parse(value.substring(0, at)), value.substring(at + FORM.length()));
      } catch (DataException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Point or comma. */
  static final class DecimalConverter implements ITypeConverter<Character> {
    @Override
    public Character convert(String value) {
      if (!value.equals(".") && !value.equals(",")) {
        throw new TypeConversionException("'" + value + "' is no decimal mark; give '.' or ','");
      }
      return value.charAt(0);
    }
  }

  /** Character sets by their names. */
  static final class CharsetConverter implements ITypeConverter<Charset> {
    @Override
    public Charset convert(String value) {
      try {
        return Charset.forName(value.strip());
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'"
                + value
                + "' is no character set that is known here; try UTF-8, windows-1252,"
                + " windows-1250 or UTF-16");
      }
    }
  }

  /** One character, or a name for those that are hard to type. */
  static final class DelimiterConverter implements ITypeConverter<Character> {
    @Override
    public Character convert(String value) {
      if (value.equals("\\t") || value.equalsIgnoreCase("tab")) {
        return '\t';
      }
      if (value.length() != 1
          || value.charAt(0) == '"'
          || Character.isLetterOrDigit(value.charAt(0))) {
        throw new TypeConversionException(
            "'" + value + "' is no delimiter; give one character such as ';', or 'tab'");
      }
      return value.charAt(0);
    }
  }
}
