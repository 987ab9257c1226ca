package io.semblance.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A columnar, typed table. Immutable by contract; slices and selections copy what they hold. */
public final class Table {
  private final Schema schema;
  private final List<Column> columns;
  private final int rows;

  private Table(List<Column> columns, char delimiter) {
    if (columns.isEmpty()) {
      throw new DataException("a table needs at least one column");
    }
    rows = columns.get(0).size();
    List<ColumnSchema> schemas = new ArrayList<>(columns.size());
    for (Column column : columns) {
      if (column.size() != rows) {
        throw DataException.builder(
                column.size() + " rows where the columns before have " + rows + " rows")
            .column(column.name())
            .build();
      }
      schemas.add(column.schema());
    }
    this.columns = List.copyOf(columns);
    this.schema = Schema.of(schemas).withDelimiter(delimiter);
  }

  /**
   * A table of the given columns.
   *
   * @throws DataException when there are none, when their lengths differ or two share a name
   */
  public static Table of(List<? extends Column> columns) {
    return new Table(new ArrayList<>(columns), Schema.COMMA);
  }

  /** This table as one of a file with another delimiter. */
  public Table withDelimiter(char delimiter) {
    return delimiter == schema.delimiter() ? this : new Table(columns, delimiter);
  }

  /** The columns' names, types and bounds. */
  public Schema schema() {
    return schema;
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** How many columns there are. */
  public int width() {
    return columns.size();
  }

  /** All columns, in order. */
  public List<Column> columns() {
    return columns;
  }

  /** The column at a position, counted from 0. */
  public Column column(int position) {
    return columns.get(position);
  }

  /**
   * The column of a name.
   *
   * @throws DataException when there is none
   */
  public Column column(String name) {
    return columns.get(schema.indexOf(name));
  }

  /**
   * The column at a position as numbers.
   *
   * @throws DataException when it holds labels
   */
  public NumericColumn numeric(int position) {
    Column column = columns.get(position);
    if (column instanceof NumericColumn) {
      return (NumericColumn) column;
    }
    throw wrongKind(column, ColumnType.sentence(ColumnType::isNumeric));
  }

  /**
   * The column at a position as labels.
   *
   * @throws DataException when it holds numbers
   */
  public CategoricalColumn categorical(int position) {
    Column column = columns.get(position);
    if (column instanceof CategoricalColumn) {
      return (CategoricalColumn) column;
    }
    throw wrongKind(column, ColumnType.sentence(type -> !type.isNumeric()));
  }

  private static DataException wrongKind(Column column, String wanted) {
    return DataException.builder(
            "it is of type " + column.schema().type().label() + " where " + wanted + " is needed")
        .column(column.name())
        .remedy("choose another column or another type for it")
        .build();
  }

  /** The given rows, counted from 0, in that order; rows may repeat. */
  public Table select(int[] rowNumbers) {
    List<Column> out = new ArrayList<>(columns.size());
    for (Column column : columns) {
      out.add(column.select(rowNumbers));
    }
    return new Table(out, schema.delimiter());
  }

  /** The rows from {@code from} to before {@code to}. */
  public Table slice(int from, int to) {
    if (from < 0 || to < from || to > rows) {
      throw new IndexOutOfBoundsException("rows " + from + " to " + to + " of " + rows);
    }
    List<Column> out = new ArrayList<>(columns.size());
    for (Column column : columns) {
      out.add(column.slice(from, to));
    }
    return new Table(out, schema.delimiter());
  }

  /**
   * The named columns, in the given order.
   *
   * @throws DataException when one does not exist or is named twice
   */
  public Table selectColumns(List<String> names) {
    List<Column> out = new ArrayList<>(names.size());
    for (String name : names) {
      out.add(column(name));
    }
    return new Table(out, schema.delimiter());
  }

  /**
   * All columns but the named ones.
   *
   * @throws DataException when one does not exist or none is left
   */
  public Table withoutColumns(List<String> names) {
    for (String name : names) {
      schema.indexOf(name);
    }
    List<Column> out = new ArrayList<>();
    for (Column column : columns) {
      if (!names.contains(column.name())) {
        out.add(column);
      }
    }
    return new Table(out, schema.delimiter());
  }

  /** This table with the column of the same name replaced. */
  public Table with(Column replacement) {
    List<Column> out = new ArrayList<>(columns);
    out.set(schema.indexOf(replacement.name()), replacement);
    return new Table(out, schema.delimiter());
  }

  /** The rows that equal no row before them, in order. Identifiers take part in the comparison. */
  public Table withoutDuplicateRows() {
    return select(DistinctRows.firstOfEach(this));
  }

  /**
   * The rows of all tables, one after the other. The columns must agree in name, order and type;
   * labels are matched by text, and those of later tables are appended where they are new.
   *
   * @throws DataException when the tables do not fit together or there are none
   */
  public static Table concat(List<Table> tables) {
    if (tables.isEmpty()) {
      throw new DataException("there is no table to put together");
    }
    if (tables.size() == 1) {
      return tables.get(0);
    }
    List<Column> out = new ArrayList<>();
    for (int i = 0; i < tables.get(0).width(); i++) {
      List<Column> parts = new ArrayList<>(tables.size());
      for (Table table : tables) {
        if (table.width() != tables.get(0).width()) {
          throw new DataException(
              "tables of " + tables.get(0).width() + " and " + table.width() + " columns");
        }
        parts.add(table.column(i));
      }
      out.add(Columns.concat(parts));
    }
    return new Table(out, tables.get(0).schema.delimiter());
  }

  @Override
  public String toString() {
    return rows + " rows of " + schema;
  }

  /** Finds the first of each group of equal rows. */
  private static final class DistinctRows {
    private DistinctRows() {}

    static int[] firstOfEach(Table table) {
      int n = table.rows;
      long[] hashes = new long[n];
      for (Column column : table.columns) {
        for (int row = 0; row < n; row++) {
          hashes[row] = Hash.mix(hashes[row] ^ cellKey(column, row));
        }
      }
      int capacity = Integer.highestOneBit(Math.max(16, n)) << 1;
      int[] slots = new int[capacity];
      Arrays.fill(slots, -1);
      int[] kept = new int[n];
      int count = 0;
      for (int row = 0; row < n; row++) {
        int slot = (int) hashes[row] & (capacity - 1);
        boolean fresh = true;
        while (slots[slot] >= 0) {
          int other = slots[slot];
          if (hashes[other] == hashes[row] && equalRows(table, other, row)) {
            fresh = false;
            break;
          }
          slot = (slot + 1) & (capacity - 1);
        }
        if (fresh) {
          slots[slot] = row;
          kept[count++] = row;
        }
      }
      return Arrays.copyOf(kept, count);
    }

    private static long cellKey(Column column, int row) {
      return column instanceof NumericColumn
          ? Double.doubleToLongBits(((NumericColumn) column).value(row) + 0.0)
          : ((CategoricalColumn) column).code(row);
    }

    private static boolean equalRows(Table table, int a, int b) {
      for (Column column : table.columns) {
        if (cellKey(column, a) != cellKey(column, b)) {
          return false;
        }
      }
      return true;
    }
  }
}
