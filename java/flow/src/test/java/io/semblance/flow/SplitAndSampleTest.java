package io.semblance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.simulate.Simulators;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitAndSampleTest {
  private static Table table(int rows) {
    return Simulators.byName("sines").rows(0, rows, 1);
  }

  private static double[] firstNumbers(Table table) {
    int column = table.width() - 1;
    return IntStream.range(0, table.rows()).mapToDouble(table.numeric(column)::value).toArray();
  }

  @Test
  void bothPartsTogetherAreTheTable() {
    Table all = table(1000);
    HeldOut parts = HeldOut.split(all, 0.1, 7, null);
    assertThat(parts.holdout().rows()).isEqualTo(100);
    assertThat(parts.train().rows()).isEqualTo(900);
    double[] both =
        IntStream.concat(IntStream.range(0, 900), IntStream.range(900, 1000))
            .mapToDouble(
                i ->
                    i < 900
                        ? firstNumbers(parts.train())[i]
                        : firstNumbers(parts.holdout())[i - 900])
            .toArray();
    assertThat(both).containsExactlyInAnyOrder(firstNumbers(all));
  }

  @Test
  void theSeedDecides() {
    Table all = table(1000);
    double[] first = firstNumbers(HeldOut.split(all, 0.1, 7, null).holdout());
    assertThat(firstNumbers(HeldOut.split(all, 0.1, 7, null).holdout())).isEqualTo(first);
    assertThat(firstNumbers(HeldOut.split(all, 0.1, 8, null).holdout())).isNotEqualTo(first);
  }

  @Test
  void smallTablesAndAZeroFractionKeepAllRows() {
    assertThat(HeldOut.split(table(49), 0.1, 7, null).holdout()).isNull();
    assertThat(HeldOut.split(table(500), 0, 7, null).holdout()).isNull();
    assertThat(HeldOut.split(table(50), 0.1, 7, null).holdout().rows()).isEqualTo(5);
  }

  /** Whatever the seed, a class of one row is trained on, and nothing else changes. */
  @Test
  void aClassOfOneRowIsTrainedOn() {
    int[] codes = new int[200];
    codes[17] = 1;
    codes[120] = CategoricalColumn.MISSING;
    ColumnSchema schema =
        ColumnSchema.builder("class", ColumnType.CATEGORY)
            .categories(List.of("usual", "rare"))
            .nullable(true)
            .build();
    Table all = Table.of(List.of(CategoricalColumn.of(schema, codes)));
    int spared = 0;
    for (int seed = 0; seed < 40; seed++) {
      HeldOut plain = HeldOut.split(all, 0.5, seed, null);
      HeldOut parts = HeldOut.split(all, 0.5, seed, all.column(0));
      assertThat(parts.train().categorical(0).codes()).contains(0, 1, CategoricalColumn.MISSING);
      assertThat(parts.holdout().categorical(0).codes()).containsOnly(0);
      assertThat(parts.train().rows() + parts.holdout().rows()).isEqualTo(200);
      spared += plain.holdout().rows() - parts.holdout().rows();
    }
    assertThat(spared).isBetween(20, 60); // each of two rows is held out every other time
  }

  @Test
  void whereEveryRowIsAClassNothingIsHeldOut() {
    int[] codes = IntStream.range(0, 60).toArray();
    List<String> labels = IntStream.range(0, 60).mapToObj(String::valueOf).toList();
    ColumnSchema schema =
        ColumnSchema.builder("class", ColumnType.CATEGORY).categories(labels).build();
    Table all = Table.of(List.of(CategoricalColumn.of(schema, codes)));
    HeldOut parts = HeldOut.split(all, 0.1, 1, all.column(0));
    assertThat(parts.holdout()).isNull();
    assertThat(parts.train()).isSameAs(all);
  }

  @Test
  void streamedAndWholeTablesAreThinnedAlike() {
    Table all = table(1000);
    Table whole = Samples.thin(all, 300);
    assertThat(whole.rows()).isEqualTo(250); // every fourth
    Samples.Collector collector = Samples.Collector.spread(1000, 300);
    for (int from = 0; from < 1000; from += 7) {
      collector.add(all.slice(from, Math.min(1000, from + 7)));
    }
    assertThat(firstNumbers(collector.table())).isEqualTo(firstNumbers(whole));
  }

  @Test
  void fewRowsAreLeftAlone() {
    Table all = table(100);
    assertThat(Samples.thin(all, 100)).isSameAs(all);
    Samples.Collector collector = Samples.Collector.spread(100, 100);
    collector.add(all);
    assertThat(collector.table()).isSameAs(all);
  }
}
