package io.semblance.data.csv;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

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
  private static final int SNIFFED_CHARS = 1 << 16;

  private CsvReader() {}

  /**
   * Reads a file.
   *
   * @throws DataException when it cannot be read or is no table
   */
  public static Table read(Path file, CsvOptions options) {
    String source = file.toString();
    if (Files.isDirectory(file)) {
      throw DataException.builder("this is a directory, not a file")
          .source(source)
          .remedy("give the path of one CSV file")
          .build();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, source, options);
    } catch (NoSuchFileException e) {
      throw DataException.builder("there is no such file")
          .source(source)
          .remedy("check the path; it is taken from the directory you are in")
          .cause(e)
          .build();
    } catch (AccessDeniedException e) {
      throw DataException.builder("this file may not be read")
          .source(source)
          .remedy("check its permissions")
          .cause(e)
          .build();
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  /**
   * Reads a stream to its end and closes it.
   *
   * @param sourceName what to call the stream in messages
   * @throws DataException when it cannot be read or is no table
   */
  public static Table read(InputStream in, String sourceName, CsvOptions options) {
    RawTable raw;
    try {
      Reader text = new Utf8Source(InputStreams.unpacked(in, sourceName), sourceName);
      raw = parse(new BufferedReader(text, SNIFFED_CHARS), sourceName, options);
    } catch (UncheckedIOException e) {
      throw unreadable(sourceName, e.getCause());
    } catch (IOException e) {
      throw unreadable(sourceName, e);
    }
    return TypedTable.of(raw, options);
  }

  private static DataException unreadable(String source, IOException e) {
    String words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    boolean packed = e instanceof ZipException || e instanceof EOFException;
    return DataException.builder((packed ? "broken gzip file: " : "cannot be read: ") + words)
        .source(source)
        .remedy(packed ? "fetch or pack the file again" : "check the file and the disk")
        .cause(e)
        .build();
  }

  private static RawTable parse(BufferedReader in, String source, CsvOptions options)
      throws IOException {
    char delimiter = options.delimiter() != null ? options.delimiter() : sniff(in, options.quote());
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter)
            .setQuote(options.quote())
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    try (CSVParser parser = CSVParser.builder().setReader(in).setFormat(format).get()) {
      return new Parse(parser, source, options, delimiter).run();
    }
  }

  private static char sniff(BufferedReader in, char quote) throws IOException {
    char[] head = new char[SNIFFED_CHARS];
    in.mark(SNIFFED_CHARS);
    int n = 0;
    int got = in.read(head, 0, head.length);
    while (got > 0) {
      n += got;
      got = n < head.length ? in.read(head, n, head.length - n) : 0;
    }
    in.reset();
    return DelimiterSniffer.sniff(CharBuffer.wrap(head, 0, n), got < 0, quote);
  }

  /** One pass over the records. */
  private static final class Parse {
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final String source;
    private final CsvOptions options;
    private final char delimiter;
    private final List<RawColumn> columns = new ArrayList<>();
    private int[] lines = new int[1024];
    private int rows;
    private long endLine;
    private long startLine;

    Parse(CSVParser parser, String source, CsvOptions options, char delimiter) {
      this.parser = parser;
      this.records = parser.iterator();
      this.source = source;
      this.options = options;
      this.delimiter = delimiter;
    }

    RawTable run() {
      CSVRecord first = next();
      if (first == null) {
        throw DataException.builder("the file is empty")
            .source(source)
            .remedy("give a table with a header line and at least one row")
            .build();
      }
      long firstLine = startLine;
      List<String> cells = first.toList();
      CSVRecord record = options.header() ? next() : first;
      boolean named = options.columnNames() != null;
      if (options.header() && !named && record != null) {
        Header.refuseData(cells, record.toList(), source, firstLine);
      }
      List<String> headers = options.header() ? cells : null;
      List<String> names = names(cells, firstLine);
      if (record == null) {
        throw DataException.builder("there is a header line but not one row below it")
            .source(source)
            .line(firstLine)
            .remedy("give a table with rows; if this line is data, add --no-header")
            .build();
      }
      for (int i = 0; i < names.size(); i++) {
        columns.add(new RawColumn());
      }
      for (; record != null; record = next()) {
        add(record, names.size());
      }
      return new RawTable(
          source, delimiter, named ? null : headers, names, columns, Arrays.copyOf(lines, rows));
    }

    private List<String> names(List<String> cells, long line) {
      List<String> given = options.columnNames();
      if (given == null && !options.header() && options.schema() != null) {
        given = options.schema().names();
      }
      if (given == null) {
        return options.header() ? Header.names(cells, source, line) : Header.numbered(cells.size());
      }
      if (given.size() != cells.size()) {
        throw DataException.builder(
                "the line has "
                    + count(cells.size(), "cell")
                    + " (separated by "
                    + delimiterName()
                    + ") but "
                    + count(given.size(), "column is", "columns are")
                    + " named")
            .source(source)
            .line(line)
            .remedy(
                "name as many columns as there are, or set --delimiter; a first line that is "
                    + "no data must be removed")
            .build();
      }
      return Header.names(given, source, line);
    }

    private void add(CSVRecord record, int width) {
      if (record.size() != width) {
        if (record.size() == 1 && record.get(0).isEmpty()) {
          return; // a line of blanks
        }
        throw DataException.builder(
                "expected "
                    + count(width, "cell")
                    + " (separated by "
                    + delimiterName()
                    + ") as in the first line, found "
                    + record.size())
            .source(source)
            .line(startLine)
            .remedy("mend or remove this line; a cell that holds the delimiter must be quoted")
            .build();
      }
      for (int i = 0; i < width; i++) {
        columns.get(i).add(record.get(i));
      }
      if (rows == lines.length) {
        lines = Arrays.copyOf(lines, rows + (rows >> 1));
      }
      lines[rows++] = (int) startLine;
    }

    private String delimiterName() {
      return delimiter == '\t' ? "tabs" : "'" + delimiter + "'";
    }

    private static String count(int n, String one) {
      return count(n, one, one + "s");
    }

    private static String count(int n, String one, String many) {
      return n + " " + (n == 1 ? one : many);
    }

    /** The next record or null; keeps the line on which it starts. */
    private CSVRecord next() {
      try {
        if (!records.hasNext()) {
          return null;
        }
      } catch (UncheckedIOException e) {
        throw broken(e.getCause());
      } catch (IllegalStateException e) {
        throw broken(e);
      }
      CSVRecord record = records.next();
      long end = parser.getCurrentLineNumber();
      if (end == endLine) {
        end++; // the last line, without a line end
        startLine = end;
      } else if (end == endLine + 1) {
        startLine = end;
      } else {
        startLine = end - lineEnds(record);
      }
      endLine = end;
      return record;
    }

    private static int lineEnds(CSVRecord record) {
      int n = 0;
      for (String cell : record) {
        for (int at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) {
          n++;
        }
      }
      return n;
    }

    private DataException broken(Exception e) {
      if (e instanceof IOException && !(e instanceof CSVException)) {
        return unreadable(source, (IOException) e);
      }
      String words = String.valueOf(e.getMessage());
      boolean open = words.contains("EOF");
      String problem =
          open
              ? "a quoted cell that starts here or below is never closed"
              : "a quoted cell is followed by more text before the next delimiter";
      return DataException.builder(problem)
          .source(source)
          .line(open ? endLine + 1 : parser.getCurrentLineNumber())
          .remedy(
              "write a quote inside a quoted cell twice (\"\"), and close each quoted cell "
                  + "right before the delimiter")
          .cause(e)
          .build();
    }
  }
}
