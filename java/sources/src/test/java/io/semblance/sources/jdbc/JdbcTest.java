package io.semblance.sources.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.source.Place;
import io.semblance.data.source.SinkOptions;
import io.semblance.data.source.TableSink;
import io.semblance.data.source.Tables;
import io.semblance.sources.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real thing: a server of PostgreSQL, files of SQLite and DuckDB. */
class JdbcTest {
  private static Postgres postgres;

  @TempDir Path directory;
  private Path credentials;

  @BeforeEach
  void keep() throws Exception {
    credentials = directory.resolve("credentials");
    Files.writeString(
        credentials, "user=" + Postgres.USER + "\npassword=" + Postgres.PASSWORD + "\n");
  }

  @AfterAll
  static void stop() throws Exception {
    if (postgres != null) {
      postgres.stop();
    }
  }

  private String url(String database) throws Exception {
    if (!database.equals("postgresql")) {
      return "jdbc:" + database + ":" + directory.resolve("db");
    }
    postgres = postgres == null ? Postgres.start() : postgres;
    sql("postgresql", "drop schema public cascade", "create schema public");
    return postgres.url();
  }

  private Connection connect(String database) throws SQLException {
    return database.equals("postgresql")
        ? DriverManager.getConnection(postgres.url(), Postgres.USER, Postgres.PASSWORD)
        : DriverManager.getConnection("jdbc:" + database + ":" + directory.resolve("db"));
  }

