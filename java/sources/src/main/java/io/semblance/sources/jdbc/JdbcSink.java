package io.semblance.sources.jdbc;

import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.source.Place;
import io.semblance.data.source.SinkOptions;
import io.semblance.data.source.StoredCells;
import io.semblance.data.source.TableSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Rows that go into a table of a database, in batches and in one transaction. A new table gets the
 * types of the schema, and its key of several columns.
 */
final class JdbcSink implements TableSink {
  private static final int BATCH = 1_000;
  private static final int NANO_DIGITS = 9;

  private final Place place;
  private final Connection connection;
  private final Tabular table;
  private final boolean created;
  private final boolean sqlite;
  private final PreparedStatement insert;
  private boolean committed;

  private JdbcSink(
      Place place, Connection connection, Tabular table, boolean created, PreparedStatement insert)
      throws SQLException {
    this.place = place;
    this.connection = connection;
    this.table = table;
    this.created = created;
    this.sqlite = table.isSqlite();
    this.insert = insert;
  }

  static JdbcSink create(Place place, Schema schema, SinkOptions options) {
    requireTable(place);
    Connection connection = Connections.open(place);
    try {
      connection.setAutoCommit(false);
      Tabular table = new Tabular(place, connection);
      Set<String> there = table.columns();
      check(place, schema, options, there);
      if (there.isEmpty()) {
        try (Statement create = connection.createStatement()) {
          create.execute(declaration(table, schema));
        }
      }
      String names =
          schema.columns().stream()
              .map(c -> table.quoted(c.name()))
              .collect(Collectors.joining(", "));
      String marks = schema.columns().stream().map(c -> "?").collect(Collectors.joining(", "));
      PreparedStatement insert =
          connection.prepareStatement(
              "insert into " + table.quotedName() + " (" + names + ") values (" + marks + ")");
      return new JdbcSink(place, connection, table, there.isEmpty(), insert);
    } catch (SQLException | RuntimeException e) {
      try {
        connection.close(); // which rolls back
      } catch (SQLException closing) {
        e.addSuppressed(closing);
      }
      throw e instanceof SQLException sql ? Connections.fault(place, sql) : (RuntimeException) e;
    }
  }

  private static void requireTable(Place place) {
    if (place.table() == null) {
      throw DataException.builder("it is not said which table is to be written")
          .source(place.toString())
          .remedy("say --to-table NAME, or write the name behind a #")
          .build();
    }
  }

  /** Whether the table can be written, without touching anything. */
  static void check(Place place, Schema schema, SinkOptions options) {
    requireTable(place);
    try (Connection connection = Connections.open(place)) {
      check(place, schema, options, new Tabular(place, connection).columns());
    } catch (SQLException e) {
      throw Connections.fault(place, e);
    }
  }

  private static void check(Place place, Schema schema, SinkOptions options, Set<String> there) {
    if (there.isEmpty() && options.append()) {
      throw DataException.builder("there is no table to add rows to")
          .source(place.toString())
          .remedy("check its name, or leave --append out to make it")
          .build();
    }
    if (!there.isEmpty() && !options.append()) {
      throw DataException.builder("the table is there already")
          .source(place.toString())
          .remedy("name another one, or add --append to add rows to it")
          .build();
    }
    for (ColumnSchema column : schema.columns()) {
      if (!there.isEmpty() && !there.contains(column.name())) {
        throw DataException.builder("the table has no such column")
            .source(place.toString())
            .column(column.name())
            .remedy("add it, or write into a new table")
            .build();
      }
    }
  }

  private static String declaration(Tabular table, Schema schema) throws SQLException {
    boolean postgres = table.isPostgres();
    StringBuilder out = new StringBuilder("create table ").append(table.quotedName()).append(" (");
    String comma = "";
    for (ColumnSchema column : schema.columns()) {
      out.append(comma)
          .append(table.quoted(column.name()))
          .append(' ')
          .append(JdbcTypes.declared(StoredCells.type(column), postgres));
      comma = ", ";
    }
    if (!schema.key().isEmpty()) {
      out.append(", primary key (")
          .append(
              schema.key().stream()
                  .map(name -> table.quoted(name))
                  .collect(Collectors.joining(", ")))
          .append(')');
    }
    return out.append(')').toString();
  }

  @Override
  public void write(Table part) {
    List<StoredCells> cells = StoredCells.of(part.columns());
    try {
      for (int row = 0; row < part.rows(); row++) {
        for (int i = 0; i < cells.size(); i++) {
          set(i + 1, cells.get(i), row);
        }
        insert.addBatch();
        if (row % BATCH == BATCH - 1 || row == part.rows() - 1) {
          insert.executeBatch();
        }
      }
    } catch (SQLException e) {
      throw Connections.fault(place, e);
    }
  }

  private void set(int at, StoredCells cells, int row) throws SQLException {
    if (cells.isMissing(row)) {
      insert.setNull(at, Types.NULL);
      return;
    }
    switch (cells.type().kind()) {
      case BOOLEAN -> {
        if (sqlite) {
          insert.setInt(at, (int) cells.whole(row));
        } else {
          insert.setBoolean(at, cells.whole(row) != 0);
        }
      }
      case INT16, INT32 -> insert.setInt(at, Math.toIntExact(cells.whole(row)));
      case INT64 -> insert.setLong(at, cells.whole(row));
      case FLOAT -> insert.setFloat(at, (float) cells.real(row));
      case DOUBLE -> insert.setDouble(at, cells.real(row));
      case DECIMAL -> insert.setBigDecimal(at, cells.decimal(row));
      case STRING -> insert.setString(at, cells.text(row));
      case UUID -> setOr(at, UUID.fromString(cells.text(row)), cells.text(row));
      case DATE -> {
        LocalDate date = LocalDate.ofEpochDay(cells.whole(row));
        setOr(at, date, date.toString());
      }
      case TIME -> {
        LocalTime time = LocalTime.ofNanoOfDay(cells.whole(row, NANO_DIGITS));
        setOr(at, time, cells.text(row));
      }
      case TIMESTAMP ->
          setOr(
              at,
              Instant.ofEpochMilli(cells.whole(row, 3)).atOffset(ZoneOffset.UTC).toLocalDateTime(),
              cells.text(row));
      case INSTANT ->
          setOr(
              at,
              Instant.ofEpochMilli(cells.whole(row, 3)).atOffset(ZoneOffset.UTC),
              cells.text(row));
    }
  }

  /** SQLite has texts for what it has no type for. */
  private void setOr(int at, Object value, String text) throws SQLException {
    if (sqlite) {
      insert.setString(at, text);
    } else {
      insert.setObject(at, value);
    }
  }

  @Override
  public void commit() {
    try {
      insert.close();
      connection.commit();
      committed = true;
    } catch (SQLException e) {
      throw Connections.fault(place, e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      if (!committed) {
        connection.rollback();
        dropLeftover();
      }
    } catch (SQLException e) {
      if (committed) {
        throw Connections.fault(place, e);
      }
      // What is being thrown says more; without a commit nothing is there.
    }
  }

  /** Some databases commit a new table by themselves. */
  private void dropLeftover() throws SQLException {
    if (created && table.exists()) {
      try (Statement drop = connection.createStatement()) {
        drop.execute("drop table " + table.quotedName());
      }
      connection.commit();
    }
  }
}
