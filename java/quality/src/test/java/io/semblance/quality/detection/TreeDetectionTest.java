package io.semblance.quality.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.RealTables;
import io.semblance.data.Table;
import io.semblance.data.simulate.Simulators;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.features.RandomRows;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeDetectionTest {

  private static FeatureTable simulated(int from, int rows) {
    Table table = Simulators.byName("health-indicators").rows(from, rows, 5);
    return FeatureTable.align(table, List.of(table)).get(0);
  }

  /** Every column in an order of its own. */
  static FeatureTable shuffled(FeatureTable table) {
    double[][] columns = new double[table.width()][];
    for (int c = 0; c < columns.length; c++) {
      double[] column = table.column(c);
      int[] order = RandomRows.permutation(table.rows(), 100 + c);
      columns[c] = Arrays.stream(order).mapToDouble(i -> column[i]).toArray();
    }
    return FeatureTable.of(table.features(), columns);
  }

  @Test
  void twoDrawsOfOneLawAreNotToldApart() {
    // 20,000 rows a side: the standard error of the AUC is .003.
    TreeDetection said = TreeDetection.of(simulated(0, 20_000), simulated(20_000, 20_000), 1);
    assertThat(said.auc()).isCloseTo(.5, within(.01));
    assertThat(said.rows()).isEqualTo(20_000);
  }

  @Test
  void brokenDependenceIsSeen() {
    FeatureTable real = simulated(0, 10_000);
    TreeDetection said = TreeDetection.of(real, shuffled(real), 1);
    assertThat(said.auc()).isGreaterThan(.8);
  }

  @Test
  void theColumnThatTellsIsNamed() {
    FeatureTable real = simulated(0, 5_000);
    FeatureTable other = simulated(5_000, 4_000);
    double[][] columns = new double[other.width()][];
    Arrays.setAll(columns, other::column);
    int bmi = other.indexOf("BMI");
    columns[bmi] = Arrays.stream(columns[bmi]).map(v -> v + 4).toArray();
    TreeDetection said = TreeDetection.of(real, FeatureTable.of(other.features(), columns), 1);
    assertThat(said.auc()).isGreaterThan(.6);
    assertThat(said.columns().keySet().iterator().next()).isEqualTo("BMI");
    assertThat(said.columns().values().stream().mapToDouble(v -> v).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(said.rows()).as("the larger table is sampled").isEqualTo(4_000);
  }

  @Test
  void copiesWithTheOtherLabelLieBelowOneHalf() {
    FeatureTable real = simulated(0, 3_000);
    assertThat(TreeDetection.of(real, real, 1).auc()).isLessThan(.49);
  }

  @Test
  void brfssHalvesAndShuffledColumns() {
    Table table = RealTables.brfss();
    FeatureTable all = FeatureTable.align(table, List.of(table)).get(0);
    int[] order = RandomRows.permutation(all.rows(), 1);
    FeatureTable half = all.select(Arrays.copyOf(order, order.length / 2));
    FeatureTable other = all.select(Arrays.copyOfRange(order, order.length / 2, order.length));
    assertThat(TreeDetection.of(half, other, 1).auc()).isCloseTo(.5, within(.01));
    assertThat(TreeDetection.of(half, shuffled(half), 1).auc()).isGreaterThan(.85);
  }
}
