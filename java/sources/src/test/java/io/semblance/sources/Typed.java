package io.semblance.sources;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.StoredType;
import io.semblance.data.StoredType.Kind;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvText;
import io.semblance.data.csv.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A table of every stored type, with missing cells in every second column. */
public final class Typed {
  public static final int ROWS = 1_000;
  private static final long START = 1_577_836_800_000L; // 2020-01-01

  private Typed() {}

  public static Table table() {
    List<Column> columns = new ArrayList<>();
    columns.add(numbers("i16", ColumnType.INTEGER, StoredType.of(Kind.INT16), i -> i % 300 - 150));
    columns.add(numbers("i32", ColumnType.INTEGER, StoredType.of(Kind.INT32), i -> 70_000 + i % 7));
    columns.add(numbers("i64", ColumnType.INTEGER, StoredType.of(Kind.INT64), i -> i % 9 * 4e9));
    columns.add(numbers("f", ColumnType.NUMBER, StoredType.of(Kind.FLOAT), i -> i % 8 / 4.0));
    columns.add(numbers("d", ColumnType.NUMBER, StoredType.of(Kind.DOUBLE), i -> i / 7.0));
    columns.add(
        numbers("money", ColumnType.NUMBER, StoredType.decimal(12, 2), i -> i % 500 / 100.0));
    columns.add(
        numbers("date", ColumnType.DATETIME, StoredType.of(Kind.DATE), i -> START + i * 864e5));
    columns.add(
        numbers(
            "moment",
            ColumnType.DATETIME,
            StoredType.timed(Kind.TIMESTAMP, 6),
            i -> START + i * 61_001.0));
    columns.add(
        numbers(
            "instant",
            ColumnType.DATETIME,
            StoredType.timed(Kind.INSTANT, 6),
            i -> START - i * 36e5));
    columns.add(
        numbers("time", ColumnType.TIME, StoredType.timed(Kind.TIME, 6), i -> i * 60 % 86_400));
    columns.add(labels("yes", ColumnType.BOOLEAN, StoredType.of(Kind.BOOLEAN), "false", "true"));
    columns.add(
        labels("word", ColumnType.CATEGORY, StoredType.of(Kind.STRING), "", "NA", "a'b", "ü\"x"));
    columns.add(
        labels("code", ColumnType.CATEGORY, new StoredType(Kind.STRING, 5, 0), "01234", "99999"));
    String[] ids = new String[ROWS];
    Arrays.setAll(ids, i -> new java.util.UUID(i * 77L, ~i).toString());
    columns.add(
        CategoricalColumn.ofIds(
            ColumnSchema.builder("uuid", ColumnType.ID).stored(StoredType.of(Kind.UUID)).build(),
            ids));
    return Table.of(columns);
  }

  /** Values of a column by row. */
  private interface Cells {
    double at(int row);
  }

  private static Column numbers(String name, ColumnType type, StoredType stored, Cells cells) {
    boolean holes = name.hashCode() % 2 == 0;
    double[] values =
        IntStream.range(0, ROWS)
            .mapToDouble(i -> holes && i % 5 == 2 ? Double.NaN : cells.at(i))
            .toArray();
    ColumnSchema.Builder schema = ColumnSchema.builder(name, type).stored(stored).nullable(holes);
    if (type == ColumnType.NUMBER) {
      schema.decimals(stored.kind() == Kind.DECIMAL ? stored.scale() : ColumnSchema.SHORTEST);
    } else if (type == ColumnType.DATETIME) {
      schema.pattern(stored.kind() == Kind.DATE ? "dd.MM.uuuu" : "uuuu-MM-dd HH:mm:ss.SSS", 1);
    } else if (type == ColumnType.TIME) {
      schema.pattern("HH:mm:ss", 1);
    }
    return NumericColumn.of(schema.build(), values);
  }

  private static Column labels(String name, ColumnType type, StoredType stored, String... labels) {
    int[] codes = IntStream.range(0, ROWS).map(i -> i % (labels.length + 1) - 1).toArray();
    return CategoricalColumn.of(
        ColumnSchema.builder(name, type)
            .stored(stored)
            .categories(List.of(labels))
            .nullable(true)
            .build(),
        codes);
  }

  /** Cells one by one: numbers bit by bit, labels by their text. */
  public static List<List<Object>> cells(Table table) {
    List<List<Object>> all = new ArrayList<>();
    for (Column column : table.columns()) {
      List<Object> cells = new ArrayList<>();
      for (int row = 0; row < column.size(); row++) {
        cells.add(
            column.isMissing(row)
                ? null
                : column instanceof NumericColumn n
                    ? (Object) n.value(row)
                    : ((CategoricalColumn) column).label(row));
      }
      all.add(cells);
    }
    return all;
  }

  /** The rows in the order of their identifiers: databases have no other. */
  public static Table inOrder(Table table) {
    CategoricalColumn ids = table.categorical(table.schema().indexOf("uuid"));
    return table.select(
        IntStream.range(0, table.rows())
            .boxed()
            .sorted(java.util.Comparator.comparing(ids::label))
            .mapToInt(i -> i)
            .toArray());
  }

  /** Where two tables differ first, by column; nothing if nowhere. */
  public static List<String> differences(Table expected, Table found) {
    List<String> out = new ArrayList<>();
    List<List<Object>> a = cells(expected);
    List<List<Object>> b = cells(found);
    for (int c = 0; c < a.size(); c++) {
      for (int row = 0; row < a.get(c).size(); row++) {
        Object x = a.get(c).get(row);
        Object y = row < b.get(c).size() ? b.get(c).get(row) : "no row";
        if (!java.util.Objects.equals(x, y)) {
          out.add(expected.column(c).name() + ", row " + row + ": " + x + " became " + y);
          break;
        }
      }
    }
    return out;
  }

  /** The stored types of a table. */
  public static List<String> types(Table table) {
    return table.schema().columns().stream().map(c -> String.valueOf(c.stored())).toList();
  }

  /** As text. */
  public static String csv(Table table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvWriter writer = new CsvWriter(out, table.schema())) {
      CsvText text = writer.newText();
      text.append(table);
      writer.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
