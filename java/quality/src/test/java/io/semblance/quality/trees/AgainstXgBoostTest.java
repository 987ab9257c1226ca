package io.semblance.quality.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnType;
import io.semblance.data.RealTables;
import io.semblance.data.Table;
import io.semblance.data.simulate.Simulators;
import io.semblance.quality.features.Feature;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.features.RandomRows;
import io.semblance.quality.learn.Auc;
import io.semblance.quality.learn.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Held-out quality equal to that of XGBoost 1.7.6 with the same settings, on tables of several
 * shapes. XGBoost gets codes of labels as numbers; ours splits them by sets.
 */
class AgainstXgBoostTest {

  private static final double TOLERANCE = .01;
  private static final BoostingOptions OPTIONS = BoostingOptions.defaults();

  @BeforeEach
  void assumeXgBoost() {
    XgBoost.assumeRunsHere();
  }

  @Test
  void zeroInflatedCountsAndBooleans() throws Exception {
    Table table = Simulators.byName("health-indicators").rows(0, 12_000, 3);
    assertSameAuc(FeatureTable.align(table, List.of(table)).get(0), "Diabetes_binary", 0);
  }

  @Test
  void continuousColumnsWithInteractions() throws Exception {
    assertSameAuc(interactions(8_000, 0), "y", 0);
  }

  @Test
  void missingCellsThatMeanSomething() throws Exception {
    double auc = assertSameAuc(interactions(8_000, .3), "y", 0);
    assertThat(auc).as("missing cells tell").isGreaterThan(.8);
  }

  @Test
  void fewRowsManyColumns() throws Exception {
    Random random = new Random(5);
    List<Feature> features = new ArrayList<>();
    double[][] columns = new double[121][600];
    for (int c = 0; c < 120; c++) {
      features.add(new Feature("x" + c, ColumnType.NUMBER, List.of()));
      Arrays.setAll(columns[c], i -> random.nextGaussian());
    }
    features.add(new Feature("y", ColumnType.BOOLEAN, List.of("no", "yes")));
    Arrays.setAll(
        columns[120], i -> columns[0][i] + columns[1][i] + .5 * random.nextGaussian() > 0 ? 1 : 0);
    // 200 test rows: the standard error of either AUC is about .02.
    assertSameAuc(FeatureTable.of(features, columns), "y", .02);
  }

  @Test
  void numbersAsTarget() throws Exception {
    // At .3 both overfit these few noisy rows, each in its own way.
    BoostingOptions slow = new BoostingOptions(100, 5, .1, 1, 1);
    Parts parts = Parts.of(interactions(8_000, 0), "x0");
    BoostedTrees ours =
        BoostedTrees.fit(parts.learn, parts.learnTarget, 0, Objective.SQUARED, slow);
    float[][] theirs =
        XgBoost.scores(parts.learn, parts.learnTarget, parts.ask, "reg:squarederror", 0, slow);
    double[] other = new double[theirs.length];
    Arrays.setAll(other, i -> theirs[i][0]);
    assertThat(squares(ours.scores(parts.ask)[0], parts.askTarget))
        .isCloseTo(squares(other, parts.askTarget), within(TOLERANCE));
  }

  @Test
  void severalClasses() throws Exception {
    FeatureTable table = interactions(6_000, 0);
    int at = table.indexOf("x0");
    double[] thirds = table.column(at).clone();
    Arrays.setAll(thirds, i -> thirds[i] < -.5 ? 0 : thirds[i] < .5 ? 1 : 2);
    Parts parts = Parts.of(table, "x0");
    double[] learn = Arrays.stream(parts.learnRows).mapToDouble(i -> thirds[i]).toArray();
    double[] ask = Arrays.stream(parts.askRows).mapToDouble(i -> thirds[i]).toArray();
    BoostingOptions options = OPTIONS.withRounds(40);
    double[][] ours =
        BoostedTrees.fit(parts.learn, learn, 3, Objective.SOFTMAX, options).scores(parts.ask);
    float[][] theirs = XgBoost.scores(parts.learn, learn, parts.ask, "multi:softprob", 3, options);
    int right = 0;
    int theirRight = 0;
    for (int i = 0; i < ask.length; i++) {
      int k = 0;
      int j = 0;
      for (int c = 1; c < 3; c++) {
        k = ours[c][i] > ours[k][i] ? c : k;
        j = theirs[i][c] > theirs[i][j] ? c : j;
      }
      right += k == ask[i] ? 1 : 0;
      theirRight += j == ask[i] ? 1 : 0;
    }
    assertThat(right / (double) ask.length)
        .isGreaterThan(.55)
        .isCloseTo(theirRight / (double) ask.length, within(.015));
  }

