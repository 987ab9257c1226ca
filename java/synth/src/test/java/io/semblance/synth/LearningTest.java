package io.semblance.synth;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.simulate.Simulators;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A few seconds of training must find dependence that independent columns do not have. */
class LearningTest {
  /** Mean difference of all pairwise correlations. */
  private static double distance(double[][] real, double[][] other) {
    double sum = 0;
    int pairs = 0;
    for (int a = 0; a < real.length; a++) {
      for (int b = 0; b < a; b++, pairs++) {
        sum +=
            Math.abs(
                Fixtures.correlation(real[a], real[b]) - Fixtures.correlation(other[a], other[b]));
      }
    }
    return sum / pairs;
  }

  /** Numbers and codes of all columns. */
  private static double[][] matrix(Table table) {
    List<double[]> columns = new ArrayList<>();
    for (Column c : table.columns()) {
      columns.add(
          c instanceof NumericColumn n
              ? n.values()
              : Arrays.stream(Fixtures.codes(table, c.schema().name())).asDoubleStream().toArray());
    }
    return columns.toArray(double[][]::new);
  }

  /** Each column shuffled by itself. */
  private static double[][] independent(double[][] columns) {
    double[][] shuffled = new double[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      double[] x = columns[c].clone();
      Random random = new Random(c);
      for (int i = x.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        double swap = x[i];
        x[i] = x[j];
        x[j] = swap;
      }
      shuffled[c] = x;
    }
    return shuffled;
  }

  private static FitOptions.Builder options(int epochs) {
    return FitOptions.builder()
        .seed(3)
        .epochs(epochs)
        .threads(1)
        .backend("ejml")
        .set("learning_rate", "1e-3")
        .set("calibrate", "false")
        .set("generator_widths", "64")
        .set("critic_widths", "64")
        .set("noise", "16")
        .set("batch", "200")
        .set("average_decay", "0.99");
  }

  @Test
  void twoNumbersAndALabelThatHangTogether() {
    int n = 2000;
    Random random = new Random(1);
    double[] x = new double[n];
    double[] y = new double[n];
    int[] sign = new int[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextGaussian();
      y[i] = -2 * x[i] + 0.5 * random.nextGaussian();
      sign[i] = x[i] + 0.3 * random.nextGaussian() > 0 ? 1 : 0;
    }
    Table table =
        Table.of(
            List.of(
                Fixtures.numbers("x", ColumnType.NUMBER, 4, x),
                Fixtures.numbers("y", ColumnType.NUMBER, 4, y),
                Fixtures.labels("sign", sign, "minus", "plus")));
    double[][] real = matrix(table);
    double floor = distance(real, independent(real));
    assertThat(floor).isGreaterThan(.7);
    double found = distance(real, matrix(Fixtures.fit(table, options(40)).sample(n, 4)));
    assertThat(found).isLessThan(floor / 4);
    // The bare paper, without moment matching, learns as well.
    FitOptions.Builder bare = options(60).set("moments", "0");
    double byPaper = distance(real, matrix(Fixtures.fit(table, bare).sample(n, 4)));
    assertThat(byPaper).isLessThan(floor / 2);
  }

  @Test
  void healthIndicators() {
    Table table = Simulators.byName("health-indicators").rows(0, 4000, 1);
    double[][] real = matrix(table);
    double floor = distance(real, independent(real));
    FitOptions.Builder options = options(20).set("batch", "100");
    double found = distance(real, matrix(Fixtures.fit(table, options).sample(4000, 4)));
    assertThat(found).isLessThan(.7 * floor);
  }
}
