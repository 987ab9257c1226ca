package io.semblance.data.series;

import static io.semblance.data.series.SeriesTables.spec;
import static io.semblance.data.series.SeriesTables.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.RealTables;
import io.semblance.data.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class TimeAxisFollowingTest {
  private static final int HOURS = 24 * 366;

  private final List<Column> columns = new ArrayList<>();
  private final double[] instants = new double[HOURS];

  TimeAxisFollowingTest() {
    double start = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    for (int i = 0; i < HOURS; i++) {
      instants[i] = start + i * 3_600_000.;
    }
    ColumnSchema at =
        ColumnSchema.builder("at", ColumnType.DATETIME)
            .pattern("uuuu-MM-dd HH:mm", 3_600_000)
            .range(instants[0], instants[HOURS - 1])
            .build();
    columns.add(NumericColumn.of(at, instants));
  }

  private void add(String name, String zone, int wrong, ToIntFunction<ZonedDateTime> part) {
    double[] cells = new double[HOURS];
    for (int i = 0; i < HOURS; i++) {
      Instant instant = Instant.ofEpochMilli((long) instants[i]);
      cells[i] = part.applyAsInt(instant.atZone(ZoneId.of(zone))) + (i < wrong ? 1 : 0);
    }
    columns.add(NumericColumn.of(ColumnSchema.builder(name, ColumnType.INTEGER).build(), cells));
  }

  private TimeAxis axis(String sequenceBy) {
    return TimeAxis.of(Table.of(columns), spec(sequenceBy, "at", "", 24));
  }

  @Test
  void partsInUtc() {
    add("Year", "UTC", 0, ZonedDateTime::getYear);
    add("hr", "UTC", 0, ZonedDateTime::getHour);
    add("yday", "UTC", 0, ZonedDateTime::getDayOfYear);
    add("weekday", "UTC", 0, t -> t.getDayOfWeek().getValue() % 7);
    add("other", "UTC", 0, ZonedDateTime::getHour);
    TimeAxis axis = axis("");
    assertThat(axis.columns()).containsExactly("at", "Year", "hr", "yday", "weekday");
    assertThat(axis.zone()).isEqualTo(ZoneOffset.UTC);
    // 2022-05-01 was a Sunday.
    double[] sunday = {Instant.parse("2022-05-01T13:00:00Z").toEpochMilli()};
    Map<String, Column> cells = axis.columns(sunday);
    assertThat(values(cells.get("Year"))).containsExactly(2022);
    assertThat(values(cells.get("hr"))).containsExactly(13);
    assertThat(values(cells.get("yday"))).containsExactly(121);
    assertThat(values(cells.get("weekday"))).containsExactly(0);
  }

  @Test
  void everyWayToCountWeekdaysIsFound() {
    for (int convention = 0; convention < 4; convention++) {
      while (columns.size() > 1) {
        columns.remove(1);
      }
      int base = convention % 2;
      boolean monday = convention < 2;
      ToIntFunction<ZonedDateTime> part =
          t -> (monday ? t.getDayOfWeek().getValue() - 1 : t.getDayOfWeek().getValue() % 7) + base;
      add("dow", "UTC", 0, part);
      TimeAxis axis = axis("");
      assertThat(axis.following()).containsExactly("dow");
      Column written = axis.columns(instants).get("dow");
      assertThat(values(written)).containsExactly(values(columns.get(1)));
    }
  }

  @Test
  void aFixedOffsetAndAZoneAreFound() {
    add("hour", "+05:00", 0, ZonedDateTime::getHour);
    assertThat(axis("").zone()).isEqualTo(ZoneOffset.ofHours(5));
    columns.remove(1);
    add("hour", "America/New_York", 0, ZonedDateTime::getHour);
    assertThat(axis("").zone()).isEqualTo(ZoneId.of("America/New_York"));
    columns.remove(1);
    add("hour", "Asia/Kathmandu", 0, ZonedDateTime::getHour);
    // A zone of quarters of an hour, whatever its name.
    TimeAxis axis = axis("");
    assertThat(values(axis.columns(instants).get("hour"))).containsExactly(values(columns.get(1)));
  }

  @Test
  void fewRowsMayDisagreeButNotMany() {
    add("hour", "UTC", HOURS / 1000, ZonedDateTime::getHour);
    assertThat(axis("").following()).containsExactly("hour");
    columns.remove(1);
    add("hour", "UTC", HOURS / 1000 + 1, ZonedDateTime::getHour);
    assertThat(axis("").following()).isEmpty();
  }

  @Test
  void aColumnThatOnlySoundsLikeATimeVetoesNone() {
    add("hour", "America/New_York", 0, ZonedDateTime::getHour);
    add("day", "UTC", 0, t -> 7);
    TimeAxis axis = axis("");
    assertThat(axis.following()).containsExactly("hour");
    assertThat(axis.zone()).isEqualTo(ZoneId.of("America/New_York"));
  }

  @Test
  void aColumnOfTheSequenceMustAgreeInEveryRow() {
    add("x", "UTC", 0, t -> 7);
    add("month", "UTC", 0, ZonedDateTime::getMonthValue);
    assertThat(axis("month").following()).containsExactly("month");
    columns.remove(2);
    add("month", "UTC", 1, ZonedDateTime::getMonthValue);
    assertThat(axis("month").following()).isEmpty();
    assertThat(axis("").following()).containsExactly("month");
  }

  @Test
  void newYorksWeatherHasItsLocalTimeInColumns() {
    Table weather = RealTables.weather();
    TimeAxis axis = TimeAxis.of(weather, spec("origin", "time_hour", "", 24));
    assertThat(axis.columns()).containsExactly("time_hour", "year", "month", "day", "hour");
    assertThat(axis.zone()).isEqualTo(ZoneId.of("America/New_York"));
    Map<String, Column> written = axis.columns(axis.instants(weather));
    for (String name : axis.columns()) {
      double[] cells = values(written.get(name));
      int different = 0;
      for (int row = 0; row < cells.length; row++) {
        different += cells[row] == values(weather.column(name))[row] ? 0 : 1;
      }
      assertThat(different).as(name).isLessThanOrEqualTo(weather.rows() / 1000);
    }
    double summer = axis.parse("2014-07-01T03:00:00Z");
    assertThat(axis.text(summer)).isEqualTo("2014-07-01T03:00:00Z");
    Map<String, Column> cells = axis.columns(new double[] {summer});
    assertThat(values(cells.get("year"))).containsExactly(2014);
    assertThat(values(cells.get("month"))).containsExactly(6);
    assertThat(values(cells.get("day"))).containsExactly(30);
    assertThat(values(cells.get("hour"))).containsExactly(23);
    assertThat(TimeAxis.fromJson(axis.toJson(), "model")).isEqualTo(axis);
  }
}
