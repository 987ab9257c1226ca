package io.semblance.sources.parquet;

import io.semblance.data.DataException;
import io.semblance.data.StoredType;
import io.semblance.data.infer.RawColumn;
import io.semblance.data.infer.RawRows;
import io.semblance.data.infer.RawTable;
import io.semblance.data.infer.StoredColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet file, or of all those of a folder, one group of rows in memory at a time.
 * Fields of structures are columns, {@code address.city}; lists, maps and bytes are left out, which
 * is said.
 */
final class ParquetRows implements RawRows {
  /** Rows between two looks at how much text has gathered. */
  private static final int LOOK = 8_192;

  /** Takes the values of columns that are left out, which nobody asks for. */
  private static final Converter NONE = new PrimitiveConverter() {};

  private final String source;
  private final List<Path> files;
  private final List<StoredColumn> columns = new ArrayList<>();
  private final List<ParquetCells> cells = new ArrayList<>();
  private int nextFile;
  private ParquetFileReader reader;
  private FileMetaData meta;
  private List<ColumnReader> readers = List.of();
  private long left; // rows of the group that is being read

  private ParquetRows(String source, List<Path> files) {
    this.source = source;
    this.files = files;
  }

  /**
   * Opens a file, or a folder of such.
   *
   * @throws DataException when it cannot be read
   */
  static ParquetRows open(Path path, Consumer<String> onWarning) {
    ParquetRows rows = new ParquetRows(path.toString(), files(path));
    try {
      rows.nextFile();
      rows.takeColumns(onWarning);
      rows.nextGroup();
    } catch (IOException | RuntimeException e) {
      DataException told = rows.unreadable(e);
      rows.close();
      throw told;
    }
    if (rows.left == 0) {
      rows.close();
      throw DataException.builder("the file has no rows")
          .source(rows.source)
          .remedy("give a table with rows")
          .build();
    }
    return rows;
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      if (!Files.exists(path)) {
        throw DataException.builder("there is no such file")
            .source(path.toString())
            .remedy("check the path; it is taken from the directory you are in")
            .build();
      }
      return List.of(path);
    }
    try (Stream<Path> all = Files.list(path)) {
      List<Path> files =
          all.filter(f -> f.getFileName().toString().endsWith(".parquet")).sorted().toList();
      if (files.isEmpty()) {
        throw DataException.builder("no file in this folder ends in .parquet")
            .source(path.toString())
            .remedy("give a Parquet file, or a folder of such")
            .build();
      }
      return files;
    } catch (IOException e) {
      throw DataException.builder("the folder cannot be read: " + e.getMessage())
          .source(path.toString())
          .cause(e)
          .build();
    }
  }

  private void nextFile() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new Codecs())
            .build();
    Path file = files.get(nextFile++);
    Magic.check(file);
    reader = ParquetFileReader.open(new LocalInputFile(file), options);
    meta = reader.getFooter().getFileMetaData();
  }

  private void takeColumns(Consumer<String> onWarning) {
    MessageType schema = meta.getSchema();
    List<String> out = new ArrayList<>();
    for (ColumnDescriptor column : schema.getColumns()) {
      String name = String.join(".", column.getPath());
      StoredType type =
          column.getMaxRepetitionLevel() > 0 ? null : ParquetTypes.of(column.getPrimitiveType());
      if (type == null) {
        out.add(name);
      } else {
        columns.add(new StoredColumn(name, type));
        cells.add(new ParquetCells(column, type));
      }
    }
    if (columns.isEmpty()) {
      throw DataException.builder("none of its columns holds numbers, words or dates")
          .source(source)
          .remedy("give a table with such columns")
          .build();
    }
    if (!out.isEmpty()) {
      onWarning.accept(
          source
              + ": lists, maps and bytes are no cells of a table; left out: "
              + String.join(", ", out));
    }
  }

  /** The next group that has rows, of the next file that has one. */
  private void nextGroup() throws IOException {
    left = 0;
    while (left == 0) {
      PageReadStore pages = reader.readNextRowGroup();
      if (pages == null) {
        if (nextFile == files.size()) {
          return;
        }
        nextFile();
        check();
        continue;
      }
      left = pages.getRowCount();
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(pages, root(), meta.getSchema(), meta.getCreatedBy());
      readers = cells.stream().map(c -> store.getColumnReader(c.descriptor())).toList();
    }
  }

  private Root root() {
    Map<List<String>, Converter> byPath = new HashMap<>();
    cells.forEach(c -> byPath.put(List.of(c.descriptor().getPath()), c));
    return new Root(meta.getSchema(), List.of(), byPath);
  }

  /** Files of a folder are parts of one table. */
  private void check() {
    for (int i = 0; i < cells.size(); i++) {
      String[] path = cells.get(i).descriptor().getPath();
      boolean same =
          meta.getSchema().containsPath(path)
              && meta.getSchema()
                  .getColumnDescription(path)
                  .getPrimitiveType()
                  .equals(cells.get(i).descriptor().getPrimitiveType());
      if (!same) {
        throw DataException.builder("it has no such column as the first file of the folder has")
            .source(files.get(nextFile - 1).toString())
            .column(columns.get(i).name())
            .remedy("give files of one table")
            .build();
      }
    }
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public List<String> names() {
    return columns.stream().map(StoredColumn::name).toList();
  }

  @Override
  public boolean more() {
    return left > 0;
  }

  @Override
  public RawTable read(long mostCells, long mostTextBytes) {
    List<RawColumn> portion = new ArrayList<>();
    columns.forEach(column -> portion.add(new RawColumn()));
    long mostRows = Math.max(1, mostCells / columns.size());
    try {
      for (long rows = 0; left > 0 && rows < mostRows; ) {
        int some = (int) Math.min(Math.min(left, LOOK), mostRows - rows);
        boolean begins = rows == 0;
        // Columns need nothing of each other.
        IntStream.range(0, readers.size())
            .parallel()
            .forEach(i -> cells.get(i).read(readers.get(i), some, portion.get(i), begins));
        rows += some;
        left -= some;
        if (left == 0) {
          nextGroup();
        }
        if (portion.stream().mapToLong(RawColumn::textBytes).sum() > mostTextBytes) {
          break;
        }
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
    return new RawTable(source, columns, portion);
  }

  private DataException unreadable(Exception e) {
    if (e instanceof DataException told) {
      return told;
    }
    String words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return DataException.builder("the Parquet file cannot be read: " + words)
        .source(source)
        .remedy("fetch or write it again")
        .cause(e)
        .build();
  }

  @Override
  public void close() {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Leads the values of each column to where its cells are taken over. */
  private static final class Root extends GroupConverter {
    private final GroupType group;
    private final List<String> above;
    private final Map<List<String>, Converter> cells;

    Root(GroupType group, List<String> above, Map<List<String>, Converter> cells) {
      this.group = group;
      this.above = above;
      this.cells = cells;
    }

    @Override
    public Converter getConverter(int field) {
      List<String> path = new ArrayList<>(above);
      path.add(group.getFieldName(field));
      Type type = group.getType(field);
      return type.isPrimitive()
          ? cells.getOrDefault(path, NONE)
          : new Root(type.asGroupType(), path, cells);
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
