package io.semblance.data.series;

import static io.semblance.data.series.SeriesTables.sequences;
import static io.semblance.data.series.SeriesTables.spec;
import static io.semblance.data.series.SeriesTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesSplitTest {
  /** Row r is of entity r mod entities, and the later in the table the earlier in time. */
  private static Sequences of(int entities, int rows) {
    String[] cells = new String[rows];
    for (int r = 0; r < rows; r++) {
      cells[r] = "e" + r % entities + " " + (rows - r) + " 0." + r;
    }
    return sequences(table("id:category t:integer x:number", cells), spec("id", "t", "", 0));
  }

  @Test
  void wholeSequencesAreHeldOut() {
    Sequences s = of(20, 200);
    SeriesSplit split = SeriesSplit.of(s, .2, 5);
    assertThat(split.heldRows()).hasSize(40).isSorted();
    assertThat(split.trainRows()).hasSize(160).isSorted();
    Set<Integer> held = new HashSet<>();
    Arrays.stream(split.heldRows()).forEach(row -> held.add(row % 20));
    assertThat(held).hasSize(4);
    assertThat(Arrays.stream(split.trainRows()).map(row -> row % 20))
        .doesNotContainAnyElementsOf(held);
    assertThat(split.words()).isEqualTo("4 of 20 sequences, chosen at random");
    assertThat(SeriesSplit.of(s, .2, 5).heldRows()).containsExactly(split.heldRows());
    assertThat(IntStream.range(0, 20).mapToObj(i -> SeriesSplit.of(s, .2, i).heldRows()[0]))
        .as("other seeds choose others")
        .anyMatch(row -> row != split.heldRows()[0]);
    assertThat(SeriesSplit.of(s, .001, 5).heldRows()).hasSize(10);
    assertThat(SeriesSplit.of(s, .999, 5).trainRows()).hasSize(10);
  }

  @Test
  void patientsAreAlikeAndMonthsAreNot() {
    assertThat(SeriesSplit.of(of(20, 200), .2, 5).alike()).isTrue();
    assertThat(SeriesSplit.of(of(2, 60), .1, 5).alike()).isFalse();
    String[] days = new String[360];
    for (int r = 0; r < days.length; r++) {
      LocalDate day = LocalDate.of(2021, 1, 1).plusDays(r);
      days[r] = "2021 " + day.getMonthValue() + " " + day.getDayOfMonth() + " 0." + r;
    }
    Sequences months =
        sequences(
            table("year:integer month:integer day:integer x:number", days),
            spec("year,month", "year,month,day", "", 0));
    assertThat(months.entitiesFromTime()).isTrue();
    assertThat(SeriesSplit.of(months, .2, 5).alike()).isFalse();
  }

  @Test
  void aLaterStretchOfFewSequencesIsHeldOut() {
    SeriesSplit split = SeriesSplit.of(of(2, 60), .1, 5);
    // Of each 30 rows the last 3 in time, which are the first in the table.
    assertThat(split.heldRows()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(split.trainRows()).containsExactly(IntStream.range(6, 60).toArray());
    assertThat(split.words()).isEqualTo("the last 10 % of each sequence, a later stretch of time");
    assertThat(SeriesSplit.of(of(1, 50), .2, 5).words()).contains("the last 20 % of the sequence");
  }

  @Test
  void nothingIsHeldOutOfLittle() {
    assertThat(SeriesSplit.of(of(2, 49), .2, 5).heldRows()).isEmpty();
    assertThat(SeriesSplit.of(of(2, 49), .2, 5).trainRows()).hasSize(49);
    assertThat(SeriesSplit.of(of(2, 60), 0, 5).heldRows()).isEmpty();
    assertThatThrownBy(() -> SeriesSplit.of(of(2, 60), 1, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rowsThatWereLeftOutAreInNoPart() {
    String[] cells = new String[60];
    for (int r = 0; r < 60; r++) {
      cells[r] = r / 2 * 2 % 58 + " 0." + r;
    }
    Sequences s = sequences(table("t:integer x:number", cells), spec("", "t", "", 2));
    SeriesSplit split = SeriesSplit.of(s, .2, 1);
    assertThat(split.trainRows().length + split.heldRows().length).isEqualTo(29);
    assertThat(split.words()).isEqualTo("nothing is held out of fewer than 50 rows");
  }
}
