package io.semblance.sources.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.infer.TableStream;
import io.semblance.data.source.Place;
import io.semblance.data.source.SinkOptions;
import io.semblance.data.source.TableSink;
import io.semblance.data.source.Tables;
import io.semblance.sources.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read as it was, by DuckDB too; what DuckDB writes is read. */
class ParquetTest {
  @TempDir Path directory;

  private Place place(String name) {
    return Place.of(directory.resolve(name).toString());
  }

  private void write(Table table, String name) throws IOException {
    try (TableSink sink = Tables.create(place(name), table.schema(), SinkOptions.defaults())) {
      for (int at = 0; at < table.rows(); at += 300) {
        sink.write(table.slice(at, Math.min(table.rows(), at + 300)));
      }
      sink.commit();
    }
  }

  private Table read(String name) {
    return Tables.read(place(name), CsvOptions.defaults());
  }

  private List<String> duck(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("set timezone = 'UTC'");
      statement.execute("set file_search_path = '" + directory + "'");
      if (statement.execute(query.replace("%s", directory.toString()))) {
        try (ResultSet found = statement.getResultSet()) {
          while (found.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
              row.append(i == 1 ? "" : "|").append(found.getString(i));
            }
            rows.add(row.toString());
          }
        }
      }
    }
    return rows;
  }

  @Test
  void everyTypeComesBackAsItWas() throws Exception {
    Table table = Typed.table();
    write(table, "t.parquet");
    Table read = read("t.parquet");
    assertThat(Typed.types(read))
        .containsExactlyElementsOf(
            Typed.types(table).stream().map(t -> t.equals("string(5)") ? "string" : t).toList());
    assertThat(Typed.differences(table, read)).isEmpty();
    assertThat(read.column("code").schema().type()).isEqualTo(ColumnType.CATEGORY);
    assertThat(read.column("uuid").schema().type()).isEqualTo(ColumnType.ID);
    assertThat(duck("select column_name, column_type from (describe select * from 't.parquet')"))
        .containsExactly(
            "i16|SMALLINT",
            "i32|INTEGER",
            "i64|BIGINT",
            "f|FLOAT",
            "d|DOUBLE",
            "money|DECIMAL(12,2)",
            "date|DATE",
            "moment|TIMESTAMP",
            "instant|TIMESTAMP WITH TIME ZONE",
            "time|TIME",
            "yes|BOOLEAN",
            "word|VARCHAR",
            "code|VARCHAR",
            "uuid|UUID");
    assertThat(
            duck(
                "select date, moment, money, time, yes, code, epoch_ms(instant) from 't.parquet'"
                    + " offset 4 limit 1"))
        .containsExactly("2020-01-05|2020-01-01 00:04:04.004|0.04|00:04|false|01234|1577822400000");
    assertThat(duck("select count(*), count(word), count(*) filter (word = 'NA') from 't.parquet'"))
        .containsExactly("1000|800|200");
  }

  @Test
  void whatDuckDbWritesIsRead() throws Exception {
    duck(
        "copy (select i::utinyint ut, i::ubigint * 3 ub, (i * 0.25)::decimal(4,2) small,"
            + " (i * 0.25)::decimal(30,2) big, timestamp_ns '2020-01-01 00:00:01.123456789' ns,"
            + " {'x': i % 4, 'y': 'q' || i % 3} s, [i] l, 'blob'::blob b, i % 2 = 0 even,"
            + " case when i % 4 = 0 then 'n' end gap, i % 11 odd_index"
            + " from range(120) r(i)) to '%s/d.parquet' (compression gzip, row_group_size 50)");
    List<String> warnings = new ArrayList<>();
    Table read =
        Tables.read(place("d.parquet"), CsvOptions.builder().onWarning(warnings::add).build());
    assertThat(read.schema().names())
        .containsExactly(
            "ut", "ub", "small", "big", "ns", "s.x", "s.y", "even", "gap", "odd_index");
    assertThat(warnings).anyMatch(w -> w.contains("left out: l.list.element, b"));
    assertThat(Typed.types(read))
        .containsExactly(
            "int16",
            "decimal(20,0)",
            "decimal(4,2)",
            "decimal(30,2)",
            "timestamp(9)",
            "int64",
            "string",
            "boolean",
            "string",
            "int64");
    assertThat(Typed.cells(read.select(new int[] {119})))
        .containsExactly(
            List.of("119"),
            List.of(357.0),
            List.of(29.75),
            List.of(29.75),
            List.of(1_577_836_801_123.0),
            List.of(3.0),
            List.of("q2"),
            List.of("false"),
            Arrays.asList((Object) null),
            List.of(9.0));
    for (String codec : List.of("snappy", "zstd", "lz4_raw", "uncompressed")) {
      duck(
          "copy (select i % 7 a from range(99) r(i)) to '%s/c.parquet' (compression "
              + codec
              + ")");
      assertThat(read("c.parquet").rows()).as(codec).isEqualTo(99);
    }
  }

  @Test
  void aFolderIsOneTableAndStreams() throws Exception {
    Table table = Typed.table();
    Files.createDirectory(directory.resolve("all.parquet"));
    write(table.slice(0, 400), "all.parquet/part-1.parquet");
    write(table.slice(400, 1_000), "all.parquet/part-2.parquet");
    assertThat(Typed.differences(table, read("all.parquet"))).isEmpty();
    long rows = 0;
    ParquetRows source = ParquetRows.open(directory.resolve("all.parquet"), w -> {});
    try (TableStream stream =
        TableStream.of(source, CsvOptions.defaults().typing(), 14 * 100, 14 * 70)) {
      for (TableStream.Piece p = stream.next(); p != null; p = stream.next()) {
        Table part = table.slice((int) rows, (int) rows + p.table().rows());
        assertThat(Typed.differences(part, p.table())).isEmpty();
        rows += p.table().rows();
      }
    }
    assertThat(rows).isEqualTo(1_000);
  }

  /** A synthetic table of one kind is judged against a real one of the other. */
  @Test
  void parquetAndTextOfOneTableAreTheSame() throws Exception {
    Table table = Typed.table();
    write(table, "t.parquet");
    Path text = directory.resolve("t.csv");
    Files.writeString(text, Typed.csv(table));
    Table parquetLikeText =
        Tables.read(place("t.parquet"), CsvOptions.builder().schema(table.schema()).build());
    assertThat(Typed.differences(table, parquetLikeText)).isEmpty();
    assertThat(parquetLikeText.column("date").schema().pattern()).isEqualTo("dd.MM.uuuu");
    Table parquet = read("t.parquet");
    Files.writeString(text, Typed.csv(parquet));
    Table again =
        CsvReader.read(
            text,
            CsvOptions.builder().schema(parquet.schema()).missing(java.util.Set.of()).build());
    assertThat(Typed.differences(parquet, again)).isEmpty();
  }

  @Test
  void brokenFilesAreRefusedInASentence() throws Exception {
    Table table = Typed.table();
    write(table, "t.parquet");
    byte[] whole = Files.readAllBytes(directory.resolve("t.parquet"));
    for (int at = 0; at < 40; at++) {
      byte[] broken = at < 10 ? Arrays.copyOf(whole, whole.length * at / 10) : whole.clone();
      if (at >= 10) {
        for (int i = 0; i < 20; i++) {
          broken[(int) ((at * 7919L + i * 104_729L) % broken.length)] ^= (byte) (1 + i * 37);
        }
      }
      Files.write(directory.resolve("b.parquet"), broken);
      try {
        read("b.parquet"); // what was changed may be a cell
      } catch (DataException e) {
        assertThat(e.getMessage()).contains("b.parquet");
      }
    }
    Files.write(directory.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length * 2 / 3));
    assertThatThrownBy(() -> read("cut.parquet"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cut.parquet")
        .hasMessageContaining("is cut off");
    for (String other : List.of("", "PAR1", "a,b\n1,2\n3,4\n")) {
      Files.writeString(directory.resolve("other.parquet"), other);
      assertThatThrownBy(() -> read("other.parquet")).hasMessageContaining("no Parquet file");
    }
    Files.writeString(directory.resolve("csv.parquet"), "a,b\n1,2\n");
    assertThatThrownBy(() -> read("csv.parquet"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no Parquet file");
    assertThatThrownBy(() -> read("none.parquet"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void nothingIsThereWithoutACommit() throws Exception {
    Table table = Typed.table();
    try (TableSink sink =
        Tables.create(place("x.parquet"), table.schema(), SinkOptions.defaults())) {
      sink.write(table);
    }
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
    assertThatThrownBy(
            () -> Tables.create(place("x.parquet"), table.schema(), new SinkOptions(true)))
        .hasMessageContaining("cannot be added");
  }

  /** What a column means may be another thing than how it is held. */
  @Test
  void columnsOfOtherMeaningsKeepTheirCells() throws Exception {
    duck(
        "copy (select date '1969-12-30' + (i % 5)::int as day, 20130100 + i % 28 + 1 as number,"
            + " (12345678901234567890::hugeint + i % 3)::decimal(20,0) as big, i % 2 = 0 as truth, i % 9 as code"
            + " from range(90) r(i)) to '%s/m.parquet'");
    CsvOptions options =
        CsvOptions.builder()
            .types(
                Map.of(
                    "day", ColumnType.CATEGORY,
                    "number", ColumnType.DATETIME,
                    "big", ColumnType.CATEGORY,
                    "code", ColumnType.CATEGORY))
            .forms(Map.of("number", "uuuuMMdd"))
            .build();
    Table table = Tables.read(place("m.parquet"), options);
    write(table, "n.parquet");
    String all = " order by number, day, big, truth, code";
    assertThat(duck("select * from 'n.parquet'" + all))
        .isEqualTo(duck("select * from 'm.parquet'" + all));
    assertThat(duck("select count(*) from 'n.parquet' where day is null or number is null"))
        .containsExactly("0");
    Path text = directory.resolve("truth.csv");
    Files.writeString(text, "truth\n" + "True\nFalse\n".repeat(20));
    Table words = CsvReader.read(text, CsvOptions.defaults());
    write(words, "truth.parquet");
    Table again =
        Tables.read(place("truth.parquet"), CsvOptions.builder().schema(words.schema()).build());
    assertThat(Typed.differences(words, again)).isEmpty();
    Files.writeString(text, ",\n" + "a,b\nc,d\n".repeat(20)); // no header has a text
    Table unnamed = CsvReader.read(text, CsvOptions.defaults());
    write(unnamed, "unnamed.parquet");
    assertThat(read("unnamed.parquet").schema().names()).isEqualTo(unnamed.schema().names());
  }
}