  private void sql(String database, String... statements) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  private String asked(String database, String query) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      StringBuilder out = new StringBuilder();
      while (found.next()) {
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          out.append(found.getString(i)).append('|');
        }
      }
      return out.toString();
    }
  }

  private Place place(String url, String table) {
    return new Place(url, table, null, credentials);
  }

  private void write(Place place, Table table, boolean append) throws Exception {
    try (TableSink sink = Tables.create(place, table.schema(), new SinkOptions(append))) {
      sink.write(table.slice(0, table.rows() / 2));
      sink.write(table.slice(table.rows() / 2, table.rows()));
      sink.commit();
    }
  }

  private static Table read(Place place) {
    return Tables.read(place, CsvOptions.defaults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "duckdb", "sqlite"})
  void everyTypeComesBackAsItWas(String database) throws Exception {
    String url = url(database);
    Table table = Typed.table();
    write(place(url, "All Kinds"), table, false);
    Table read = read(place(url, "All Kinds"));
    boolean sqlite = database.equals("sqlite");
    List<String> differences = Typed.differences(Typed.inOrder(table), Typed.inOrder(read));
    // SQLite has no such types: texts, and booleans are 0 and 1, which the schema makes words
    // again.
    differences.removeIf(d -> sqlite && d.matches("(yes|instant|time), .*"));
    if (sqlite) {
      Table like =
          Tables.read(place(url, "All Kinds"), CsvOptions.builder().schema(table.schema()).build());
      assertThat(Typed.differences(Typed.inOrder(table), Typed.inOrder(like)))
          .allMatch(d -> d.startsWith("word")); // an empty text is missing there
    }
    assertThat(differences).isEmpty();
    if (!sqlite) {
      List<String> types = Typed.types(read);
      for (int c = 0; c < table.width(); c++) {
        String type = Typed.types(table).get(c);
        boolean duckdb =
            database.equals("duckdb"); // has no lengths of texts, and is not asked for UUIDs
        String there = duckdb && type.matches("string.*|uuid") ? "string" : type;
        assertThat(types.get(c)).as(table.column(c).name()).isEqualTo(there);
      }
      assertThat(
              asked(
                  database,
                  "select \"date\", \"money\", \"yes\", \"word\", \"code\" from \"All Kinds\""
                      + " where \"i32\" = 70004 order by \"d\" limit 1"))
          .isEqualTo(
              "2020-01-05|0.04|" + (database.equals("duckdb") ? "false" : "f") + "|ü\"x|01234|");
    }
    write(place(url, "All Kinds"), table, true);
    assertThat(read(place(url, "All Kinds")).rows()).isEqualTo(2 * Typed.ROWS);
    assertThatThrownBy(() -> write(place(url, "All Kinds"), table, false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there already")
        .hasMessageContaining("--append");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "duckdb", "sqlite"})
  void keysAreKept(String database) throws Exception {
    String url = url(database);
    sql(
        database,
        "create table city (id integer primary key, name varchar(20))",
        "create table visit (city integer references city(id), day date, n integer,"
            + " primary key (city, day))");
    StringBuilder cities = new StringBuilder("insert into city values (0, 'c0')");
    StringBuilder visits = new StringBuilder("insert into visit values (0, '2020-01-01', 0)");
    for (int i = 1; i < 60; i++) {
      cities.append(", (").append(i * 17).append(", 'c").append(i % 4).append("')");
    }
    for (int i = 1; i < 200; i++) {
      visits.append(", (").append(i % 60 * 17).append(", '2020-0").append(1 + i / 60);
      visits.append("-01', ").append(i % 7).append(')');
    }
    sql(database, cities.toString(), visits.toString());
    Table city = read(place(url, "city"));
    assertThat(city.schema().column("id").type()).isEqualTo(ColumnType.ID);
    assertThat(city.schema().column("name").type()).isEqualTo(ColumnType.CATEGORY);
    Table visit = read(place(url, "visit"));
    assertThat(visit.schema().key()).containsExactly("city", "day");
    assertThat(visit.schema().column("city").type())
        .isEqualTo(database.equals("duckdb") ? ColumnType.INTEGER : ColumnType.CATEGORY);
    if (!database.equals("duckdb")) {
      assertThat(visit.schema().column("city").categories()).hasSize(60);
    }
    write(place(url, "copy"), visit, false);
    assertThat(read(place(url, "copy")).schema().key()).containsExactly("city", "day");
    assertThatThrownBy(() -> write(place(url, "copy"), visit, true))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the database says");
    assertThat(asked(database, "select count(*) from copy")).isEqualTo("200|");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "duckdb", "sqlite"})
  void whatFailsLeavesNothing(String database) throws Exception {
    String url = url(database);
    Table table = Typed.table();
    try (TableSink sink = Tables.create(place(url, "t"), table.schema(), SinkOptions.defaults())) {
      sink.write(table);
    }
    assertThatThrownBy(() -> read(place(url, "t")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no table 't'");
    assertThatThrownBy(() -> read(new Place(url, null, "select nothing from nowhere", credentials)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the database says");
    sql(database, "create table small (i16 integer, d integer)");
    assertThatThrownBy(() -> write(place(url, "small"), table, true))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such column");
    assertThatThrownBy(() -> read(place(url, "small")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no rows");
    assertThatThrownBy(() -> read(new Place(url, null, null, credentials)))
        .hasMessageContaining("--table");
  }

  @Test
  void aRefusedLoginAndALostConnectionAreSentences() throws Exception {
    String url = url("postgresql");
    Files.writeString(credentials, "user=" + Postgres.USER + "\npassword=wrong\n");
    assertThatThrownBy(() -> read(place(url, "t")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("password authentication failed")
        .hasMessageContaining("SEMBLANCE_DB_PASSWORD")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("wrong"));
    keep();
    Table table = Typed.table();
    try (TableSink sink = Tables.create(place(url, "t"), table.schema(), SinkOptions.defaults())) {
      sink.write(table);
      sql(
          "postgresql",
          "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
              + " and backend_type = 'client backend'");
      assertThatThrownBy(() -> sink.write(table))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("the database says");
    }
    assertThat(asked("postgresql", "select count(*) from pg_tables where tablename = 't'"))
        .isEqualTo("0|");
    assertThatThrownBy(() -> read(place("jdbc:postgresql://127.0.0.1:1/x", "t")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Check that it runs");
    assertThatThrownBy(() -> read(place("jdbc:nosuch:x", "t"))).hasMessageContaining("driver");
  }

  /** Any cell of SQLite may hold anything. */
  @Test
  void aWordInAColumnOfNumbersIsTold() throws Exception {
    String url = url("sqlite");
    sql("sqlite", "create table t (n integer, day date)");
    for (int i = 0; i < 50; i++) {
      sql("sqlite", "insert into t values (" + i % 9 + ", '2021-02-0" + (1 + i % 9) + "')");
    }
    Table table = read(place(url, "t"));
    assertThat(table.schema().column("day").type()).isEqualTo(ColumnType.DATETIME);
    sql("sqlite", "insert into t values ('many', null)");
    assertThatThrownBy(() -> read(place(url, "t")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 51, column 'n'")
        .hasMessageContaining("'many'");
  }

  /** Its numbers are of 64 bits, whatever they are called. */
  @Test
  void numbersOfSqliteKeepTheirDigits() throws Exception {
    String url = url("sqlite");
    sql("sqlite", "create table t (n integer, x real)");
    for (int i = 0; i < 30; i++) {
      sql(
          "sqlite",
          "insert into t values (" + (i == 0 ? 1 : i * 400_000_000L) + ", 123456789.125)");
    }
    Table table = read(place(url, "t"));
    assertThat(Typed.types(table)).containsExactly("int64", "double");
    write(place(url, "u"), table, false);
    assertThat(asked("sqlite", "select max(n), max(x) from u"))
        .isEqualTo("11600000000|123456789.125|");
  }

  @Test
  void datesOfInfinityAreMissingAndSaid() throws Exception {
    String url = url("postgresql");
    sql(
        "postgresql",
        "create table t (d date, m timestamp, z timestamptz)",
        "insert into t select date '2020-01-01' + i, timestamp '2020-01-01', now() from"
            + " generate_series(1, 30) i",
        "insert into t values ('infinity', '-infinity', 'infinity')");
    java.util.List<String> warnings = new java.util.ArrayList<>();
    Table table =
        Tables.read(place(url, "t"), CsvOptions.builder().onWarning(warnings::add).build());
    assertThat(table.columns()).allMatch(c -> c.missingCount() == 1);
    assertThat(warnings).anyMatch(w -> w.contains("infinity"));
  }
}
