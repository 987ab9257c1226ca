package io.semblance.data.series;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumberText;
import io.semblance.data.NumericColumn;
import io.semblance.data.NumericKind;
import io.semblance.data.Table;
import io.semblance.data.Text;
import io.semblance.data.TimedKind;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The time of rows: the column or columns that say when a row was, and others that follow from it,
 * such as the weekday of a date. Immutable.
 *
 * <p>An instant is a {@code double}: milliseconds since 1970-01-01T00:00Z for times of the {@link
 * #calendar()}, seconds since midnight for times of day, and the number itself for a column of
 * numbers. Parts of the calendar without a year, such as day and hour, are milliseconds since the
 * start of day 1.
 *
 * <p>Moments without a zone are taken as UTC. The columns that follow may show the clock of another
 * {@link #zone()}.
 */
public final class TimeAxis {
  private static final double DAY_SECONDS = 86_400;
  private static final double LARGEST_MILLIS = 1e17;
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

  private final List<TimeColumn> time;
  private final List<TimeColumn> following;
  private final ZoneId zone;

  /** Several columns in one; null for a single column. */
  private final Calendar parts;

  TimeAxis(List<TimeColumn> time, List<TimeColumn> following, ZoneId zone) {
    this.time = List.copyOf(time);
    this.following = List.copyOf(following);
    this.zone = zone;
    parts = time.get(0).part() == TimePart.ITSELF ? null : new Calendar(this.time);
  }

  /**
   * The time of a table.
   *
   * <p>Columns of integers named like parts of the calendar (year, month, day, hour, minute,
   * second, weekday, dayofyear and common short forms) that have no role in the specification, or
   * tell sequences apart, follow from the time if they equal that part of it in 99.9 % of the rows,
   * on the clock of one zone for all. Those that tell sequences apart must do so in every row.
   *
   * @throws DataException when the specification does not fit the table, names no column of time, a
   *     cell is missing, or the cells of a row make no date
   */
  public static TimeAxis of(Table table, SeriesSpec spec) {
    if (spec.time().isEmpty()) {
      throw new DataException("no column says when a row was. Name one with time");
    }
    TimeAxis bare =
        new TimeAxis(TimeColumn.of(table.schema(), spec.time()), List.of(), ZoneOffset.UTC);
    double[] instants = bare.instants(table);
    if (!bare.calendar()) {
      return bare;
    }
    List<String> excluded = new ArrayList<>(spec.time());
    excluded.addAll(spec.statics());
    FollowingColumns.Found found =
        FollowingColumns.in(table, excluded, spec.sequenceBy(), instants);
    return new TimeAxis(bare.time, found.columns(), found.zone());
  }

  /** The columns of the time, then those that follow from it. */
  public List<String> columns() {
    List<String> names = new ArrayList<>();
    time.forEach(column -> names.add(column.name()));
    names.addAll(following());
    return names;
  }

  /** The columns that follow from the time. */
  public List<String> following() {
    return following.stream().map(TimeColumn::name).toList();
  }

  /** The zone whose clock the columns that follow show; UTC if there are none. */
  public ZoneId zone() {
    return zone;
  }

  /** Whether instants are milliseconds of the calendar. */
  public boolean calendar() {
    return parts == null ? type() == ColumnType.DATETIME : parts.dated();
  }

  /**
   * The least step of instants when written, in their unit; 0 for numbers of as many digits as it
   * takes. Years and months alone have a day, and are written as the nearest first of a month.
   */
  public double resolution() {
    if (parts != null) {
      return parts.resolution();
    }
    if (kind() instanceof TimedKind timed) {
      return timed.resolutionMillis() / timed.unitMillis();
    }
    int decimals = type() == ColumnType.INTEGER ? 0 : time.get(0).schema().decimals();
    return decimals == ColumnSchema.SHORTEST ? 0 : Double.parseDouble("1e-" + decimals);
  }

  /**
   * When each row of a table was; the columns that follow are not looked at.
   *
   * @throws DataException when a column of the time is absent or of another type, a cell is
   *     missing, or the cells of a row make no date; it names the column and the row
   */
  public double[] instants(Table table) {
    return parts == null ? time.get(0).values(table).clone() : parts.instants(table);
  }

  /**
   * The cells of {@link #columns()} at the given instants, which are rounded to what the columns
   * can tell. Schemas are those of the table, with wider bounds where a value needs it.
   *
   * @throws IllegalArgumentException when an instant is no finite number or beyond any calendar
   */
  public Map<String, Column> columns(double[] instants) {
    double[] told = new double[instants.length];
    for (int i = 0; i < told.length; i++) {
      told[i] = nearest(instants[i]);
    }
    Map<String, Column> columns = new LinkedHashMap<>();
    for (int k = 0; k < time.size(); k++) {
      double[] cells = parts == null ? told : new double[told.length];
      for (int i = 0; parts != null && i < cells.length; i++) {
        cells[i] = parts.cell(k, told[i]);
      }
      columns.put(time.get(k).name(), column(time.get(k).schema(), cells));
    }
    for (TimeColumn column : following) {
      double[] cells = new double[told.length];
      for (int i = 0; i < cells.length; i++) {
        Instant instant = Instant.ofEpochMilli((long) told[i]);
        long offset = zone.getRules().getOffset(instant).getTotalSeconds() * 1000L;
        cells[i] = column.part().of((long) told[i] + offset);
      }
      columns.put(column.name(), column(column.schema(), cells));
    }
    return columns;
  }

  private static Column column(ColumnSchema schema, double[] cells) {
    double min = schema.min();
    double max = schema.max();
    for (double cell : cells) {
      min = Math.min(min, cell); // NaN, not known, stays.
      max = Math.max(max, cell);
    }
    return NumericColumn.of(schema.toBuilder().range(min, max).build(), cells);
  }

  /**
   * The instant that the columns can tell and is nearest.
   *
   * @throws IllegalArgumentException when it is no finite number or beyond any calendar
   */
  public double nearest(double instant) {
    boolean millis = parts != null || type() == ColumnType.DATETIME;
    if (!Double.isFinite(instant) || millis && Math.abs(instant) > LARGEST_MILLIS) {
      throw new IllegalArgumentException("an instant of " + instant);
    }
    if (parts != null) {
      return parts.nearest(instant);
    }
    double step = resolution();
    if (kind() instanceof TimedKind) {
      double origin = Double.isNaN(kind().min()) ? 0 : kind().min();
      double rounded = origin + Math.rint((instant - origin) / step) * step;
      return type() == ColumnType.TIME
          ? rounded - Math.floor(rounded / DAY_SECONDS) * DAY_SECONDS
          : rounded;
    }
    if (step == 0) {
      return instant;
    }
    double scale = Math.rint(1 / step);
    return Math.abs(instant) * scale < 0x1p53 ? Math.rint(instant * scale) / scale + 0.0 : instant;
  }

  /** An instant for people, in a form that {@link #parse} reads. */
  public String text(double instant) {
    if (parts == null) {
      return kind().text(instant);
    }
    if (parts.dated()) {
      return IsoTime.text(instant, resolution());
    }
    double told = parts.nearest(instant);
    return parts.clocks().stream()
        .map(c -> c.part().label() + " " + NumberText.plain(parts.cell(time.indexOf(c), told)))
        .collect(Collectors.joining(", "));
  }

  /**
   * Reads an instant: as the column of time has it; for times of the calendar also by ISO 8601,
   * such as 2013-01-01 or 2013-01-01T05:00Z; for parts without a year as {@link #text} writes it.
   *
   * @throws DataException when the text is none of these; it shows what was expected
   */
  public double parse(String text) {
    double instant = parts == null ? kind().reader().read(text) : Double.NaN;
    if (Double.isNaN(instant) && calendar()) {
      instant = IsoTime.parse(text);
    } else if (Double.isNaN(instant) && parts != null) {
      instant = readParts(text);
    }
    if (!Double.isNaN(instant)) {
      return instant;
    }
    throw DataException.builder("'" + Text.shorten(text) + "' is no time of this table")
        .column(time.get(0).name())
        .remedy("write it as " + example())
        .build();
  }

  private String example() {
    double least = kind().min();
    if (parts != null && parts.dated()) {
      return "2013-01-01" + (resolution() % TimePart.MILLIS_OF_DAY == 0 ? "" : "T05:00");
    }
    if (parts != null) {
      return text(0);
    }
    return switch (type()) {
      case DATETIME -> (Double.isNaN(least) ? "" : text(least) + ", or ") + "2013-01-01T05:00";
      case TIME -> Double.isNaN(least) ? kind().expected() : text(least);
      case INTEGER -> "a whole number";
      case NUMBER, CATEGORY, BOOLEAN, ID -> "a number";
    };
  }

  /** The numbers in a text, one per part. */
  private double readParts(String text) {
    Matcher numbers = NUMBER.matcher(text);
    double[] cells = new double[time.size()];
    for (TimeColumn column : parts.clocks()) {
      if (!numbers.find()) {
        return Double.NaN;
      }
      cells[time.indexOf(column)] = Double.parseDouble(numbers.group());
    }
    return numbers.find() ? Double.NaN : parts.moment(cells, -1);
  }

  private NumericKind kind() {
    return time.get(0).schema().numeric();
  }

  private ColumnType type() {
    return time.get(0).schema().type();
  }

  /** The time as JSON. */
  public String toJson() {
    return TimeAxisJson.write(time, following, zone);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param sourceName the file that the text comes from, for messages
   * @throws DataException when the text is damaged or says something impossible
   */
  public static TimeAxis fromJson(String json, String sourceName) {
    return TimeAxisJson.read(json, sourceName);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof TimeAxis a
        && time.equals(a.time)
        && following.equals(a.following)
        && zone.equals(a.zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(time, following, zone);
  }

  @Override
  public String toString() {
    return columns() + (following.isEmpty() ? "" : " in " + zone);
  }
}
