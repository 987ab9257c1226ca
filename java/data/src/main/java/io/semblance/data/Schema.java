package io.semblance.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a table, in order, with unique names, and the delimiter of the file that they come
 * from. Immutable.
 */
public final class Schema {
  /** The delimiter of tables that come from no file. */
  public static final char COMMA = ',';

  private final List<ColumnSchema> columns;
  private final char delimiter;
  private final Map<String, Integer> positions;

  private Schema(List<ColumnSchema> columns, char delimiter) {
    this.columns = List.copyOf(columns);
    this.delimiter = delimiter;
    this.positions = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Integer before = positions.put(columns.get(i).name(), i);
      if (before != null) {
        throw DataException.builder(
                "columns " + (before + 1) + " and " + (i + 1) + " have the same name")
            .column(columns.get(i).name())
            .remedy("rename one of them")
            .build();
      }
    }
  }

  /**
   * A schema of the given columns, delimited by commas.
   *
   * @throws DataException when two columns share a name
   */
  public static Schema of(List<ColumnSchema> columns) {
    return new Schema(columns, COMMA);
  }

  /**
   * This schema for a file with another delimiter.
   *
   * @throws DataException when it is a quote or a line end
   */
  public Schema withDelimiter(char other) {
    if (other == '"' || other == '\n' || other == '\r') {
      throw DataException.builder("'" + other + "' cannot delimit cells")
          .remedy("use one character such as ; or a tab")
          .build();
    }
    return other == delimiter ? this : new Schema(columns, other);
  }

  /** What stands between the cells of a line in the file; a comma if there is no file. */
  public char delimiter() {
    return delimiter;
  }

  /** The columns, in the order of the table. */
  public List<ColumnSchema> columns() {
    return columns;
  }

  /** How many columns there are. */
  public int size() {
    return columns.size();
  }

  /** The names, in the order of the table. */
  public List<String> names() {
    List<String> names = new ArrayList<>(columns.size());
    for (ColumnSchema column : columns) {
      names.add(column.name());
    }
    return names;
  }

  /**
   * The columns that name rows together, as a primary key of several does; empty if there is none.
   */
  public List<String> key() {
    List<String> key =
        columns.stream().filter(ColumnSchema::keyPart).map(ColumnSchema::name).toList();
    return key.size() > 1 ? key : List.of();
  }

  /** Whether there is a column of this name. */
  public boolean has(String name) {
    return positions.containsKey(name);
  }

  /**
   * The position of a column, counted from 0.
   *
   * @throws DataException when there is none; the message offers the nearest name
   */
  public int indexOf(String name) {
    Integer position = positions.get(name);
    if (position != null) {
      return position;
    }
    throw unknownColumn(name, names());
  }

  /** The column at a position, counted from 0. */
  public ColumnSchema column(int position) {
    return columns.get(position);
  }

  /**
   * The column of a name.
   *
   * @throws DataException when there is none
   */
  public ColumnSchema column(String name) {
    return columns.get(indexOf(name));
  }

  /**
   * This schema with one column, found by name, replaced.
   *
   * @throws DataException when there is no column of that name
   */
  public Schema with(ColumnSchema replacement) {
    List<ColumnSchema> changed = new ArrayList<>(columns);
    changed.set(indexOf(replacement.name()), replacement);
    return new Schema(changed, delimiter);
  }

  /** The schema as indented JSON, meant to be edited by hand and read by {@link #fromJson}. */
  public String toJson() {
    return SchemaJson.write(this, null);
  }

  /**
   * Reads what {@link #toJson} wrote, or a person.
   *
   * @param sourceName the file or place that the text comes from, for messages
   * @throws DataException when the text is not JSON or says something impossible
   */
  public static Schema fromJson(String json, String sourceName) {
    return SchemaJson.read(json, sourceName);
  }

  /** The error for a column name that does not exist, with the nearest name that does. */
  public static DataException unknownColumn(String name, List<String> names) {
    String guess =
        Text.nearest(name, names).map(n -> "did you mean '" + Text.shorten(n) + "'? ").orElse("");
    return DataException.builder("there is no column '" + Text.shorten(name) + "'")
        .remedy(guess + "The columns are: " + Text.list(names, "columns"))
        .build();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Schema
        && ((Schema) o).columns.equals(columns)
        && ((Schema) o).delimiter == delimiter;
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  @Override
  public String toString() {
    return columns.toString();
  }
}
