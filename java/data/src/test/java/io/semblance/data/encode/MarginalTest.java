package io.semblance.data.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarginalTest {
  private static final double GONE = Double.NaN;

  private static NumericColumn numbers(ColumnType type, double... values) {
    return NumericColumn.of(
        ColumnSchema.builder("x", type)
            .range(Arrays.stream(values).min().orElse(0), Arrays.stream(values).max().orElse(0))
            .nullable(true)
            .build(),
        values);
  }

  private static CategoricalColumn labels(int... codes) {
    return CategoricalColumn.of(
        ColumnSchema.builder("x", ColumnType.CATEGORY)
            .categories(List.of("a", "b", "c"))
            .nullable(true)
            .build(),
        codes);
  }

  /** Written and read again, so that every test is one of the file too. */
  private static Marginal again(Marginal marginal) {
    return Marginal.fromJson(List.of(marginal.schema()), Marginal.toJson(List.of(marginal)), "test")
        .get(0);
  }

  private static double[] values(Column column) {
    return ((NumericColumn) column).values();
  }

  @Test
  void numbersFillIntervalsOfRanksInTheirOrder() {
    ColumnStates states = ColumnStates.of(numbers(ColumnType.INTEGER, 5, -1, 5, 2));
    assertThat(states.ofRows()).containsExactly(2, 0, 2, 1);
    assertThat(states.counts()).containsExactly(1, 1, 2);
    assertThat(states.missing()).isEqualTo(-1);
    assertThat(states.isOrdered()).isTrue();
    Marginal marginal = again(states.marginal(new int[] {0, 1, 2}));
    assertThat(values(marginal.cells(new double[] {0, .24, .26, .49, .51, .99, 1})))
        .containsExactly(-1, -1, 2, 2, 5, 5, 5);
  }

  @Test
  void missingCellsHaveAnIntervalWhereverTheyAreOrdered() {
    ColumnStates states = ColumnStates.of(numbers(ColumnType.INTEGER, 1, GONE, 2, GONE));
    assertThat(states.ofRows()).containsExactly(0, 2, 1, 2);
    assertThat(states.missing()).isEqualTo(2);
    double[] ranks = {.1, .3, .6, .8, 1};
    assertThat(values(again(states.marginal(new int[] {0, 2, 1})).cells(ranks)))
        .containsExactly(1, GONE, GONE, 2, 2);
    assertThat(values(again(states.marginal(new int[] {2, 0, 1})).cells(ranks)))
        .containsExactly(GONE, GONE, 1, 2, 2);
    assertThat(values(again(states.marginal(new int[] {0, 1, 2})).cells(ranks)))
        .containsExactly(1, 2, GONE, GONE, GONE);
  }

  @Test
  void aColumnWithoutAnyValueIsAllMissing() {
    ColumnStates states = ColumnStates.of(numbers(ColumnType.NUMBER, GONE, GONE));
    assertThat(values(again(states.marginal(new int[] {0})).cells(new double[] {0, 1})))
        .containsOnly(GONE);
  }

  @Test
  void labelsComeInTheOrderGivenAndThoseWithoutRowsNever() {
    ColumnStates states = ColumnStates.of(labels(2, 0, -1, 2));
    assertThat(states.counts()).containsExactly(1, 0, 2, 1);
    assertThat(states.isOrdered()).isFalse();
    Marginal marginal = again(states.marginal(new int[] {1, 2, 3, 0}));
    Column cells = marginal.cells(new double[] {0, .49, .51, .74, .76, 1});
    assertThat(((CategoricalColumn) cells).codes()).containsExactly(2, 2, -1, -1, 0, 0);
  }

  @Test
  void timesOfDayBeginAtTheQuietestPlaceOfTheCircle() {
    // 22:00 to 02:00: on the line of the clock midnight would tear them apart.
    ColumnStates states =
        ColumnStates.of(numbers(ColumnType.TIME, 79_200, 82_800, 0, 3_600, 7_200));
    assertThat(states.ofRows()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void valuesThatNeverRepeatAreNotAllKept() {
    double[] values = new double[100];
    Arrays.setAll(values, i -> i * i);
    NumericColumn column = numbers(ColumnType.NUMBER, values);
    int[] order = new int[100];
    Arrays.setAll(order, i -> i);
    Marginal marginal = ColumnStates.of(column).marginal(order);
    assertThat(marginal.describe()).isEqualTo("at 50 values");
    double[] cells = values(marginal.cells(new double[] {0, .5, 1}));
    assertThat(cells[0]).isZero();
    assertThat(cells[1]).isBetween(48.0 * 48, 51.0 * 51);
    assertThat(cells[2]).isEqualTo(99.0 * 99);
  }

  @Test
  void damagedTextIsRefused() {
    Marginal marginal = ColumnStates.of(labels(2, 0, -1, 2)).marginal(new int[] {1, 2, 3, 0});
    String json = Marginal.toJson(List.of(marginal));
    for (String[] change :
        new String[][] {
          {"[1,2,-1,0]", "[1,2,-1,1]"},
          {"[1,2,-1,0]", "[1,2,-1]"},
          {"[0,2,1,1]", "[0,0,0,0]"},
          {"\"x\"", "\"y\""},
        }) {
      assertThat(json).contains(change[0]);
      assertThatThrownBy(
              () ->
                  Marginal.fromJson(
                      List.of(marginal.schema()), json.replace(change[0], change[1]), "file"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("file");
    }
    assertThatThrownBy(() -> Marginal.fromJson(List.of(), json, "file"))
        .isInstanceOf(DataException.class);
  }

  @Test
  void identifiersHaveNoDistribution() {
    Column ids =
        CategoricalColumn.ofIds(
            ColumnSchema.builder("x", ColumnType.ID).build(), new String[] {"a", "b"});
    assertThatThrownBy(() -> ColumnStates.of(ids)).isInstanceOf(IllegalArgumentException.class);
  }
}
