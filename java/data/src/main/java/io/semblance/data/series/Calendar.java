package io.semblance.data.series;

import io.semblance.data.DataException;
import io.semblance.data.NumberText;
import io.semblance.data.Table;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts several columns together to a moment in milliseconds, and takes it apart again.
 *
 * <p>With a year or a date, the moment is one of the calendar. Without, it is counted from the
 * start of day 1, hour 0, and the greatest part has no upper bound.
 */
final class Calendar {
  private final List<TimeColumn> columns;
  private final boolean dated;

  /** Positions of the parts of fixed size that no date has, greatest first. */
  private final List<Integer> clocks = new ArrayList<>();

  Calendar(List<TimeColumn> columns) {
    this.columns = columns;
    dated = columns.stream().anyMatch(c -> c.part() == TimePart.YEAR || c.part() == TimePart.DATE);
    for (int i = 0; i < columns.size(); i++) {
      if (!(dated && columns.get(i).part().isOfDate())) {
        clocks.add(i);
      }
    }
    clocks.sort(Comparator.comparingLong(i -> -columns.get(i).part().unit()));
  }

  /** Whether the moments are of the calendar. */
  boolean dated() {
    return dated;
  }

  /** The columns without a date, greatest part first. */
  List<TimeColumn> clocks() {
    return clocks.stream().map(columns::get).toList();
  }

  /** The least distance of two moments, in milliseconds; a day where only months are told. */
  double resolution() {
    long least = TimePart.MILLIS_OF_DAY;
    for (TimeColumn column : columns) {
      boolean clock = column.part() == TimePart.CLOCK;
      long unit = clock ? column.schema().resolutionMillis() : column.part().unit();
      least = unit > 0 ? Math.min(least, unit) : least;
    }
    return least;
  }

  double[] instants(Table table) {
    List<double[]> values = new ArrayList<>();
    for (TimeColumn column : columns) {
      values.add(column.values(table));
    }
    double[] instants = new double[table.rows()];
    double[] row = new double[columns.size()];
    for (int i = 0; i < instants.length; i++) {
      for (int k = 0; k < row.length; k++) {
        row[k] = values.get(k)[i];
      }
      instants[i] = moment(row, i);
    }
    return instants;
  }

  /**
   * The moment that the cells of a row tell.
   *
   * @param row its number, counted from 0, for messages; -1 for none
   */
  double moment(double[] cells, int row) {
    double sum = dated ? day(cells, row) * (double) TimePart.MILLIS_OF_DAY : 0;
    double room = dated ? TimePart.MILLIS_OF_DAY : Double.POSITIVE_INFINITY;
    for (int k : clocks) {
      TimePart part = columns.get(k).part();
      double counted = part == TimePart.DAY ? cells[k] - 1 : cells[k];
      double size = Math.rint(counted * part.unit());
      boolean whole = part == TimePart.CLOCK || cells[k] == Math.rint(cells[k]);
      if (!whole || size >= room || counted < 0) {
        String range =
            room == Double.POSITIVE_INFINITY
                ? "a whole number of at least " + (part == TimePart.DAY ? 1 : 0)
                : "a whole number from 0 to " + (Math.round(room / part.unit()) - 1);
        throw fault(k, cells[k], row, range + " was expected");
      }
      sum += size;
      room = part.unit();
    }
    return sum;
  }

  private long day(double[] cells, int row) {
    int year = 1970;
    int month = 1;
    int day = 1;
    int ofYear = 0;
    int last = 0;
    for (int k = 0; k < cells.length; k++) {
      TimePart part = columns.get(k).part();
      if (!part.isOfDate()) {
        continue;
      }
      if (part == TimePart.DATE) {
        return date(cells[k], k, row);
      }
      boolean whole = cells[k] == Math.rint(cells[k]) && Math.abs(cells[k]) < 1e6;
      if (!whole) {
        throw fault(k, cells[k], row, "a whole number was expected");
      }
      int value = (int) cells[k];
      last = k;
      switch (part) {
        case YEAR -> year = value;
        case MONTH -> month = value;
        case DAY -> day = value;
        case DAY_OF_YEAR -> ofYear = value;
        default -> throw new IllegalStateException(part.label());
      }
    }
    try {
      LocalDate date =
          ofYear == 0 ? LocalDate.of(year, month, day) : LocalDate.ofYearDay(year, ofYear);
      return date.toEpochDay();
    } catch (DateTimeException e) {
      String written = ofYear == 0 ? year + "-" + month + "-" + day : year + ", day " + ofYear;
      throw DataException.builder(
              (row < 0 ? "" : "row " + (row + 1) + ": ") + "there is no date " + written)
          .column(columns.get(last).name())
          .remedy("correct the row, or leave it out")
          .cause(e)
          .build();
    }
  }

  private long date(double millis, int k, int row) {
    if (millis % TimePart.MILLIS_OF_DAY != 0) {
      throw DataException.builder(
              "row " + (row + 1) + " has a time of day already, which other columns tell again")
          .column(columns.get(k).name())
          .remedy("name it as the only column of the time")
          .build();
    }
    return (long) millis / TimePart.MILLIS_OF_DAY;
  }

  private DataException fault(int k, double value, int row, String expected) {
    TimeColumn column = columns.get(k);
    return DataException.builder(
            (row < 0 ? "" : "row " + (row + 1) + ": ")
                + "a "
                + column.part().label()
                + " of "
                + NumberText.plain(value)
                + "; "
                + expected)
        .column(column.name())
        .remedy("correct the row, or leave it out")
        .build();
  }

  /** The moment that can be told and is nearest. */
  double nearest(double instant) {
    double resolution = resolution();
    double rounded = Math.rint(instant / resolution) * resolution;
    boolean days =
        !dated
            || columns.stream()
                .map(TimeColumn::part)
                .anyMatch(p -> p.unit() > 0); // Only years and months otherwise.
    if (days) {
      return dated ? rounded : Math.max(0, rounded);
    }
    LocalDate date = LocalDate.ofEpochDay((long) Math.floor(instant / TimePart.MILLIS_OF_DAY));
    double first = date.withDayOfMonth(1).toEpochDay() * (double) TimePart.MILLIS_OF_DAY;
    double next =
        date.withDayOfMonth(1).plusMonths(1).toEpochDay() * (double) TimePart.MILLIS_OF_DAY;
    return instant - first <= next - instant ? first : next;
  }

  /** The cell of a column at a moment that can be told. */
  double cell(int column, double instant) {
    TimePart part = columns.get(column).part();
    if (dated && part.isOfDate()) {
      return part.of((long) instant);
    }
    double rest = dated ? Math.floorMod((long) instant, TimePart.MILLIS_OF_DAY) : instant;
    for (int k : clocks) {
      long unit = columns.get(k).part().unit();
      if (k == column) {
        double count = part == TimePart.CLOCK ? rest / unit : Math.floor(rest / unit);
        return part == TimePart.DAY ? count + 1 : count;
      }
      rest -= Math.floor(rest / unit) * unit;
    }
    throw new IllegalStateException(part.label());
  }
}
