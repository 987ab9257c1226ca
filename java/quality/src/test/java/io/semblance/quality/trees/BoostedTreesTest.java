package io.semblance.quality.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.simulate.Simulators;
import io.semblance.quality.features.Feature;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.learn.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {

  @Test
  void theNumberOfThreadsChangesNothing() throws Exception {
    Table table = Simulators.byName("health-indicators").rows(0, 30_000, 3);
    FeatureTable rows = FeatureTable.align(table, List.of(table)).get(0);
    FeatureTable inputs = rows.without(0);
    double[][] one = scores(1, inputs, rows.column(0));
    assertThat(scores(4, inputs, rows.column(0))[0]).isEqualTo(one[0]);
  }

  private static double[][] scores(int threads, FeatureTable inputs, double[] target)
      throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(
              () ->
                  BoostedTrees.fit(
                          inputs,
                          target,
                          2,
                          Objective.LOGISTIC,
                          BoostingOptions.defaults().withRounds(10))
                      .scores(inputs))
          .get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void oneStumpIsTheFormula() {
    double[] x = {1, 2, 3, 4};
    double[] y = {0, 0, 6, 10};
    FeatureTable rows =
        FeatureTable.of(
            List.of(new Feature("x", ColumnType.NUMBER, List.of())), new double[][] {x});
    BoostedTrees stump =
        BoostedTrees.fit(rows, y, 0, Objective.SQUARED, new BoostingOptions(1, 1, .5, 1, 0));
    // Mean 4; residuals -4 -4 | 2 6; leaves sum / (n + lambda), halved by the learning rate.
    double low = 4 + .5 * -8 / 3.0;
    double high = 4 + .5 * 8 / 3.0;
    assertThat(stump.scores(rows)[0])
        .containsExactly(new double[] {low, low, high, high}, within(1e-12));
    assertThat(stump.importance()).containsExactly(1);
  }

  @Test
  void labelsAreSplitBySets() {
    // Labels 1 and 3 against 0 and 2: no threshold on the codes can say that in one split.
    double[] codes = new double[400];
    Arrays.setAll(codes, i -> i % 4);
    double[] y = Arrays.stream(codes).map(k -> k % 2).toArray();
    FeatureTable rows =
        FeatureTable.of(
            List.of(new Feature("k", ColumnType.CATEGORY, List.of("a", "b", "c", "d"))),
            new double[][] {codes});
    double[] odds =
        BoostedTrees.fit(rows, y, 2, Objective.LOGISTIC, new BoostingOptions(1, 1, 1, 1, 1))
            .scores(rows)[0];
    for (int i = 0; i < odds.length; i++) {
      assertThat(odds[i] > 0).isEqualTo(y[i] == 1);
    }
  }

  @Test
  void missingCellsGoWhereTheyHelp() {
    double[] x = new double[300];
    double[] y = new double[300];
    for (int i = 0; i < 300; i++) {
      x[i] = i % 3 == 2 ? Double.NaN : i % 3;
      y[i] = i % 3 == 0 ? 0 : 1;
    }
    FeatureTable rows =
        FeatureTable.of(
            List.of(new Feature("x", ColumnType.NUMBER, List.of())), new double[][] {x});
    double[] odds =
        BoostedTrees.fit(rows, y, 2, Objective.LOGISTIC, new BoostingOptions(5, 1, 1, 1, 1))
            .scores(rows)[0];
    assertThat(odds[0]).isNegative();
    assertThat(odds[1]).isPositive();
    assertThat(odds[2]).isEqualTo(odds[1]);
  }

  @Test
  void manyValuesAndManyLabelsShareBins() {
    double[] x = new double[5_000];
    double[] k = new double[5_000];
    double[] y = new double[5_000];
    for (int i = 0; i < 5_000; i++) {
      x[i] = Math.exp(i / 500.0);
      k[i] = i % 1_000;
      y[i] = x[i] > 100 ? 1 : 0;
    }
    List<String> labels =
        java.util.stream.IntStream.range(0, 1_000).mapToObj(i -> "l" + i).toList();
    FeatureTable rows =
        FeatureTable.of(
            List.of(
                new Feature("x", ColumnType.NUMBER, List.of()),
                new Feature("k", ColumnType.CATEGORY, labels)),
            new double[][] {x, k});
    double[] odds =
        BoostedTrees.fit(rows, y, 2, Objective.LOGISTIC, BoostingOptions.defaults())
            .scores(rows)[0];
    int wrong = 0;
    for (int i = 0; i < odds.length; i++) {
      wrong += odds[i] > 0 == (y[i] == 1) ? 0 : 1;
    }
    assertThat(wrong).as("at most one bin of 255 is cut").isLessThan(20);
  }
}
