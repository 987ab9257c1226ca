package io.semblance.data.csv;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Reads comma-separated text, plain or packed by gzip, into a typed {@link Table}.
 *
 * <p>Text is UTF-8, with or without a byte order mark; lines end in LF, CRLF or CR; cells may be
 * quoted and then hold delimiters, line ends and doubled quotes. Blanks around cells are dropped.
 * Empty lines are skipped. The delimiter is found out unless it is given, and types are inferred as
 * {@link SchemaInference} says unless a schema or types are given.
 *
 * <p>Every fault is a {@link DataException} that names the file, the line, the column and a remedy.
 */
public final class CsvReader {
  private CsvReader() {}

  /**
   * Reads a file.
   *
   * @throws DataException when it cannot be read or is no table
   */
  public static Table read(Path file, CsvOptions options) {
    return read(InputStreams.open(file), file.toString(), options);
  }

  /**
   * Reads a stream to its end and closes it.
   *
   * @param sourceName what to call the stream in messages
   * @throws DataException when it cannot be read or is no table
   */
  public static Table read(InputStream in, String sourceName, CsvOptions options) {
    RawTable raw;
    try (CsvRows rows = CsvRows.open(in, sourceName, options)) {
      raw = rows.readAll();
    } catch (IOException e) {
      throw InputStreams.unreadable(sourceName, e);
    }
    return TypedTable.of(raw, options, null);
  }
}