  @Test
  void adult() throws Exception {
    Table table = RealTables.adult();
    assertSameAuc(FeatureTable.align(table, List.of(table)).get(0), "income", 0);
  }

  @Test
  void magic() throws Exception {
    Table table = RealTables.magic();
    assertSameAuc(FeatureTable.align(table, List.of(table)).get(0), "class", 0);
  }

  private static double assertSameAuc(FeatureTable table, String target, double more)
      throws Exception {
    Parts parts = Parts.of(table, target);
    BoostedTrees ours =
        BoostedTrees.fit(parts.learn, parts.learnTarget, 2, Objective.LOGISTIC, OPTIONS);
    float[][] theirs =
        XgBoost.scores(parts.learn, parts.learnTarget, parts.ask, "binary:logistic", 2, OPTIONS);
    double[] other = new double[theirs.length];
    Arrays.setAll(other, i -> theirs[i][0]);
    double auc = Auc.of(ours.scores(parts.ask)[0], i -> parts.askTarget[i] == 1);
    assertThat(auc)
        .isGreaterThan(.7)
        .isCloseTo(Auc.of(other, i -> parts.askTarget[i] == 1), within(TOLERANCE + more));
    return auc;
  }

  /** y depends on a product, so that no single column tells; cells are missing where it helps. */
  private static FeatureTable interactions(int rows, double missing) {
    Random random = new Random(11);
    List<Feature> features = new ArrayList<>();
    double[][] columns = new double[6][rows];
    for (int i = 0; i < rows; i++) {
      for (int c = 1; c < 5; c++) {
        columns[c][i] = random.nextGaussian();
      }
      columns[0][i] = columns[1][i] * columns[2][i] + Math.sin(2 * columns[3][i]);
      double odds = columns[0][i] + .5 * random.nextGaussian();
      columns[5][i] = odds > 0 ? 1 : 0;
      if (random.nextDouble() < missing) {
        columns[1][i] = Double.NaN;
        columns[5][i] = random.nextDouble() < .9 ? 1 : 0;
      }
      columns[0][i] = missing > 0 ? random.nextGaussian() : columns[0][i] + random.nextGaussian();
    }
    for (int c = 0; c < 5; c++) {
      features.add(new Feature("x" + c, ColumnType.NUMBER, List.of()));
    }
    features.add(new Feature("y", ColumnType.BOOLEAN, List.of("no", "yes")));
    return FeatureTable.of(features, columns);
  }

  private static double squares(double[] predicted, double[] target) {
    double mean = Arrays.stream(target).average().orElseThrow();
    double residual = 0;
    double total = 0;
    for (int i = 0; i < target.length; i++) {
      residual += (target[i] - predicted[i]) * (target[i] - predicted[i]);
      total += (target[i] - mean) * (target[i] - mean);
    }
    return 1 - residual / total;
  }

  /** Two thirds to learn from, one third to be asked. */
  private record Parts(
      FeatureTable learn,
      double[] learnTarget,
      FeatureTable ask,
      double[] askTarget,
      int[] learnRows,
      int[] askRows) {

    static Parts of(FeatureTable table, String target) {
      int at = table.indexOf(target);
      int[] order = RandomRows.permutation(table.rows(), 1);
      int[] learn = Arrays.copyOf(order, table.rows() * 2 / 3);
      int[] ask = Arrays.copyOfRange(order, learn.length, order.length);
      FeatureTable inputs = table.without(at);
      return new Parts(
          inputs.select(learn),
          table.select(learn).column(at),
          inputs.select(ask),
          table.select(ask).column(at),
          learn,
          ask);
    }
  }
}
