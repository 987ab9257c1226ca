package io.semblance.data.series;

import static io.semblance.data.series.SeriesTables.rows;
import static io.semblance.data.series.SeriesTables.sequences;
import static io.semblance.data.series.SeriesTables.spec;
import static io.semblance.data.series.SeriesTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.RealTables;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequencesTest {
  private final List<String> notes = new ArrayList<>();

  @Test
  void rowsAreGroupedAndSorted() {
    Table table =
        table(
            "id:category t:integer kind:category x:number",
            "b 3 red 0.1",
            "a 1 blue 0.2",
            "b 1 red 0.3",
            "a 2 blue 0.4",
            "b 2 red 0.5");
    Sequences s = sequences(table, spec("id", "t", "", 0), notes);
    assertThat(s.count()).isEqualTo(2);
    assertThat(s.rows(0)).containsExactly(2, 4, 0);
    assertThat(s.rows(1)).containsExactly(1, 3);
    assertThat(s.times(0)).containsExactly(1, 2, 3);
    assertThat(s.times(1)).containsExactly(1, 2);
    assertThat(s.statics()).containsExactly("kind");
    assertThat(s.features()).containsExactly("x");
    assertThat(s.interval()).isEqualTo(1);
    assertThat(s.regularity()).isEqualTo(1);
    assertThat(s.entity(0)).isEqualTo("id b");
    assertThat(s.entitiesFromTime()).isFalse();
    assertThat(s.table()).isSameAs(table);
    assertThat(notes)
        .containsExactly(
            "the rows are not in order of time (1 row is earlier than the one before); they are"
                + " sorted",
            "column kind is constant within each sequence and taken as static");
  }

  @Test
  void severalColumnsMayTellSequencesApart() {
    Table table =
        table(
            "a:category b:integer x:number",
            "u 1 0.1",
            "u 2 0.2",
            "v 1 0.3",
            "u 1 0.4",
            "v 1 0.5",
            "u 2 0.6");
    Sequences s = sequences(table, spec("a,b", "", "", 0), notes);
    assertThat(rows(s)).containsExactly(new int[] {0, 3}, new int[] {1, 5}, new int[] {2, 4});
    assertThat(s.entity(1)).isEqualTo("a u, b 2");
    assertThat(s.axis()).isEmpty();
    assertThat(s.times(0)).isEmpty();
    assertThat(s.interval()).isNaN();
    assertThat(s.regularity()).isNaN();
    assertThat(notes).isEmpty();
  }

  @Test
  void aRepeatedTimeIsLeftOutAndTheSortIsStable() {
    Table table = table("t:integer x:number", "2 0.1", "1 0.2", "2 0.3", "1 0.4", "3 0.5", "2 0.6");
    Sequences s = sequences(table, spec("", "t", "", 2), notes);
    assertThat(s.rows(0)).containsExactly(1, 0, 4);
    assertThat(notes)
        .containsExactly(
            "the rows are not in order of time (3 rows are earlier than the one before); they are"
                + " sorted",
            "3 rows have the time of an earlier row of the same sequence and are left out; if they"
                + " belong to other sequences, name the columns that tell these apart");
  }

  @Test
  void gapsAreCountedWhereTimeIsRegular() {
    String[] rows = new String[21];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (i < 10 ? i : i + 5) + " 0." + i;
    }
    Sequences s = sequences(table("t:integer x:number", rows), spec("", "t", "", 2), notes);
    assertThat(s.interval()).isEqualTo(1);
    assertThat(s.regularity()).isEqualTo(.95);
    assertThat(notes).containsExactly("the time has 1 gap in otherwise regular steps");
    notes.clear();
    Table irregular = table("t:integer x:number", "0 0.1", "1 0.2", "3 0.3", "6 0.4", "7 0.5");
    Sequences other = sequences(irregular, spec("", "t", "", 2), notes);
    assertThat(other.interval()).isEqualTo(1);
    assertThat(other.regularity()).isEqualTo(.5);
    assertThat(notes).isEmpty();
  }

  @Test
  void decimalTimesAreRegularAlthoughTheirDistancesAreNotEqualAsDoubles() {
    String[] rows = new String[40];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (i / 10) + "." + (i % 10) + " " + i;
    }
    Sequences s = sequences(table("t:number x:number", rows), spec("", "t", "", 2));
    assertThat(s.regularity()).isEqualTo(1);
    assertThat(s.interval()).isCloseTo(.1, within(1e-12));
  }

  @Test
  void timesOfAnyNumberOfDigitsAreRegularUpToTheirLastOnes() {
    double[] times = new double[50];
    for (int i = 1; i < times.length; i++) {
      times[i] = i / 7.;
    }
    ColumnSchema t =
        ColumnSchema.builder("t", ColumnType.NUMBER).decimals(ColumnSchema.SHORTEST).build();
    ColumnSchema x = ColumnSchema.builder("x", ColumnType.NUMBER).decimals(1).build();
    Table table = Table.of(List.of(NumericColumn.of(t, times), NumericColumn.of(x, times)));
    Sequences s = sequences(table, spec("", "t", "", 2), notes);
    assertThat(s.axis().orElseThrow().resolution()).isZero();
    assertThat(s.regularity()).isEqualTo(1);
    assertThat(s.interval()).isCloseTo(1 / 7., within(1e-9));
    assertThat(s.times(0)).containsExactly(times);
  }

  @Test
  void aFewRepeatedTimesAreNoReasonToAsk() {
    String[] rows = new String[21];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (i == 20 ? 4 : i) + " 0." + i;
    }
    sequences(table("t:integer x:number", rows), spec("", "t", "", 2), notes);
    assertThat(notes)
        .containsExactly(
            "the rows are not in order of time (1 row is earlier than the one before); they are"
                + " sorted",
            "1 row has the time of an earlier row of the same sequence and is left out");
  }

  @Test
  void monthsAreNotRegular() {
    String[] rows = new String[12];
    for (int i = 0; i < 12; i++) {
      rows[i] = "2021 " + (i + 1) + " 0." + i;
    }
    Table table = table("year:integer month:integer x:number", rows);
    Sequences s = sequences(table, spec("", "year,month", "", 2), notes);
    assertThat(s.interval()).isEqualTo(31 * 86_400_000.);
    // From January on: 31 28 31 30 31 30 31 31 30 31 30.
    assertThat(s.regularity()).isEqualTo(6 / 11.);
    assertThat(notes).isEmpty();
  }

  @Test
  void shortSequencesAreCounted() {
    Table table =
        table("id:category x:number", "a 0.1", "a 0.2", "b 0.3", "b 0.4", "b 0.5", "c 0.6");
    Sequences s = sequences(table, spec("id", "", "", 3), notes);
    assertThat(notes)
        .containsExactly("2 of 3 sequences are shorter than 3 steps; they are learnt as they are");
    assertThat(s.count()).isEqualTo(3);
    notes.clear();
    sequences(table, spec("id", "", "", 0), notes);
    assertThat(notes).isEmpty();
  }

  @Test
  void windowsAreCut() {
    Table table =
        table("id:category x:number", "a 1", "a 2", "a 3", "a 4", "a 5", "a 6", "b 1", "b 2");
    Sequences s = sequences(table, spec("id", "", "", 3));
    List<Sequences.Window> windows = s.windows(3, 2);
    assertThat(windows).extracting(Sequences.Window::sequence).containsExactly(0, 0, 1);
    assertThat(windows)
        .extracting(Sequences.Window::rows)
        .containsExactly(new int[] {0, 1, 2}, new int[] {2, 3, 4}, new int[] {6, 7});
    assertThat(s.windows(3, 1)).hasSize(5);
    assertThat(s.windows(6, 1)).hasSize(2);
    assertThat(s.windows(0, 1))
        .extracting(Sequences.Window::rows)
        .containsExactly(new int[] {0, 1, 2, 3, 4, 5}, new int[] {6, 7});
  }

  @Test
  void aStaticColumnThatChangesNamesSequenceAndRows() {
    Table table =
        table(
            "id:category kind:category x:number",
            "a red 1",
            "b red 2",
            "a red 3",
            "b blue 4",
            "b red 5");
    assertThatThrownBy(() -> sequences(table, spec("id", "", "kind", 0)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "column 'kind': it is declared static, but in the sequence of id b row 2 has red and"
                + " row 4 has blue");
  }

  @Test
  void missingCellsAreAValueOfStaticColumns() {
    Table table =
        table("id:category u:number v:number x:number", "a _ _ 1", "a _ 1 2", "b 3 2 3", "b 3 2 4");
    Sequences s = sequences(table, spec("id", "", "", 0), notes);
    assertThat(s.statics()).containsExactly("u");
    assertThat(s.features()).containsExactly("v", "x");
    // Declared ones come first and are not told.
    notes.clear();
    assertThat(sequences(table, spec("id", "", "u", 0), notes).statics()).containsExactly("u");
    assertThat(notes).isEmpty();
  }

  @Test
  void oneSequenceOrManyOfOneRowHaveNoStaticColumnsToFind() {
    Table one = table("k:category x:number", "a 1", "a 2");
    assertThat(sequences(one, spec("", "", "", 2)).statics()).isEmpty();
    Table many = table("id:integer k:category x:number", "1 a 1", "2 a 2", "3 a 3", "3 a 4");
    assertThat(sequences(many, spec("id", "", "", 0)).statics()).isEmpty();
  }

  @Test
  void somethingMustChange() {
    Table table = table("id:category t:integer k:category", "a 1 u", "a 2 u", "b 1 v", "b 2 v");
    assertThatThrownBy(() -> sequences(table, spec("id", "t", "", 0)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("nothing changes from step to step");
    Table identifiers = table("n:id t:integer", "u1 1", "u2 2");
    assertThatThrownBy(() -> sequences(identifiers, spec("", "t", "", 2)))
        .hasMessageContaining("nothing changes from step to step");
  }

  @Test
  void aMissingEntityNamesColumnAndRow() {
    Table table = table("id:category x:number", "a 1", "_ 2", "b 3");
    assertThatThrownBy(() -> sequences(table, spec("id", "", "", 0)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column 'id': row 2 has no value, so it is not known which sequence");
  }

  @Test
  void identifiersThatAreWrittenTwiceAreTheSame() {
    Table table = table("id:id x:number", "p1 1", "p2 2", "p1 3");
    Table twice = Table.concat(List.of(table, table));
    assertThat(rows(sequences(twice, spec("id", "", "", 0))))
        .containsExactly(new int[] {0, 2, 3, 5}, new int[] {1, 4});
  }

  @Test
  void aSequenceMayBeAPeriodOfTheCalendar() {
    Table beijing = RealTables.beijing();
    Sequences s = sequences(beijing, spec("year,month", "year,month,day,hour", "", 24), notes);
    assertThat(s.count()).isEqualTo(5 * 12);
    assertThat(s.entitiesFromTime()).isTrue();
    // January and February of 2010.
    assertThat(s.rows(0)).hasSize(31 * 24).startsWith(0, 1, 2);
    assertThat(s.rows(1)).hasSize(28 * 24).startsWith(31 * 24);
    assertThat(s.interval()).isEqualTo(3_600_000);
    assertThat(s.regularity()).isEqualTo(1);
    assertThat(s.statics()).isEmpty();
    assertThat(s.features())
        .containsExactly("No", "pm2.5", "DEWP", "TEMP", "PRES", "cbwd", "Iws", "Is", "Ir");
    assertThat(s.axis().orElseThrow().text(s.times(1)[5])).isEqualTo("2010-02-01T05:00");
    assertThat(notes).isEmpty();
  }

  @Test
  void newYorksWeatherIsThreeSequencesWithGaps() {
    Table weather = RealTables.weather();
    Sequences s = sequences(weather, spec("origin", "time_hour", "", 24), notes);
    assertThat(s.count()).isEqualTo(3);
    assertThat(s.features())
        .containsExactly(
            "temp",
            "dewp",
            "humid",
            "wind_dir",
            "wind_speed",
            "wind_gust",
            "precip",
            "pressure",
            "visib");
    assertThat(notes.get(0))
        .isEqualTo(
            "columns year, month, day, hour follow from the time, by the clock of"
                + " America/New_York, and are written from it");
    assertThat(notes).anyMatch(note -> note.matches("the time has \\d+ gaps in .*"));
    assertThat(s.regularity()).isGreaterThan(.99);
    // By a time known before, nothing has to be found again.
    TimeAxis axis = s.axis().orElseThrow();
    Table day = weather.slice(0, 24);
    SeriesSpec spec = spec("origin", "time_hour", "", 24);
    Sequences again = Sequences.of(day, spec, axis, note -> {});
    assertThat(again.axis().orElseThrow()).isSameAs(axis);
    assertThat(again.features()).isEqualTo(s.features());
  }
}
