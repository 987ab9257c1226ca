package io.semblance.synth.autoregression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.synth.Fixtures;
import io.semblance.synth.SampleOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is put in comes out: coefficients, memory, shares, runs, phases. */
class VarRecoveryTest {
  private static final double[][] A = {{.7, .2}, {-.3, .5}};

  private static double deviation(double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  private static Table drawn(VarModel model, long sequences, int length) {
    return model.sample(
        SampleOptions.builder().sequences(sequences).length(length).seed(5).build());
  }

  @Test
  void coefficientsOfAnAutoregressionAreFoundAgain() {
    Table table = SeriesFixtures.recursion(12_000, A, 1);
    VarModel model = SeriesFixtures.fit(table, SeriesFixtures.windows(24), "lags", "1");
    double sx = deviation(Fixtures.values(table, "x"));
    double sy = deviation(Fixtures.values(table, "y"));
    double[][] found = model.coefficients(1); // of scores of unit variance
    assertThat(found[0][0]).isCloseTo(.7, within(.03));
    assertThat(found[0][1] * sx / sy).isCloseTo(.2, within(.03));
    assertThat(found[1][0] * sy / sx).isCloseTo(-.3, within(.03));
    assertThat(found[1][1]).isCloseTo(.5, within(.03));
    for (int length : new int[] {24, 2_000}) {
      double[] x = Fixtures.values(drawn(model, 48_000 / length, length), "x");
      double[] real = Fixtures.values(table, "x");
      assertThat(deviation(x)).isCloseTo(sx, within(.06));
      for (int lag : new int[] {1, 4}) {
        assertThat(SeriesFixtures.autocorrelation(x, length, lag))
            .as("lag %d of %d steps", lag, length)
            .isCloseTo(SeriesFixtures.autocorrelation(real, 12_000, lag), within(.03));
      }
    }
  }

  @Test
  void twoLagsAreToldApart() {
    Random random = new Random(2);
    double[] x = new double[10_000];
    for (int t = 2; t < x.length; t++) {
      x[t] = .3 * x[t - 1] + .5 * x[t - 2] + random.nextGaussian();
    }
    Table table = Table.of(List.of(Fixtures.numbers("x", ColumnType.NUMBER, 5, x)));
    VarModel model = SeriesFixtures.fit(table, SeriesFixtures.windows(20));
    assertThat(model.coefficients(1)[0][0]).isCloseTo(.3, within(.03));
    assertThat(model.coefficients(2)[0][0]).isCloseTo(.5, within(.03));
  }

  @Test
  void labelsKeepTheirSharesAndTheirRuns() {
    // b lies between a and c, as the chain goes; the schema has them as a, b, c or not.
    double[][] next = {{.9, .1, 0}, {.05, .85, .1}, {0, .1, .9}};
    Random random = new Random(4);
    int[] codes = new int[12_000];
    int[] names = {2, 0, 1};
    int state = 0;
    for (int t = 0; t < codes.length; t++) {
      double u = random.nextDouble();
      state = u < next[state][0] ? 0 : u < next[state][0] + next[state][1] ? 1 : 2;
      codes[t] = names[state];
    }
    Table table = Table.of(List.of(Fixtures.labels("state", codes, "b", "c", "a")));
    VarModel model = SeriesFixtures.fit(table, SeriesFixtures.windows(50));
    int[] drawn = Fixtures.codes(drawn(model, 400, 50), "state");
    for (int code = 0; code < 3; code++) {
      assertThat(share(drawn, code)).isCloseTo(share(codes, code), within(.04));
    }
    double stays = stays(codes, codes.length);
    assertThat(stays(drawn, 50)).isCloseTo(stays, within(.04));
    // Between the outer ones it goes by way of the middle one, as far as steps of a normal do.
    assertThat(goes(drawn, 50, 2, 1)).isLessThan(.02);
  }

  private static double share(int[] codes, int code) {
    return Arrays.stream(codes).filter(c -> c == code).count() / (double) codes.length;
  }

  private static double stays(int[] codes, int length) {
    int same = 0;
    int all = 0;
    for (int i = 1; i < codes.length; i++) {
      if (i % length != 0) {
        all++;
        same += codes[i] == codes[i - 1] ? 1 : 0;
      }
    }
    return (double) same / all;
  }

  private static double goes(int[] codes, int length, int from, int to) {
    int gone = 0;
    for (int i = 1; i < codes.length; i++) {
      gone += i % length != 0 && codes[i - 1] == from && codes[i] == to ? 1 : 0;
    }
    return (double) gone / codes.length;
  }

  @Test
  void phasesGoOnAndEntitiesKeepTheirLevels() {
    Table table = SeriesFixtures.hours(30, 6);
    VarModel model =
        SeriesFixtures.fit(
            table,
            SeriesFixtures.windows(24).sequenceBy(List.of("place")).time(List.of("when")),
            "lags",
            "1");
    Table drawn = drawn(model, 40, 120);
    double[] heat = Fixtures.values(drawn, "heat");
    double[] when = Fixtures.values(drawn, "when");
    int[] place = Fixtures.codes(drawn, "place");
    double[][] sums = new double[2][24];
    double[][] counts = new double[2][24];
    for (int i = 0; i < heat.length; i++) {
      int hour = (int) Math.floorMod((long) when[i] / 3_600_000, 24L);
      sums[place[i]][hour] += heat[i];
      counts[place[i]][hour]++;
    }
    int north = table.schema().column("place").categories().indexOf("north");
    for (int hour : new int[] {0, 6, 12, 18}) {
      double cold = sums[north][hour] / counts[north][hour];
      double warm = sums[1 - north][hour] / counts[1 - north][hour];
      assertThat(cold).isCloseTo(-6 * Math.cos(2 * Math.PI * hour / 24), within(1.5));
      assertThat(warm - cold).isCloseTo(10, within(1.5));
    }
  }

  @Test
  void aDriftIsHeldBackAndSaid() {
    Random random = new Random(8);
    double[] x = new double[600];
    for (int t = 1; t < x.length; t++) {
      x[t] = x[t - 1] * 1.004 + .05 + .02 * random.nextGaussian();
    }
    Table table = Table.of(List.of(Fixtures.numbers("x", ColumnType.NUMBER, 4, x)));
    VarModel model = SeriesFixtures.fit(table, SeriesFixtures.windows(24));
    assertThat(model.recursion().radius()).isLessThan(1);
    assertThat(model.recursion().longRunVariance()).isLessThan(1.21);
    double[] drawn = Fixtures.values(drawn(model, 2, 20_000), "x");
    assertThat(Arrays.stream(drawn).average().orElseThrow())
        .isBetween(Arrays.stream(x).min().orElseThrow(), Arrays.stream(x).max().orElseThrow());
    // Held back, but not stopped: a step is as near to the one before as steps of the data.
    assertThat(SeriesFixtures.autocorrelation(drawn, 20_000, 1)).isGreaterThan(.98);
  }

  @Test
  void whatLeastSquaresWouldLetGrowIsSolvedForTheCovariancesOfAnyTwoSteps() {
    // Neighbours have .95 in common at one place and .8 at another, .875 on average.
    Joint joint = new Joint(new double[3], new double[] {1, .95, .9, .95, 1, .8, .9, .8, 1});
    LinearGaussian start = new LinearGaussian(new double[2], new double[0], new double[4]);
    assertThat(new Recursion(start, joint.regression(1, 0), 1, 2).radius()).isGreaterThan(1);
    Recursion found = Recursion.bounded(joint, start, 1, 2, 0, 0, 1.2);
    // Yule and Walker: (r1, r2) = ((1, r1), (r1, 1)) a with r1 = .875, r2 = .9.
    double square = .875 * .875;
    assertThat(found.step().weights()[0]).isCloseTo(.875 * .1 / (1 - square), within(1e-9));
    assertThat(found.step().weights()[1]).isCloseTo((.9 - square) / (1 - square), within(1e-9));
    assertThat(found.longRunVariance()).isCloseTo(1, within(1e-9));
  }

  @Test
  void wholeSequencesMaySpreadAsTheyDo() {
    // Each begins near to 0 and goes its own straight way: no stationary process does.
    Random random = new Random(6);
    int length = 20;
    double[] id = new double[300 * length];
    double[] t = new double[id.length];
    double[] x = new double[id.length];
    for (int s = 0; s < 300; s++) {
      double slope = random.nextGaussian();
      for (int k = 0; k < length; k++) {
        int row = s * length + k;
        id[row] = s;
        t[row] = k;
        x[row] = slope * (k + 1) + .05 * random.nextGaussian();
      }
    }
    Table table =
        Table.of(
            List.of(
                Fixtures.numbers("id", ColumnType.INTEGER, 0, id),
                Fixtures.numbers("t", ColumnType.INTEGER, 0, t),
                Fixtures.numbers("x", ColumnType.NUMBER, 5, x)));
    VarModel model =
        SeriesFixtures.fit(
            table, SeriesFixtures.windows(0).sequenceBy(List.of("id")).time(List.of("t")));
    double[] drawn = Fixtures.values(drawn(model, 500, length), "x");
    double[] first = new double[500];
    double[] last = new double[500];
    for (int s = 0; s < 500; s++) {
      first[s] = drawn[s * length];
      last[s] = drawn[s * length + length - 1];
    }
    assertThat(deviation(first)).isLessThan(3);
    assertThat(deviation(last)).isBetween(13., 27.);
  }

  @Test
  void laggedSumsGiveTheRadiusAndTheLongRunVariance() {
    // z = .5 z_-1 + .3 z_-2 + e: roots of q^2 = .5 q + .3; variance of an AR(2) in closed form.
    Recursion recursion =
        new Recursion(
            new LinearGaussian(new double[2], new double[0], new double[] {1, 0, 0, 1}),
            new LinearGaussian(new double[1], new double[] {.5, .3}, new double[] {2}),
            1,
            2);
    assertThat(recursion.radius()).isCloseTo(.25 + Math.sqrt(.0625 + .3), within(1e-6));
    assertThat(recursion.variance(500)).isCloseTo(recursion.longRunVariance(), within(1e-6));
    double variance = 4 * (1 - .3) / ((1 + .3) * ((1 - .3) * (1 - .3) - .25));
    assertThat(recursion.longRunVariance()).isCloseTo(variance, within(1e-6));
  }
}
