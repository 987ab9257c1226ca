package io.semblance.sources.jdbc;

import io.semblance.data.StoredType;
import io.semblance.data.StoredType.Kind;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/** Types of SQL, and what they are here. */
final class JdbcTypes {
  /** Drivers say so, or thousands of millions, where a text may be of any length. */
  private static final int ANY_LENGTH = 1 << 20;

  /** Digits of a second where nothing is told of them. */
  private static final int MICROS = 6;

  private static final int MOST_DIGITS = 1_000;

  private JdbcTypes() {}

  /**
   * What a column is; null for one that no column of a table can be.
   *
   * @param product the database; DuckDB's driver says 0 of the digits of a second
   */
  static StoredType of(ResultSetMetaData meta, int column, String product) throws SQLException {
    boolean duckdb = product.contains("DuckDB");
    boolean sqlite = product.contains("SQLite"); // whose numbers are all of 64 bits
    String name = meta.getColumnTypeName(column);
    String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
    int scale = meta.getScale(column);
    int digits = duckdb || scale < 0 || scale > 9 ? MICROS : scale;
    int precision = meta.getPrecision(column);
    if (lower.equals("uuid")) {
      return StoredType.of(Kind.UUID);
    }
    if (lower.equals("timestamptz") || lower.startsWith("timestamp with time zone")) {
      return StoredType.timed(Kind.INSTANT, digits);
    }
    return switch (meta.getColumnType(column)) {
      case Types.BOOLEAN -> StoredType.of(Kind.BOOLEAN);
      case Types.BIT -> precision > 1 ? null : StoredType.of(Kind.BOOLEAN);
      case Types.TINYINT, Types.SMALLINT -> StoredType.of(sqlite ? Kind.INT64 : Kind.INT16);
      case Types.INTEGER -> StoredType.of(sqlite ? Kind.INT64 : Kind.INT32);
      case Types.BIGINT -> StoredType.of(Kind.INT64);
      case Types.REAL -> StoredType.of(sqlite ? Kind.DOUBLE : Kind.FLOAT);
      case Types.FLOAT -> StoredType.of(duckdb ? Kind.FLOAT : Kind.DOUBLE);
      case Types.DOUBLE -> StoredType.of(Kind.DOUBLE);
      case Types.NUMERIC, Types.DECIMAL ->
          precision <= 0 || precision > MOST_DIGITS || scale < 0 || scale > precision
              ? StoredType.decimal(0, 0)
              : StoredType.decimal(precision, scale);
      case Types.CHAR,
          Types.VARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB ->
          new StoredType(Kind.STRING, precision < 1 || precision > ANY_LENGTH ? 0 : precision, 0);
      case Types.DATE -> StoredType.of(Kind.DATE);
      case Types.TIME, Types.TIME_WITH_TIMEZONE -> StoredType.timed(Kind.TIME, digits);
      case Types.TIMESTAMP -> StoredType.timed(Kind.TIMESTAMP, digits);
      case Types.TIMESTAMP_WITH_TIMEZONE -> StoredType.timed(Kind.INSTANT, digits);
      case Types.OTHER -> lower.isEmpty() || isNested(lower) ? null : StoredType.of(Kind.STRING);
      default -> null;
    };
  }

  private static boolean isNested(String type) {
    return type.startsWith("_")
        || type.endsWith("]")
        || type.startsWith("bytea")
        || type.startsWith("struct")
        || type.startsWith("map");
  }

  /** How a column of a new table is declared. */
  static String declared(StoredType type, boolean postgres) {
    String digits = postgres ? "(" + Math.min(6, type.scale()) + ")" : "";
    return switch (type.kind()) {
      case BOOLEAN -> "boolean";
      case INT16 -> "smallint";
      case INT32 -> "integer";
      case INT64 -> "bigint";
      case FLOAT -> "real";
      case DOUBLE -> "double precision";
      case DECIMAL ->
          type.precision() == 0
              ? "numeric"
              : "numeric(" + type.precision() + "," + type.scale() + ")";
      case STRING -> type.precision() == 0 ? "text" : "varchar(" + type.precision() + ")";
      case UUID -> postgres ? "uuid" : "varchar(36)";
      case DATE -> "date";
      case TIME -> "time" + digits;
      case TIMESTAMP -> "timestamp" + digits;
      case INSTANT -> "timestamp" + digits + " with time zone";
    };
  }
}
