package io.semblance.quality.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnType;
import io.semblance.quality.features.EqualRows;
import io.semblance.quality.features.Feature;
import io.semblance.quality.features.FeatureTable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrivacyTest {

  private static final List<Feature> FEATURES =
      List.of(
          new Feature("a", ColumnType.NUMBER, List.of()),
          new Feature("k", ColumnType.CATEGORY, List.of("x", "y", "z")),
          new Feature("b", ColumnType.INTEGER, List.of()),
          new Feature("l", ColumnType.BOOLEAN, List.of("n", "y")));

  private static FeatureTable table(int rows, long seed, double missing) {
    Random random = new Random(seed);
    double[][] columns = new double[4][rows];
    for (int i = 0; i < rows; i++) {
      columns[0][i] = random.nextGaussian();
      columns[1][i] = random.nextInt(3);
      columns[2][i] = random.nextInt(8);
      columns[3][i] = random.nextInt(2);
      for (double[] column : columns) {
        column[i] = random.nextDouble() < missing ? Double.NaN : column[i];
      }
    }
    return FeatureTable.of(FEATURES, columns);
  }

  /** The definition, written out. */
  private static double distance(
      FeatureTable reference, FeatureTable s, int i, FeatureTable t, int j) {
    double sum = 0;
    for (int c = 0; c < 4; c++) {
      double x = s.column(c)[i];
      double y = t.column(c)[j];
      if (Double.isNaN(x) || Double.isNaN(y)) {
        boolean both = Double.isNaN(x) && Double.isNaN(y);
        sum += both ? 0 : FEATURES.get(c).categorical() ? 2 : 1;
      } else if (FEATURES.get(c).categorical()) {
        sum += x == y ? 0 : 2;
      } else {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double v : reference.column(c)) {
          min = v < min ? v : min;
          max = v > max ? v : max;
        }
        sum += Math.abs(x - y) / (max - min);
      }
    }
    return sum;
  }

  @Test
  void theSearchFindsTheTwoClosestOfAll() {
    FeatureTable training = table(300, 1, .1);
    FeatureTable synthetic = table(200, 2, .1);
    MixedRows.Space space = new MixedRows.Space(training);
    Closest[] found = Closest.of(space.rows(synthetic), null, space.rows(training), false, null);
    for (int i = 0; i < found.length; i++) {
      double first = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      for (int j = 0; j < training.rows(); j++) {
        double d = distance(training, synthetic, i, training, j);
        second = Math.min(second, Math.max(first, d));
        first = Math.min(first, d);
      }
      assertThat((double) found[i].distance()).isCloseTo(first, within(4e-5));
      assertThat((double) found[i].second()).isCloseTo(second, within(4e-5));
    }
  }

  @Test
  void aRowIsNotItsOwnNeighbour() {
    FeatureTable training = table(100, 1, 0);
    MixedRows rows = new MixedRows.Space(training).rows(training);
    for (Closest closest : Closest.of(rows, null, rows, true, null)) {
      assertThat(closest.distance()).isPositive();
    }
    for (Closest closest : Closest.of(rows, null, rows, false, null)) {
      assertThat(closest.distance()).isZero();
    }
  }

  @Test
  void freshRowsAreAsCloseToOthersAndCopiesAreNot() {
    FeatureTable training = table(6_000, 1, .02);
    FeatureTable fresh = table(6_000, 2, .02);
    for (int held : new int[] {600, 6_000, 9_000}) {
      FeatureTable holdout = table(held, 3, .02);
      Privacy good = Privacy.of(training, fresh, holdout, 0);
      // The share rests on the rows whose closest is in the held-out part, a tenth of 6,000 at the
      // least: its standard error is below .015.
      assertThat(good.dcrShare()).as("%d held out", held).isCloseTo(.5, within(.05));
      assertThat(good.membershipAuc()).isCloseTo(.5, within(.05));
      Privacy bad = Privacy.of(training, training, holdout, 0);
      assertThat(bad.dcrShare()).isGreaterThan(.95);
      assertThat(bad.membershipAuc()).isGreaterThan(.95);
      assertThat(bad.copies()).isEqualTo(1);
      assertThat(bad.naturalCopies()).isLessThan(.05);
    }
    assertThat(Privacy.of(training, fresh, null, 0).dcrShare()).isCloseTo(.5, within(.03));
    assertThat(Privacy.of(training, training, null, 0).dcrShare()).isGreaterThan(.95);
  }

  @Test
  void repeatsAndTwins() {
    FeatureTable table =
        FeatureTable.of(
            List.of(new Feature("a", ColumnType.NUMBER, List.of())),
            new double[][] {{1, 2, 1, 1, Double.NaN, Double.NaN, -0.0, 0.0, 5}});
    assertThat(EqualRows.repeats(table)).isEqualTo(4);
    assertThat(EqualRows.withTwin(table)).isEqualTo(7);
  }
}
