package io.semblance.data.csv;

import io.semblance.data.DataException;
import io.semblance.data.Text;
import io.semblance.data.infer.RawColumn;
import io.semblance.data.infer.RawRows;
import io.semblance.data.infer.RawTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The records of a file, by portions of any size: the header, then rows of text cells. */
final class CsvRows implements RawRows {
  private static final int SNIFFED_CHARS = 1 << 16;

  /** How many rows are read between two looks at how much text has gathered. */
  private static final int LOOK = 1024;

  /** So many lines of one cell at the top of a file may be no table. */
  private static final int MOST_LINES_ABOVE = 20;

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final String source;
  private final CsvOptions options;
  private final char delimiter;
  private final List<String> headers;
  private final List<String> names;
  private List<RawColumn> columns;
  private int[] lines;
  private int rows;
  private long endLine;
  private long startLine;
  private CSVRecord record;

  /** Whether every row ends in a delimiter that ends no cell. */
  private final boolean trailing;

  private final long headerLine;
  private boolean begun;

  /**
   * @param rawHeader the first line's cells with the blanks around them; empty if not known
   */
  private CsvRows(
      CSVParser parser, String source, CsvOptions options, char delimiter, List<String> rawHeader) {
    this.parser = parser;
    this.records = parser.iterator();
    this.source = source;
    this.options = options;
    this.delimiter = delimiter;
    CSVRecord first = next();
    if (first == null) {
      throw DataException.builder("the file is empty")
          .source(source)
          .remedy("give a table with a header line and at least one row")
          .build();
    }
    long firstLine = startLine;
    List<String> cells = first.toList();
    record = options.header() ? next() : first;
    trailing = options.header() && record != null && endsWithDelimiter(cells, record);
    if (trailing && cells.size() == record.size()) {
      cells = cells.subList(0, cells.size() - 1);
    }
    headerLine = firstLine;
    boolean named = options.columnNames() != null;
    if (options.header() && !named && record != null) {
      Header.refuseData(cells, record.toList(), source, firstLine);
    }
    headers = options.header() && !named ? Header.withBlanks(cells, rawHeader) : null;
    names = names(cells, firstLine);
    if (record == null) {
      throw DataException.builder("there is a header line but not one row below it")
          .source(source)
          .line(firstLine)
          .remedy("give a table with rows; if this line is data, add --no-header")
          .build();
    }
  }

  /**
   * Starts to read a stream; closing the result closes it.
   *
   * @throws DataException when it is empty, or no table
   */
  static CsvRows open(InputStream in, String source, CsvOptions options) {
    try {
      InputStream bytes = InputStreams.unpacked(in, source);
      Charset charset = options.charset() != null ? options.charset() : InputStreams.charset(bytes);
      Reader text = new TextSource(bytes, source, charset);
      BufferedReader buffered = new BufferedReader(text, SNIFFED_CHARS);
      for (int i = 0; i < options.skippedLines(); i++) {
        if (buffered.readLine() == null) {
          throw DataException.builder("the file has no more than " + i + " lines")
              .source(source)
              .remedy("skip fewer lines: --skip-lines " + Math.max(0, i - 2))
              .build();
        }
      }
      Head head = head(buffered);
      char delimiter =
          options.delimiter() != null
              ? options.delimiter()
              : DelimiterSniffer.sniff(CharBuffer.wrap(head.text()), head.whole(), options.quote());
      if (options.comment() != null
          && (options.comment() == delimiter || options.comment() == options.quote())) {
        throw DataException.builder(
                "'" + options.comment() + "' cannot both begin comments and part or quote cells")
            .source(source)
            .remedy("name another --comment or --delimiter")
            .build();
      }
      CSVFormat format =
          CSVFormat.DEFAULT
              .builder()
              .setDelimiter(delimiter)
              .setQuote(options.quote())
              .setIgnoreSurroundingSpaces(true)
              .setIgnoreEmptyLines(true)
              .setCommentMarker(options.comment())
              .get();
      CSVParser parser = CSVParser.builder().setReader(buffered).setFormat(format).get();
      CsvRows rows =
          new CsvRows(parser, source, options, delimiter, Header.raw(head.text(), format));
      rows.tellTrimmed(
          TrimmedBlanks.columns(head.text(), delimiter, options.quote(), options.header()));
      return rows;
    } catch (UncheckedIOException e) {
      throw InputStreams.unreadable(source, e.getCause());
    } catch (IOException e) {
      throw InputStreams.unreadable(source, e);
    }
  }

