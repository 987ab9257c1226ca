package io.semblance.data.series;

import static io.semblance.data.series.SeriesTables.spec;
import static io.semblance.data.series.SeriesTables.table;
import static io.semblance.data.series.SeriesTables.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeAxisTest {
  private static final double HOUR = 3_600_000;
  private static final double DAY = 24 * HOUR;

  private static double ms(String iso) {
    return Instant.parse(iso).toEpochMilli();
  }

  private static TimeAxis axis(Table table, String time) {
    return TimeAxis.of(table, spec("", time, "", 2));
  }

  @Test
  void aMomentIsInMilliseconds() {
    Table table = table("at:datetime x:number", "2013-01-01T05:00 1", "2013-01-01T08:00 2");
    TimeAxis axis = axis(table, "at");
    assertThat(axis.calendar()).isTrue();
    assertThat(axis.resolution()).isEqualTo(3 * HOUR);
    assertThat(axis.columns()).containsExactly("at");
    assertThat(axis.zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(axis.instants(table))
        .containsExactly(ms("2013-01-01T05:00:00Z"), ms("2013-01-01T08:00:00Z"));
    assertThat(axis.text(ms("2013-01-01T05:00:00Z"))).isEqualTo("2013-01-01T05:00");
    // Rounded to whole steps from the first row, and the bounds give way.
    Column column = axis.columns(new double[] {ms("2013-01-02T10:00:00Z")}).get("at");
    assertThat(values(column)).containsExactly(ms("2013-01-02T11:00:00Z"));
    assertThat(column.schema().min()).isEqualTo(ms("2013-01-01T05:00:00Z"));
    assertThat(column.schema().max()).isEqualTo(ms("2013-01-02T11:00:00Z"));
    assertThat(column.schema().pattern()).isEqualTo(table.schema().column("at").pattern());
  }

  @Test
  void aTimeOfDayIsInSeconds() {
    Table table = table("at:time x:number", "10:00 1", "10:30 2", "11:30 3");
    TimeAxis axis = axis(table, "at");
    assertThat(axis.calendar()).isFalse();
    assertThat(axis.resolution()).isEqualTo(1800);
    assertThat(axis.instants(table)).containsExactly(36_000, 37_800, 41_400);
    assertThat(axis.text(37_800)).isEqualTo("10:30");
    assertThat(axis.parse("10:30")).isEqualTo(37_800);
    // A quarter past midnight of the next day.
    assertThat(values(axis.columns(new double[] {86_400 + 1700}).get("at"))).containsExactly(1800);
    assertThatThrownBy(() -> axis.parse("noon")).hasMessageContaining("Write it as 10:00");
  }

  @Test
  void numbersAreThemselves() {
    Table table = table("t:integer u:number x:number", "3 0.25 1", "7 0.50 2");
    TimeAxis whole = axis(table, "t");
    assertThat(whole.resolution()).isEqualTo(1);
    assertThat(whole.calendar()).isFalse();
    assertThat(whole.instants(table)).containsExactly(3, 7);
    Column t = whole.columns(new double[] {8.6, 2}).get("t");
    assertThat(values(t)).containsExactly(9, 2);
    assertThat(t.schema().min()).isEqualTo(2);
    assertThat(t.schema().max()).isEqualTo(9);
    TimeAxis real = axis(table, "u");
    assertThat(real.resolution()).isEqualTo(.01);
    assertThat(values(real.columns(new double[] {.333, 12.3456}).get("u")))
        .containsExactly(.33, 12.35);
    assertThat(real.parse(" 0.5 ")).isEqualTo(.5);
    assertThatThrownBy(() -> whole.parse("2013-01-01"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'t'")
        .hasMessageContaining("Write it as a whole number");
  }

  @Test
  void partsOfTheCalendarMakeAMoment() {
    Table table =
        table("hr:integer YEAR:integer Mon:integer mday:integer x:number", "5 2012 2 29 1");
    TimeAxis axis = axis(table, "hr,YEAR,Mon,mday");
    assertThat(axis.calendar()).isTrue();
    assertThat(axis.resolution()).isEqualTo(HOUR);
    assertThat(axis.columns()).containsExactly("hr", "YEAR", "Mon", "mday");
    assertThat(axis.instants(table)).containsExactly(ms("2012-02-29T05:00:00Z"));
    Map<String, Column> cells = axis.columns(new double[] {ms("2013-12-31T23:40:00Z")});
    assertThat(cells.keySet()).containsExactly("hr", "YEAR", "Mon", "mday");
    assertThat(values(cells.get("hr"))).containsExactly(0);
    assertThat(values(cells.get("YEAR"))).containsExactly(2014);
    assertThat(values(cells.get("Mon"))).containsExactly(1);
    assertThat(values(cells.get("mday"))).containsExactly(1);
    assertThat(cells.get("YEAR").schema().min()).isEqualTo(2012);
    assertThat(cells.get("YEAR").schema().max()).isEqualTo(2014);
    assertThat(axis.text(ms("2012-02-29T05:00:00Z"))).isEqualTo("2012-02-29T05:00");
    assertThat(axis.parse("2013-01-01")).isEqualTo(ms("2013-01-01T00:00:00Z"));
    assertThat(axis.parse("2013-01-01T05:00")).isEqualTo(ms("2013-01-01T05:00:00Z"));
    assertThat(axis.parse("2013-01-01 05:00:30Z")).isEqualTo(ms("2013-01-01T05:00:30Z"));
    assertThat(axis.parse("2013-01-01T05:00+02:00")).isEqualTo(ms("2013-01-01T03:00:00Z"));
    for (String wrong : new String[] {"2013-02-30", "yesterday", "", "2013-01-01T25:00", "5"}) {
      assertThatThrownBy(() -> axis.parse(wrong))
          .as(wrong)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("Write it as 2013-01-01T05:00");
    }
  }

  @Test
  void aMonthIsWrittenAsTheNearestFirst() {
    Table table = table("year:integer month:integer x:number", "2020 1 1", "2020 2 2");
    TimeAxis axis = axis(table, "year,month");
    assertThat(axis.instants(table))
        .containsExactly(ms("2020-01-01T00:00:00Z"), ms("2020-02-01T00:00:00Z"));
    double[] near = {ms("2020-03-31T12:00:00Z"), ms("2020-04-02T00:00:00Z")};
    assertThat(values(axis.columns(near).get("month"))).containsExactly(4, 4);
    assertThat(axis.text(axis.instants(table)[1])).isEqualTo("2020-02-01");
  }

  @Test
  void daysOfTheYearMakeAMoment() {
    Table table = table("year:integer yday:integer x:number", "2020 60 1", "2021 60 2");
    TimeAxis axis = axis(table, "year,yday");
    assertThat(axis.instants(table))
        .containsExactly(ms("2020-02-29T00:00:00Z"), ms("2021-03-01T00:00:00Z"));
    assertThat(values(axis.columns(axis.instants(table)).get("yday"))).containsExactly(60, 60);
  }

  @Test
  void aDateAndPartsMakeAMoment() {
    Table table = table("date:datetime hr:integer x:number", "2011-01-01 23 1", "2011-01-02 0 2");
    TimeAxis axis = axis(table, "date,hr");
    assertThat(axis.instants(table))
        .containsExactly(ms("2011-01-01T23:00:00Z"), ms("2011-01-02T00:00:00Z"));
    assertThat(axis.resolution()).isEqualTo(HOUR);
    Map<String, Column> cells = axis.columns(new double[] {ms("2011-01-03T07:00:00Z")});
    assertThat(values(cells.get("date"))).containsExactly(ms("2011-01-03T00:00:00Z"));
    assertThat(values(cells.get("hr"))).containsExactly(7);
    Table twice = table("date:datetime hr:integer", "2011-01-01T04:00 23", "2011-01-02T05:00 0");
    assertThatThrownBy(() -> axis(twice, "date,hr"))
        .hasMessageContaining("row 1 has a time of day already");
  }

  @Test
  void partsWithoutAYearAreCountedFromTheFirstDay() {
    Table table = table("hour:integer day:integer x:number", "0 1 1", "5 3 2", "23 40 3");
    TimeAxis axis = axis(table, "day,hour");
    assertThat(axis.calendar()).isFalse();
    assertThat(axis.resolution()).isEqualTo(HOUR);
    assertThat(axis.instants(table)).containsExactly(0, 2 * DAY + 5 * HOUR, 39 * DAY + 23 * HOUR);
    Map<String, Column> cells = axis.columns(new double[] {50 * DAY + 7.4 * HOUR});
    assertThat(values(cells.get("day"))).containsExactly(51);
    assertThat(values(cells.get("hour"))).containsExactly(7);
    assertThat(axis.text(2 * DAY + 5 * HOUR)).isEqualTo("day 3, hour 5");
    assertThat(axis.parse("day 3, hour 5")).isEqualTo(2 * DAY + 5 * HOUR);
    assertThat(axis.parse("3 5")).isEqualTo(2 * DAY + 5 * HOUR);
    assertThatThrownBy(() -> axis.parse("3")).hasMessageContaining("Write it as day 1, hour 0");
    assertThatThrownBy(() -> axis.parse("3 24")).hasMessageContaining("from 0 to 23");
    assertThatThrownBy(() -> axis.parse("3 5 1")).isInstanceOf(DataException.class);
    // Nothing is greater than the hours here, so they have no upper bound.
    Table elapsed = table("hour:integer minute:integer x:number", "30 15 1");
    assertThat(axis(elapsed, "hour,minute").instants(elapsed)).containsExactly(30.25 * HOUR);
  }

  @Test
  void anImpossibleDateNamesTheRow() {
    Table date =
        table("year:integer month:integer day:integer x:number", "2013 2 28 1", "2013 2 30 2");
    assertThatThrownBy(() -> axis(date, "year,month,day"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 2: there is no date 2013-2-30");
    Table hour = table("year:integer hour:integer x:number", "2013 23 1", "2013 24 2");
    assertThatThrownBy(() -> axis(hour, "year,hour"))
        .hasMessageContaining("'hour': row 2: the hour is 24; a whole number from 0 to 23");
  }

  @Test
  void aMissingCellNamesColumnAndRow() {
    Table single = table("t:integer x:number", "1 1", "2 1", "_ 2", "_ 2");
    assertThatThrownBy(() -> axis(single, "t"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column 't': row 3 and 1 more have no value");
    Table parts = table("year:integer month:integer x:number", "2013 1 1", "2013 _ 2");
    assertThatThrownBy(() -> axis(parts, "year,month"))
        .hasMessageContaining("column 'month': row 2 has no value");
  }

  @Test
  void anotherTableMustHaveTheSameTypes() {
    TimeAxis axis = axis(table("t:integer x:number", "1 1", "2 2"), "t");
    Table other = table("t:datetime x:number", "2013-01-01 1");
    assertThatThrownBy(() -> axis.instants(other))
        .hasMessageContaining("it is of type datetime where integer is needed");
  }

  @Test
  void roundsTripsOfColumnsAndText() {
    Table table =
        table("day:integer minute:integer second:integer x:number", "1 0 0 1", "2 1439 59 2");
    TimeAxis axis = axis(table, "day,minute,second");
    double[] instants = axis.instants(table);
    assertThat(instants).containsExactly(0, 2 * DAY - 1000);
    Map<String, Column> cells = axis.columns(instants);
    for (String name : axis.columns()) {
      assertThat(values(cells.get(name))).containsExactly(values(table.column(name)));
    }
    assertThat(axis.parse(axis.text(instants[1]))).isCloseTo(instants[1], within(0.));
  }

  @Test
  void boundsThatAreNotKnownStaySo() {
    Table table = table("t:integer x:number", "1 1", "2 2");
    ColumnSchema open =
        table.schema().column("t").toBuilder().range(Double.NaN, Double.NaN).build();
    TimeAxis axis = axis(table.with(table.column("t").withSchema(open)), "t");
    assertThat(axis.columns(new double[] {5}).get("t").schema().max()).isNaN();
    assertThatThrownBy(() -> axis.columns(new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
