package io.semblance.sources.jdbc;

import io.semblance.data.DataException;
import io.semblance.data.StoredType;
import io.semblance.data.StoredType.Kind;
import io.semblance.data.infer.RawColumn;
import io.semblance.data.infer.RawRows;
import io.semblance.data.infer.RawTable;
import io.semblance.data.infer.StoredColumn;
import io.semblance.data.infer.StoredColumn.Role;
import io.semblance.data.infer.StoredText;
import io.semblance.data.source.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The rows of a table or of a query, which stream. Types and keys are those of the metadata;
 * arrays, structures and bytes are left out, which is said. SQLite holds dates as text or numbers,
 * and any cell may be of any type, so there texts tell what dates are.
 */
final class JdbcRows implements RawRows {
  private static final int FETCHED = 10_000;
  private static final int LOOK = 8_192;

  /** What PostgreSQL's driver makes of infinity. */
  private static final Set<Object> ENDLESS =
      Set.of(
          LocalDate.MAX,
          LocalDate.MIN,
          LocalDateTime.MAX,
          LocalDateTime.MIN,
          OffsetDateTime.MAX,
          OffsetDateTime.MIN);

  private final Place place;
  private final Consumer<String> onWarning;
  private boolean toldEndless;
  private final Connection connection;
  private final List<StoredColumn> columns = new ArrayList<>();
  private final List<Integer> positions = new ArrayList<>();
  private ResultSet rows;
  private boolean more;

  /** Classes of objects that the driver has, but does not give when asked for. */
  private final Set<Class<?>> own = new HashSet<>();

  private JdbcRows(Place place, Connection connection, Consumer<String> onWarning) {
    this.onWarning = onWarning;
    this.place = place;
    this.connection = connection;
  }

  /**
   * Asks for the rows.
   *
   * @throws DataException when there is no such table, or the database refuses
   */
  static JdbcRows open(Place place, Consumer<String> onWarning) {
    if ((place.table() == null) == (place.query() == null)) {
      throw DataException.builder("it is not said which table of the database is meant")
          .source(place.toString())
          .remedy("say --table NAME or --query SQL, or write the name behind a #")
          .build();
    }
    JdbcRows rows = new JdbcRows(place, Connections.open(place), onWarning);
    try {
      rows.ask();
      return rows;
    } catch (SQLException e) {
      rows.closeQuietly();
      throw Connections.fault(place, e);
    } catch (RuntimeException e) {
      rows.closeQuietly();
      throw e;
    }
  }

  private void ask() throws SQLException {
    connection.setAutoCommit(false); // or some drivers fetch all rows at once
    Set<String> primary = new LinkedHashSet<>();
    Set<String> foreign = Set.of();
    String product = connection.getMetaData().getDatabaseProductName();
    boolean sqlite = product.contains("SQLite");
    String query = place.query();
    if (query == null) {
      Tabular table = new Tabular(place, connection);
      table.require();
      primary.addAll(table.primaryKey());
      foreign = table.foreignKeys();
      query = "select * from " + table.quotedName();
      if (!primary.isEmpty()) { // else the rows come as they lie, now so and now so
        query += " order by " + String.join(", ", primary.stream().map(table::quoted).toList());
      }
    }
    Statement statement =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    statement.setFetchSize(FETCHED);
    rows = statement.executeQuery(query);
    ResultSetMetaData meta = rows.getMetaData();
    List<String> out = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      String name = meta.getColumnLabel(i);
      StoredType type = JdbcTypes.of(meta, i, product);
      if (type == null) {
        out.add(name);
        continue;
      }
      if (columns.stream().anyMatch(c -> c.name().equals(name))) {
        throw DataException.builder("two columns of the query have this name")
            .source(place.toString())
            .column(name)
            .remedy("give one of them another name: select ... as ...")
            .build();
      }
      StoredType known = sqlite && isTimed(type) ? null : type;
      columns.add(new StoredColumn(name, known, roles(name, primary, foreign)));
      positions.add(i);
    }
    if (!out.isEmpty()) {
      onWarning.accept(
          place
              + ": arrays, structures and bytes are no cells of a table; left out: "
              + String.join(", ", out));
    }
    more = !columns.isEmpty() && rows.next();
    if (!more) {
      throw DataException.builder(
              columns.isEmpty() ? "none of its columns can be read" : "there are no rows")
          .source(place.toString())
          .remedy("give a table with rows")
          .build();
    }
  }

  private static Set<Role> roles(String name, Set<String> primary, Set<String> foreign) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (primary.contains(name)) {
      roles.add(primary.size() == 1 ? Role.KEY : Role.KEY_PART);
    }
    if (foreign.contains(name)) {
      roles.add(Role.FOREIGN);
    }
    return roles;
  }

  private static boolean isTimed(StoredType type) {
    return switch (type.kind()) {
      case DATE, TIME, TIMESTAMP, INSTANT -> true;
      case BOOLEAN, INT16, INT32, INT64, FLOAT, DOUBLE, DECIMAL, STRING, UUID -> false;
    };
  }

  @Override
  public String source() {
    return place.toString();
  }

  @Override
  public List<String> names() {
    return columns.stream().map(StoredColumn::name).toList();
  }

  @Override
  public boolean more() {
    return more;
  }

  @Override
  public RawTable read(long mostCells, long mostTextBytes) {
    List<RawColumn> portion = new ArrayList<>();
    columns.forEach(column -> portion.add(new RawColumn()));
    long mostRows = Math.max(1, mostCells / columns.size());
    try {
      for (long row = 0; more && row < mostRows; row++) {
        for (int i = 0; i < portion.size(); i++) {
          add(positions.get(i), columns.get(i).type(), portion.get(i));
        }
        more = rows.next();
        if (row % LOOK == 0
            && portion.stream().mapToLong(RawColumn::textBytes).sum() > mostTextBytes) {
          break;
        }
      }
    } catch (SQLException e) {
      throw Connections.fault(place, e);
    }
    return new RawTable(place.toString(), columns, portion);
  }

  private void add(int at, StoredType typeOrNull, RawColumn out) throws SQLException {
    Object cell =
        switch (typeOrNull == null ? Kind.STRING : typeOrNull.kind()) {
          case DATE -> object(at, LocalDate.class);
          case TIME -> object(at, LocalTime.class);
          case TIMESTAMP -> object(at, LocalDateTime.class);
          case INSTANT -> object(at, OffsetDateTime.class);
          case BOOLEAN, INT16, INT32, INT64, FLOAT, DOUBLE, DECIMAL, UUID -> rows.getObject(at);
          case STRING -> rows.getString(at);
        };
    boolean endless = cell != null && ENDLESS.contains(cell);
    if (endless && !toldEndless) {
      toldEndless = true;
      onWarning.accept(place + ": dates of infinity are taken as missing");
    }
    if (cell == null || endless) {
      out.addMissing();
    } else {
      out.add(StoredText.of(cell));
    }
  }

  /** DuckDB's driver gives times of day only unasked. */
  private <T> T object(int at, Class<T> as) throws SQLException {
    if (own.contains(as)) {
      return as.cast(rows.getObject(at));
    }
    try {
      return rows.getObject(at, as);
    } catch (SQLException e) {
      Object object = rows.getObject(at);
      if (!as.isInstance(object)) {
        throw e;
      }
      own.add(as);
      return as.cast(object);
    }
  }

  private void closeQuietly() {
    try {
      connection.close();
    } catch (SQLException e) {
      // What is being thrown says more.
    }
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback(); // nothing was changed
    } catch (SQLException e) {
      // All that was asked for was read, or something was thrown that says more.
    }
  }
}
