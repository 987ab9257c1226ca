package io.semblance.sources.jdbc;

import io.semblance.data.DataException;
import io.semblance.data.source.Place;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** A table of a database, by its metadata. */
final class Tabular {
  private final Place place;
  private final DatabaseMetaData meta;
  private final String schema; // null: the one of the connection
  private final String name;
  private final String quote;

  Tabular(Place place, Connection connection) throws SQLException {
    this.place = place;
    this.meta = connection.getMetaData();
    String text = place.table();
    int dot = text.lastIndexOf('.');
    this.schema = dot < 0 ? null : text.substring(0, dot);
    this.name = text.substring(dot + 1);
    String told = meta.getIdentifierQuoteString();
    this.quote = told == null || told.isBlank() ? "\"" : told;
  }

  String quoted(String identifier) {
    return quote + identifier.replace(quote, quote + quote) + quote;
  }

  /** The name as statements have it. */
  String quotedName() {
    return schema == null ? quoted(name) : quoted(schema) + "." + quoted(name);
  }

  boolean isSqlite() throws SQLException {
    return product().contains("sqlite");
  }

  boolean isPostgres() throws SQLException {
    return product().contains("postgres");
  }

  private String product() throws SQLException {
    return meta.getDatabaseProductName().toLowerCase(Locale.ROOT);
  }

  boolean exists() throws SQLException {
    return !columns().isEmpty();
  }

  /** The names of its columns; none if there is no such table. */
  Set<String> columns() throws SQLException {
    Set<String> columns = new LinkedHashSet<>();
    String owner = null;
    try (ResultSet found = meta.getColumns(null, escaped(schemaOrCurrent()), escaped(name), null)) {
      while (found.next()) {
        String of = found.getString("TABLE_SCHEM");
        owner = columns.isEmpty() ? of : owner;
        if (owner == null || owner.equals(of)) {
          columns.add(found.getString("COLUMN_NAME"));
        }
      }
    }
    return columns;
  }

  private String schemaOrCurrent() throws SQLException {
    if (schema != null) {
      return schema;
    }
    try {
      return meta.getConnection().getSchema();
    } catch (SQLException | AbstractMethodError e) {
      return null; // it knows no schemas
    }
  }

  private String escaped(String pattern) throws SQLException {
    String escape = meta.getSearchStringEscape();
    return pattern == null || escape == null || escape.isEmpty()
        ? pattern
        : pattern
            .replace(escape, escape + escape)
            .replace("_", escape + "_")
            .replace("%", escape + "%");
  }

  /** The columns of the primary key, in its order; none if there is no key. */
  List<String> primaryKey() throws SQLException {
    TreeMap<Integer, String> columns = new TreeMap<>();
    try (ResultSet found = meta.getPrimaryKeys(null, schemaOrCurrent(), name)) {
      while (found.next()) {
        columns.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME"));
      }
    }
    return new ArrayList<>(columns.values());
  }

  /** Columns whose cells name rows of other tables. */
  Set<String> foreignKeys() throws SQLException {
    Set<String> columns = new LinkedHashSet<>();
    try (ResultSet found = meta.getImportedKeys(null, schemaOrCurrent(), name)) {
      while (found.next()) {
        columns.add(found.getString("FKCOLUMN_NAME"));
      }
    } catch (SQLException e) {
      return Set.of(); // not every driver tells
    }
    return columns;
  }

  /** Refuses what is no table. */
  void require() throws SQLException {
    if (!exists()) {
      throw DataException.builder("there is no table '" + place.table() + "'")
          .source(place.toString())
          .remedy(
              "check its name, in the case that the database has it, and what this user may see")
          .build();
    }
  }
}
