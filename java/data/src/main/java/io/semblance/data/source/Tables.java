package io.semblance.data.source;

import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.infer.RawRows;
import io.semblance.data.infer.TableStream;
import io.semblance.data.infer.TypedTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Reads tables wherever they live.
 *
 * <pre>{@code
 * Table table = Tables.read(Place.of("adult.parquet"), CsvOptions.defaults());
 * }</pre>
 *
 * <p>Of {@link CsvOptions} a typed place follows what is said of cells, {@link CsvOptions#typing};
 * there a null alone is missing, beside texts that {@link CsvOptions.Builder#addMissing} names.
 */
public final class Tables {
  private Tables() {}

  /**
   * Reads a table.
   *
   * @throws DataException when it cannot be read or is no table
   */
  public static Table read(Place place, CsvOptions options) {
    TableFormat format = typed(place).orElse(null);
    if (format == null) {
      return CsvReader.read(Path.of(place.address()), options);
    }
    try (RawRows rows = open(format, place, options)) {
      return TypedTable.of(rows.readAll(), options.typing(), null);
    }
  }

  /**
   * Opens a table to be read piece by piece.
   *
   * @throws DataException when it cannot be read or is no table
   */
  public static TableStream stream(Place place, CsvOptions options) {
    TableFormat format = typed(place).orElse(null);
    return format == null
        ? CsvReader.stream(Path.of(place.address()), options)
        : TableStream.of(open(format, place, options), options.typing());
  }

  /**
   * Starts to write a table to a typed place.
   *
   * @throws DataException when it cannot be written there, or the jar that could is not there
   */
  public static TableSink create(Place place, Schema schema, SinkOptions options)
      throws IOException {
    TableFormat format =
        typed(place).orElseThrow(() -> new IllegalArgumentException(place + " is text"));
    try {
      return format.create(place, schema, options);
    } catch (NoClassDefFoundError e) {
      throw lacking(place, e);
    }
  }

  /**
   * Makes sure, before hours of work, that a table can be written later.
   *
   * @throws DataException when it cannot
   */
  public static void check(Place place, Schema schema, SinkOptions options) {
    typed(place).ifPresent(format -> format.check(place, schema, options));
  }

  /** Whether a place holds typed tables, rather than text. */
  public static boolean isTyped(Place place) {
    if (place.endsWith(".parquet.gz")) {
      throw DataException.builder("a Parquet file is packed inside, and not by gzip again")
          .source(place.toString())
          .remedy("let its name end in .parquet")
          .build();
    }
    return place.isDatabase() || place.endsWith(".parquet");
  }

  private static RawRows open(TableFormat format, Place place, CsvOptions options) {
    try {
      return format.open(place, options.onWarning());
    } catch (NoClassDefFoundError e) {
      throw lacking(place, e);
    }
  }

  private static Optional<TableFormat> typed(Place place) {
    for (TableFormat format : ServiceLoader.load(TableFormat.class)) {
      if (format.serves(place)) {
        return Optional.of(format);
      }
    }
    if (isTyped(place)) {
      throw lacking(place, null);
    }
    return Optional.empty();
  }

  private static DataException lacking(Place place, Throwable cause) {
    boolean database = place.isDatabase();
    return DataException.builder(
            (database ? "databases need" : "Parquet files need")
                + " jars that are not on the class path: semblance-sources"
                + (database ? "" : ", and parquet-hadoop with what it needs")
                + (cause == null ? "" : " (" + cause.getMessage().replace('/', '.') + " is not)"))
        .source(place.toString())
        .remedy("add them, or use a CSV file")
        .cause(cause)
        .build();
  }
}
