package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.Table;
import io.semblance.data.simulate.Simulators;
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
    HeldOut parts = HeldOut.split(all, 0.1, 7);
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
    double[] first = firstNumbers(HeldOut.split(all, 0.1, 7).holdout());
    assertThat(firstNumbers(HeldOut.split(all, 0.1, 7).holdout())).isEqualTo(first);
    assertThat(firstNumbers(HeldOut.split(all, 0.1, 8).holdout())).isNotEqualTo(first);
  }

  @Test
  void smallTablesAndAZeroFractionKeepAllRows() {
    assertThat(HeldOut.split(table(49), 0.1, 7).holdout()).isNull();
    assertThat(HeldOut.split(table(500), 0, 7).holdout()).isNull();
    assertThat(HeldOut.split(table(50), 0.1, 7).holdout().rows()).isEqualTo(5);
  }

  @Test
  void streamedAndWholeTablesAreThinnedAlike() {
    Table all = table(1000);
    Table whole = Samples.thin(all, 300);
    assertThat(whole.rows()).isEqualTo(250); // every fourth
    Samples.Collector collector = new Samples.Collector(1000, 300);
    for (int from = 0; from < 1000; from += 7) {
      collector.add(all.slice(from, Math.min(1000, from + 7)));
    }
    assertThat(firstNumbers(collector.table())).isEqualTo(firstNumbers(whole));
  }

  @Test
  void fewRowsAreLeftAlone() {
    Table all = table(100);
    assertThat(Samples.thin(all, 100)).isSameAs(all);
    Samples.Collector collector = new Samples.Collector(100, 100);
    collector.add(all);
    assertThat(collector.table()).isSameAs(all);
  }
}
