package io.semblance.data.series;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A column of a time and what it tells of it.
 *
 * @param schema the column, with the bounds it had in the table
 * @param part what it tells
 */
record TimeColumn(ColumnSchema schema, TimePart part) {
  private static final String NAMES =
      "year (yr, yyyy), month (mon, mnth), day (mday, dom), hour (hr), minute (min), second (sec) or"
          + " dayofyear (yday)";

  String name() {
    return schema.name();
  }

  /**
   * The roles of the columns of a time.
   *
   * @throws DataException when they cannot tell a time
   */
  static List<TimeColumn> of(Schema schema, List<String> names) {
    List<TimeColumn> columns = new ArrayList<>();
    for (String name : names) {
      ColumnSchema column = schema.column(name);
      if (!column.type().isNumeric()) {
        throw DataException.builder(
                "it is of type " + column.type().label() + ", which has no order in time")
            .column(name)
            .remedy(
                names.size() == 1
                    ? "if it holds moments, read it as such: --type " + name + "=datetime"
                    : "if it holds numbers, read it as such: --type " + name + "=integer")
            .build();
      }
      columns.add(new TimeColumn(column, names.size() == 1 ? TimePart.ITSELF : part(column)));
    }
    check(columns);
    return columns;
  }

  private static TimePart part(ColumnSchema column) {
    if (column.type() == ColumnType.DATETIME) {
      return TimePart.DATE;
    }
    if (column.type() == ColumnType.TIME) {
      return TimePart.CLOCK;
    }
    List<TimePart> parts = TimePart.named(column.name());
    if (parts.isEmpty() || parts.get(0).isWeekday()) {
      throw DataException.builder("it is one of several columns of the time, but no known part")
          .column(column.name())
          .remedy("give one column of time, or a date and parts named " + NAMES)
          .build();
    }
    if (column.type() != ColumnType.INTEGER) {
      throw DataException.builder(
              "it is of type " + column.type().label() + " where whole numbers are needed")
          .column(column.name())
          .remedy("read it as such: --type " + column.name() + "=integer")
          .build();
    }
    return parts.get(0);
  }

  /** Refuses parts that make no time together. */
  static void check(List<TimeColumn> columns) {
    Map<TimePart, String> found = new EnumMap<>(TimePart.class);
    for (TimeColumn column : columns) {
      String before = found.put(column.part, column.name());
      if (before != null) {
        throw DataException.builder("it tells the " + column.part.label() + ", as " + before)
            .column(column.name())
            .remedy("name one of them as a column of the time")
            .build();
      }
    }
    boolean year = found.containsKey(TimePart.YEAR);
    clash(found, TimePart.DATE, TimePart.YEAR, TimePart.MONTH, TimePart.DAY, TimePart.DAY_OF_YEAR);
    clash(found, TimePart.CLOCK, TimePart.HOUR, TimePart.MINUTE, TimePart.SECOND);
    clash(found, TimePart.DAY_OF_YEAR, TimePart.MONTH, TimePart.DAY);
    for (TimePart part : List.of(TimePart.MONTH, TimePart.DAY_OF_YEAR)) {
      if (found.containsKey(part) && !year) {
        throw DataException.builder(
                "it is a "
                    + part.label()
                    + " without a year, so how far apart two rows are is not known")
            .column(found.get(part))
            .remedy("add the column of the year to the time")
            .build();
      }
    }
  }

  private static void clash(Map<TimePart, String> found, TimePart whole, TimePart... parts) {
    for (TimePart part : parts) {
      if (found.containsKey(whole) && found.containsKey(part)) {
        throw DataException.builder(
                "it tells the " + part.label() + ", which " + found.get(whole) + " tells already")
            .column(found.get(part))
            .remedy("leave it out of the time; it may still follow from it")
            .build();
      }
    }
  }

  /**
   * The cells of this column in a table.
   *
   * @throws DataException when the table lacks it, has it of another type, or a cell is missing
   */
  double[] values(Table table) {
    Column column = table.column(name());
    if (column.schema().type() != schema.type()) {
      throw DataException.builder(
              "it is of type "
                  + column.schema().type().label()
                  + " where a "
                  + schema.type().label()
                  + " is needed")
          .column(name())
          .remedy("read it as such: --type " + name() + "=" + schema.type().label())
          .build();
    }
    if (column.missingCount() > 0) {
      throw missing(column, "when this row was");
    }
    return ((NumericColumn) column).values();
  }

  /** The error for the first missing cell of a column. */
  static DataException missing(Column column, String lost) {
    int row = 0;
    while (!column.isMissing(row)) {
      row++;
    }
    int more = column.missingCount() - 1;
    return DataException.builder(
            "row "
                + (row + 1)
                + (more > 0 ? " and " + more + " more have" : " has")
                + " no value, so it is not known "
                + lost)
        .column(column.name())
        .remedy("fill in the cell, or leave out the row")
        .build();
  }
}
