package io.semblance.data.csv;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.infer.RawTable;
import io.semblance.data.infer.TableStream;
import io.semblance.data.infer.TypedTable;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Reads comma-separated text, plain or packed by gzip, into a typed {@link Table}.
 *
 * <p>Text is UTF-8, with or without a byte order mark; lines end in LF, CRLF or CR; cells may be
 * quoted and then hold delimiters, line ends and doubled quotes. Blanks around cells are dropped.
 * Empty lines are skipped. The delimiter is found out unless it is given, and types are inferred as
 * {@link io.semblance.data.infer} says unless a schema or types are given.
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
    }
    return TypedTable.of(raw, options.typing(), null);
  }

  /**
   * Opens a file to be read piece by piece.
   *
   * @throws DataException when it cannot be read or is no table
   */
  public static TableStream stream(Path file, CsvOptions options) {
    return stream(InputStreams.open(file), file.toString(), options);
  }

  /**
   * The same of a stream; closing the result closes it.
   *
   * @param sourceName what to call the stream in messages
   * @throws DataException when it cannot be read or is no table
   */
  public static TableStream stream(InputStream in, String sourceName, CsvOptions options) {
    return TableStream.of(CsvRows.open(in, sourceName, options), options.typing());
  }
}
