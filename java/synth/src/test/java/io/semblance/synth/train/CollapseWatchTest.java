package io.semblance.synth.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.synth.Fixtures;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CollapseWatchTest {
  private final Table table = Fixtures.mixed(2_000, 1);
  private final CollapseWatch watch =
      CollapseWatch.over(table, EncodedTable.of(table, EncoderOptions.defaults()), 1);

  /** Rows of the table in which the city is not this one. */
  private Table without(int city) {
    int[] codes = Fixtures.codes(table, "city");
    return table.select(
        IntStream.range(0, table.rows()).filter(row -> codes[row] != city).toArray());
  }

  @Test
  void nothingIsSaidOfRowsLikeTheTable() {
    Table other = Fixtures.mixed(2_000, 2);
    assertThat(watch.look(other)).isEmpty();
    assertThat(watch.last(other)).isEmpty();
  }

  @Test
  void aLabelThatStopsComingIsNamedOnce() {
    assertThat(watch.look(table)).isEmpty();
    assertThat(watch.look(without(2)))
        .anySatisfy(
            s -> assertThat(s).contains("Mode collapse", "city = Oslo", "hardly come any more"));
    assertThat(watch.look(without(2))).isEmpty();
    assertThat(watch.last(without(2))).isEmpty();
  }

  @Test
  void whatHasNotComeYetIsOnlySaidAtTheEnd() {
    assertThat(watch.look(without(1))).isEmpty();
    assertThat(watch.last(without(1)))
        .anySatisfy(s -> assertThat(s).contains("city = Rom", "never came"));
  }

  /** The old are a cluster without a label of its own. */
  @Test
  void clustersThatEmptyAreDescribed() {
    double[] age = Fixtures.values(table, "age");
    Table young =
        table.select(IntStream.range(0, table.rows()).filter(row -> age[row] < 45).toArray());
    watch.look(table);
    assertThat(watch.look(young))
        .anySatisfy(s -> assertThat(s).contains("rows like (", "hardly come any more"));
  }

  @Test
  void rowsThatRepeatAreNoticed() {
    watch.look(table);
    int[] few = new int[2_000];
    Arrays.setAll(few, i -> i % 200);
    assertThat(watch.look(table.select(few)))
        .anySatisfy(s -> assertThat(s).contains("rows repeat", "only 200 are different"));
  }

  @Test
  void whatItRemembersCanBeHandedOn() {
    watch.look(table);
    CollapseWatch other =
        CollapseWatch.over(table, EncodedTable.of(table, EncoderOptions.defaults()), 1);
    other.remember(watch.memory());
    assertThat(other.look(without(2))).isNotEmpty();
    CollapseWatch third =
        CollapseWatch.over(table, EncodedTable.of(table, EncoderOptions.defaults()), 1);
    third.remember(other.memory());
    assertThat(third.look(without(2))).isEmpty();
  }
}