  /**
   * The beginning of a file.
   *
   * @param whole whether it is all of it
   */
  private record Head(String text, boolean whole) {}

  private static Head head(BufferedReader in) throws IOException {
    char[] head = new char[SNIFFED_CHARS];
    in.mark(SNIFFED_CHARS);
    int n = 0;
    int got = in.read(head, 0, head.length);
    while (got > 0) {
      n += got;
      got = n < head.length ? in.read(head, n, head.length - n) : 0;
    }
    in.reset();
    return new Head(new String(head, 0, n), got < 0);
  }

  private void tellTrimmed(List<Integer> columns) {
    List<String> told = columns.stream().filter(i -> i < names.size()).map(names::get).toList();
    if (!told.isEmpty()) {
      options
          .onWarning()
          .accept(
              source
                  + ": blanks around cells are dropped, so that '"
                  + "Paris' and ' Paris' are the same, in "
                  + Text.list(told, "columns")
                  + "; quote cells whose blanks matter");
    }
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public boolean more() {
    return record != null;
  }

  @Override
  public RawTable read(long mostCells, long mostTextBytes) {
    columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new RawColumn());
    }
    lines = new int[1024];
    rows = 0;
    long mostRows = Math.max(1, mostCells / names.size());
    while (record != null && rows < mostRows) {
      add(record, names.size());
      record = next();
      if (rows % LOOK == 0 && mostTextBytes < Long.MAX_VALUE && textBytes() > mostTextBytes) {
        break;
      }
    }
    return new RawTable(source, delimiter, headers, names, columns, Arrays.copyOf(lines, rows));
  }

  private long textBytes() {
    return columns.stream().mapToLong(RawColumn::textBytes).sum();
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw InputStreams.unreadable(source, e);
    }
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

  /** Whether a row has an empty cell at its end that has no name. */
  private static boolean endsWithDelimiter(List<String> header, CSVRecord row) {
    int n = header.size();
    boolean unnamed = n > 1 && header.get(n - 1).isEmpty() && row.size() == n;
    return (unnamed || row.size() == n + 1) && row.get(row.size() - 1).isEmpty();
  }

  private void add(CSVRecord record, int width) {
    if (trailing && record.size() == width + 1) {
      if (!record.get(width).isEmpty()) {
        throw DataException.builder(
                "cell " + (width + 1) + " holds something, but its column has no name")
            .source(source)
            .line(startLine)
            .remedy("name all " + (width + 1) + " columns with --columns NAME,NAME,...")
            .build();
      }
    } else if (record.size() != width) {
      if (record.size() == 1 && record.get(0).isEmpty()) {
        return; // a line of blanks
      }
      refuseShortHeader(record, width);
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
    begun = true;
    for (int i = 0; i < width; i++) {
      columns.get(i).add(record.get(i));
    }
    if (rows == lines.length) {
      lines = Arrays.copyOf(lines, rows + (rows >> 1));
    }
    lines[rows++] = (int) startLine;
  }

  /** The first row says more of a first line that does not fit than the rows after it. */
  private void refuseShortHeader(CSVRecord record, int width) {
    boolean above = width == 1 && rows < MOST_LINES_ABOVE;
    if (begun && !above || headers == null || record.size() < width) {
      return;
    }
    boolean preamble = width == 1 || headers.get(0).startsWith("#") || record.size() > 2 * width;
    throw DataException.builder(
            "the first line has "
                + count(width, "cell")
                + " (separated by "
                + delimiterName()
                + "), but line "
                + startLine
                + " has "
                + record.size())
        .source(source)
        .line(headerLine)
        .remedy(
            preamble
                ? "if lines stand above the header, add --skip-lines N, or --comment '#' if they"
                    + " begin with #; if the delimiter is another one, add --delimiter"
                : "name each column once in the first line, or with --columns NAME,NAME,...; if the"
                    + " delimiter is another one, add --delimiter")
        .build();
  }

  private String delimiterName() {
    String name = delimiter == '\t' ? "tabs" : "'" + delimiter + "'";
    return options.delimiter() == null ? name + ", as it seems" : name;
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
    startLine += options.skippedLines();
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
      return InputStreams.unreadable(source, (IOException) e);
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
            "write a quote inside a quoted cell twice (\"\", not \\\"), and close each quoted cell "
                + "right before the delimiter")
        .cause(e)
        .build();
  }
}
