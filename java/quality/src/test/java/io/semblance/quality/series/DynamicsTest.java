package io.semblance.quality.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Dependence in time, changes and gaps, by hand. */
class DynamicsTest {

  private static final double NAN = Double.NaN;
  private static final int[][] TWO = {{0, 1, 2, 3}, {4, 5, 6, 7}};

  private static Dynamics numbers(int[][] windows, double[]... columns) {
    return Dynamics.of(columns, new boolean[columns.length], windows);
  }

  @Test
  void autocorrelationIsTakenWithinWindows() {
    // Around the mean 0 with variance 1; across the border two equal numbers follow one another.
    Dynamics d = numbers(TWO, new double[] {1, -1, 1, -1, -1, 1, -1, 1});
    assertThat(d.autocorrelation()[0]).containsExactly(-1, 1, -1);
    // The mean of all is 5 and the variance 17: 16 of the levels and 1 of the turns.
    Dynamics levels = numbers(TWO, new double[] {0, 2, 0, 2, 8, 10, 8, 10});
    assertThat(levels.autocorrelation()[0][0]).isCloseTo((16.0 - 1) / 17, within(1e-12));
  }

  @Test
  void missingCellsAreLeftOutPairByPair() {
    // Mean of -1, 1, 1, -1 is 0; the pairs of lag 1 that are whole are (-1, 1) and (1, -1).
    Dynamics d = numbers(new int[][] {{0, 1, 2, 3, 4}}, new double[] {-1, 1, NAN, 1, -1});
    assertThat(d.autocorrelation()[0][0]).isCloseTo(-1, within(1e-12));
  }

  @Test
  void labelsAgreeMoreOftenThanByChance() {
    double[] codes = {0, 0, 1, 1};
    Dynamics d =
        Dynamics.of(new double[][] {codes}, new boolean[] {true}, new int[][] {{0, 1, 2, 3}});
    // Of 3 pairs 2 agree; by chance half would. At lag 2 none agrees.
    assertThat(d.autocorrelation()[0][0]).isCloseTo((2 / 3.0 - .5) / .5, within(1e-12));
    assertThat(d.autocorrelation()[0][1]).isCloseTo(-1, within(1e-12));
    assertThat(d.changes()[0]).isNull();
  }

  @Test
  void crossCorrelationKnowsWhoFollowsWhom() {
    Random random = new Random(1);
    double[] x = random.doubles(4000).toArray();
    double[] y = new double[4000];
    System.arraycopy(x, 0, y, 1, 3999);
    int[][] whole = {java.util.stream.IntStream.range(0, 4000).toArray()};
    Dynamics d = numbers(whole, x, y);
    assertThat(d.crossCorrelation()[1][0][1]).isCloseTo(1, within(.02));
    assertThat(d.crossCorrelation()[1][1][0]).isCloseTo(0, within(.06));
    assertThat(d.crossCorrelation()[0][0][1]).isCloseTo(0, within(.06));
    // Turned round, two of the three figures differ by 1, lag 0 does not.
    Dynamics turned = numbers(whole, y, x);
    assertThat(d.crossCorrelationDifference(turned)).isCloseTo(2 / 3.0, within(.05));
    assertThat(d.crossCorrelationDifference(d)).isZero();
    assertThat(numbers(whole, x).crossCorrelationDifference(numbers(whole, y))).isNaN();
  }

  @Test
  void aConstantFeatureHasNoDependence() {
    double[] constant = {.1, .1, .1, .1, .1, .1, .1, .1};
    double[] moving = {1, -1, 1, -1, -1, 1, -1, 1};
    Dynamics real = numbers(TWO, constant, moving);
    assertThat(real.autocorrelationDifferences(numbers(TWO, moving, moving)))
        .containsExactly(NAN, 0);
    // Lost in the synthetic table it counts as 0.
    assertThat(real.autocorrelationDifferences(numbers(TWO, constant, constant)))
        .containsExactly(NAN, 1);
  }

  @Test
  void changesAreThoseWithinWindows() {
    Dynamics ones = numbers(TWO, new double[] {0, 1, 2, 3, 50, 51, 52, 53});
    Dynamics same = numbers(TWO, new double[] {9, 10, 11, 12, 0, 1, 2, 3});
    Dynamics twos = numbers(TWO, new double[] {0, 2, 4, 6, 0, 2, 4, 5});
    assertThat(ones.changeDistance(same)).isZero();
    // Five of its six changes are 2, one is 1.
    assertThat(ones.changeDistance(twos)).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void runsOfMissingCellsAreCounted() {
    double[] real = {NAN, NAN, 1, 1, NAN, NAN, 1, 1};
    double[] synthetic = {NAN, 1, NAN, NAN, 1, NAN, 1, NAN};
    double[] whole = new double[8];
    MissingRuns a = MissingRuns.of(new double[][] {real, whole}, TWO);
    MissingRuns b = MissingRuns.of(new double[][] {synthetic, whole}, TWO);
    assertThat(a.runs()[0]).containsExactly(2, 2);
    assertThat(b.runs()[0]).containsExactly(1, 2, 1, 1);
    assertThat(a.shareDifference(b)).isCloseTo(1 / 8.0, within(1e-12));
    MissingRuns none = MissingRuns.of(new double[][] {whole, whole}, TWO);
    assertThat(none.distance(none)).isNaN();
    assertThat(none.shareDifference(none)).isNaN();
    assertThat(a.distance(none)).as("two runs say nothing").isNaN();
  }

  @Test
  void runsAreComparedWhereThereAreEnough() {
    int[][] sequences = new int[20][4];
    double[] real = new double[80];
    double[] synthetic = new double[80];
    for (int i = 0; i < 80; i++) {
      sequences[i / 4][i % 4] = i;
      real[i] = i % 4 < 2 ? NAN : 1;
      synthetic[i] = i % 4 == 0 || i % 4 == 2 && i < 40 ? NAN : 1;
    }
    double[] once = new double[80];
    once[7] = NAN;
    MissingRuns a = MissingRuns.of(new double[][] {real, once}, sequences);
    MissingRuns b = MissingRuns.of(new double[][] {synthetic, new double[80]}, sequences);
    // All runs of two against runs of one; the one missing cell does not count.
    assertThat(a.distance(b)).isEqualTo(1);
    double[] both = real.clone();
    both[1] = 1; // one of twenty runs is shorter
    MissingRuns c = MissingRuns.of(new double[][] {both, once}, sequences);
    assertThat(a.distance(c)).isCloseTo(1 / 20.0, within(1e-12));
  }

  @Test
  void windowsOfOneStepHaveNoLag() {
    Dynamics d = numbers(new int[][] {{0}, {1}}, new double[] {1, 2}, new double[] {2, 1});
    assertThat(d.autocorrelationDifferences(d)).containsExactly(NAN, NAN);
    assertThat(d.changeDistance(d)).isNaN();
    assertThat(numbers(new int[0][], new double[0]).autocorrelation()[0]).isEmpty();
  }
}
