package io.semblance.synth.copula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.simulate.CorrelationMatrix;
import io.semblance.data.simulate.Normal;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Synthesizers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Data simulated from a Gaussian copula give back its correlations and their own marginals. */
class RecoveryTest {
  private static final int ROWS = 20_000;

  /** The standard error of a correlation of that many rows is at most 1 / sqrt(rows) = .0071. */
  private static final double ERROR = 1 / Math.sqrt(ROWS);

  /** Positive definite: the factor exists. */
  private static final double[][] TRUTH = {
    {1, .8, -.5, .3, 0},
    {.8, 1, -.4, .2, .1},
    {-.5, -.4, 1, .1, -.3},
    {.3, .2, .1, 1, .6},
    {0, .1, -.3, .6, 1}
  };

  /** Latent normal numbers with the true correlations, column by column. */
  private static double[][] latent(int rows, long seed) {
    double[][] lower = CorrelationMatrix.cholesky(TRUTH);
    Random random = new Random(seed);
    double[][] z = new double[TRUTH.length][rows];
    double[] e = new double[TRUTH.length];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < e.length; i++) {
        e[i] = random.nextGaussian();
        for (int j = 0; j <= i; j++) {
          z[i][row] += lower[i][j] * e[j];
        }
      }
    }
    return z;
  }

  private static Column numbers(String name, double[] z, DoubleUnaryOperator marginal) {
    return Fixtures.numbers(name, ColumnType.NUMBER, 6, Arrays.stream(z).map(marginal).toArray());
  }

  /** Labels that name the intervals between cuts in a shuffled order. */
  private static Column labels(String name, double[] z, double[] cuts, int... codes) {
    String[] names = new String[codes.length];
    Arrays.setAll(names, i -> String.valueOf((char) ('a' + i)));
    return Fixtures.labels(
        name, Arrays.stream(z).mapToInt(v -> codes[level(v, cuts)]).toArray(), names);
  }

  private static int level(double z, double... cuts) {
    return (int) Arrays.stream(cuts).filter(cut -> cut <= z).count();
  }

  private static CopulaModel fit(List<Column> columns) {
    return (CopulaModel)
        Synthesizers.byName("copula")
            .fit(Table.of(columns), FitOptions.builder().build(), FitListener.silent());
  }

  private static void assertTruth(double[][] found, double[] sign, double error) {
    for (int i = 0; i < TRUTH.length; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(sign[i] * sign[j] * found[i][j])
            .as(i + ", " + j)
            .isCloseTo(TRUTH[i][j], within(error));
      }
    }
  }

  @Test
  void continuousColumnsGiveTheCorrelationsWithinSamplingError() {
    double[][] z = latent(ROWS, 1);
    CopulaModel model =
        fit(
            List.of(
                numbers("a", z[0], Math::exp), // log-normal: only ranks may count
                numbers("b", z[1], v -> v),
                numbers("c", z[2], v -> v * v * v),
                numbers("d", z[3], v -> 7 - 2 * v),
                numbers("e", z[4], Normal::cdf)));
    assertTruth(model.correlation(), new double[] {1, 1, 1, -1, 1}, 3.5 * ERROR);
  }

  @Test
  void columnsOfFewStatesGiveTheCorrelationsOfTheNumbersThatTheyAreCutFrom() {
    double[][] z = latent(ROWS, 2);
    CopulaModel model =
        fit(
            List.of(
                numbers("binary", z[0], v -> level(v, .8)), // 21% ones
                numbers("five", z[1], v -> level(v, -1.2, -.3, .4, 1.5)),
                numbers("inflated", z[2], v -> Math.max(0, v - .5)), // 69% zeros
                numbers("number", z[3], v -> v),
                numbers("coin", z[4], v -> level(v, 0))));
    // Two binaries know least: the standard error of a tetrachoric correlation of zero is
    // sqrt(p q p' q' / n) / (phi phi') = .0129 for shares of .21 and .5, 1.8 times that of numbers.
    assertTruth(model.correlation(), new double[] {1, 1, 1, 1, 1}, 3.5 * .0129);
  }

  @Test
  void labelsAreOrderedByWhatGoesWithThem() {
    double[][] z = latent(ROWS, 3);
    double[] cuts = {-1, -.3, .3, 1};
    CopulaModel model =
        fit(
            List.of(
                labels("a", z[0], cuts, 3, 0, 4, 1, 2),
                labels("b", z[1], cuts, 1, 4, 2, 0, 3),
                labels("c", z[2], cuts, 2, 4, 0, 3, 1),
                labels("d", z[3], cuts, 0, 2, 4, 1, 3),
                labels("e", z[4], cuts, 4, 1, 3, 0, 2)));
    double[][] found = model.correlation();
    double[] sign = new double[TRUTH.length];
    // A mirrored order is as good as its image; the strongest pairs tell which it is.
    sign[0] = 1;
    sign[1] = Math.signum(found[0][1]);
    sign[2] = -Math.signum(found[0][2]);
    sign[3] = Math.signum(found[0][3]);
    sign[4] = sign[3] * Math.signum(found[3][4]);
    assertTruth(found, sign, 3.5 * 1.3 * ERROR);
  }

  @Test
  void missingCellsGoWhereTheOtherColumnsPutThem() {
    double[][] z = latent(ROWS, 4);
    // The numbers between the 60th and the 80th percent are gone, rather than the lowest.
    Column holed =
        Fixtures.numbers(
            "b",
            ColumnType.NUMBER,
            6,
            Arrays.stream(z[1]).map(v -> v > .253 && v < .842 ? Double.NaN : v).toArray());
    List<Column> columns = new ArrayList<>();
    columns.add(numbers("a", z[0], v -> v));
    columns.add(holed);
    columns.add(numbers("c", z[2], v -> v));
    columns.add(numbers("d", z[3], v -> v));
    columns.add(numbers("e", z[4], v -> v));
    assertTruth(fit(columns).correlation(), new double[] {1, 1, 1, 1, 1}, 3.5 * ERROR);
  }

  @Test
  void drawnColumnsHaveTheMarginalsOfTheTable() {
    double[][] z = latent(ROWS, 5);
    Table table =
        Table.of(
            List.of(
                numbers("a", z[0], Math::exp),
                numbers("b", z[1], v -> Math.max(0, v - .5)),
                labels("c", z[2], new double[] {-1, 0, 1.5}, 2, 0, 3, 1)));
    Table drawn =
        Synthesizers.byName("copula")
            .fit(table, FitOptions.builder().build(), FitListener.silent())
            .sample(ROWS, 9);
    // The Kolmogorov-Smirnov distance of two samples of n rows is above 1.95 sqrt(2 / n) once in a
    // thousand times; a table read at 1024 values adds less than a thousandth.
    double most = 1.95 * Math.sqrt(2.0 / ROWS) + .001;
    for (String name : List.of("a", "b")) {
      assertThat(distance(Fixtures.values(table, name), Fixtures.values(drawn, name)))
          .isLessThan(most);
    }
    double[] shares = new double[4];
    for (int row = 0; row < ROWS; row++) {
      shares[Fixtures.codes(table, "c")[row]] += 1.0 / ROWS;
      shares[Fixtures.codes(drawn, "c")[row]] -= 1.0 / ROWS;
    }
    // Each share has a standard error of at most sqrt(1/4 / n) in the drawn rows.
    assertThat(shares).containsExactly(new double[4], within(3.5 * .5 * ERROR));
  }

  /** Greatest difference of two empirical distribution functions of as many values. */
  private static double distance(double[] x, double[] y) {
    double[] a = x.clone();
    double[] b = y.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    double most = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      double here = Math.min(a[i], b[j]);
      while (i < a.length && a[i] == here) {
        i++;
      }
      while (j < b.length && b[j] == here) {
        j++;
      }
      most = Math.max(most, Math.abs(i - j) / (double) a.length);
    }
    return most;
  }
}
