package io.semblance.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Measures of dependence against their definitions, pair of rows by pair of rows. */
class AssociationsTest {

  @Test
  void kendallAndSpearmanWithTiesAgreeWithTheirDefinitions() {
    Random random = new Random(3);
    int n = 400;
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextInt(9);
      y[i] = Math.rint(x[i] * .5 + random.nextGaussian() * 2);
    }
    Profile profile = Made.profile(Made.csv("x,y", n, i -> x[i] + "," + y[i]));
    Associations found = profile.associations();
    assertThat(found.get(Measure.KENDALL, 0, 1)).isCloseTo(tauB(x, y), within(1e-12));
    assertThat(found.get(Measure.SPEARMAN, 1, 0))
        .isCloseTo(pearson(Ranks.of(x), Ranks.of(y)), within(1e-12));
    assertThat(found.get(Measure.PEARSON, 0, 1)).isCloseTo(pearson(x, y), within(1e-12));
    assertThat(found.get(Measure.AUTO, 0, 1)).isEqualTo(found.get(Measure.SPEARMAN, 0, 1));
  }

  private static double tauB(double[] x, double[] y) {
    double difference = 0;
    double untiedX = 0;
    double untiedY = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        difference += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
        untiedX += x[i] == x[j] ? 0 : 1;
        untiedY += y[i] == y[j] ? 0 : 1;
      }
    }
    return difference / Math.sqrt(untiedX * untiedY);
  }

  private static double pearson(double[] x, double[] y) {
    int n = x.length;
    double sx = 0;
    double sy = 0;
    for (int i = 0; i < n; i++) {
      sx += x[i] / n;
      sy += y[i] / n;
    }
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      xy += (x[i] - sx) * (y[i] - sy);
      xx += (x[i] - sx) * (x[i] - sx);
      yy += (y[i] - sy) * (y[i] - sy);
    }
    return xy / Math.sqrt(xx * yy);
  }

  @Test
  void kendallOfContinuousColumnsIsCloseToItsDefinition() {
    Random random = new Random(5);
    int n = 3000;
    double[] x = random.doubles(n).toArray();
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = x[i] + .4 * random.nextDouble();
    }
    Profile profile = Made.profile(Made.csv("x,y", n, i -> x[i] + "," + y[i]));
    assertThat(profile.associations().get(Measure.KENDALL, 0, 1))
        .isCloseTo(tauB(x, y), within(.005));
  }

  @Test
  void cramersVOfATwoByTwoTable() {
    // Counts 30 10 / 10 30: chi square is 20 over n 80; the correction takes 1 / 79 off phi square,
    // and both dimensions shrink from 2 to 2 - 1 / 79.
    Profile profile =
        Made.profile(
            Made.csv(
                "x,y", 80, i -> (i < 40 ? "a" : "b") + "," + (i % 40 < 30 == i < 40 ? "c" : "d")));
    double expected = Math.sqrt((.25 - 1 / 79.0) / (1 - 1 / 79.0));
    assertThat(profile.associations().get(Measure.CRAMERS_V, 0, 1))
        .isCloseTo(expected, within(1e-12));
    assertThat(profile.associations().get(Measure.AUTO, 0, 1)).isCloseTo(expected, within(1e-12));
    assertThat(profile.associations().get(Measure.KENDALL, 0, 1)).isNaN();
  }

  @Test
  void informationIsTheCorrelationOfANormalPair() {
    Random random = new Random(11);
    double r = .6;
    Profile profile =
        Made.profile(
            Made.csv(
                "x,y",
                40_000,
                i -> {
                  double a = random.nextGaussian();
                  double b = r * a + Math.sqrt(1 - r * r) * random.nextGaussian();
                  return String.format(Locale.ROOT, "%.5f,%.5f", a, b);
                }));
    // Ten bins of each column lose a little of the information.
    assertThat(profile.associations().get(Measure.INFORMATION, 0, 1)).isBetween(.55, .61);
  }

  @Test
  void informationSeesWhatCorrelationsDoNotAndIsOneForACopy() {
    Random random = new Random(12);
    Profile profile =
        Made.profile(
            Made.csv(
                "x,square,copy,noise",
                5000,
                i -> {
                  int x = random.nextInt(11) - 5;
                  return x + "," + x * x + ",k" + x + "," + random.nextInt(11);
                }));
    Associations found = profile.associations();
    assertThat(Math.abs(found.get(Measure.SPEARMAN, 0, 1))).isLessThan(.05);
    assertThat(found.get(Measure.INFORMATION, 0, 1)).isGreaterThan(.95);
    assertThat(found.get(Measure.INFORMATION, 0, 2)).isCloseTo(1, within(1e-3));
    assertThat(found.get(Measure.CRAMERS_V, 0, 2)).isCloseTo(1, within(1e-6));
    assertThat(found.get(Measure.INFORMATION, 0, 3)).isLessThan(.06);
  }

  @Test
  void missingCellsAreLeftOutPairByPairAndConstantsHaveNoMeasure() {
    Profile profile =
        Made.profile(
            Made.csv("x,y,c", 100, i -> (i % 10 == 0 ? "" : i + "") + "," + (200 - 2 * i) + ",7"));
    Associations found = profile.associations();
    for (Measure measure : new Measure[] {Measure.PEARSON, Measure.SPEARMAN, Measure.KENDALL}) {
      assertThat(found.get(measure, 0, 1)).as("%s", measure).isCloseTo(-1, within(1e-9));
      assertThat(found.get(measure, 0, 2)).as("%s", measure).isNaN();
    }
    assertThat(found.get(Measure.CRAMERS_V, 0, 2)).isNaN();
    assertThat(found.get(Measure.INFORMATION, 0, 2)).isNaN();
  }
}
