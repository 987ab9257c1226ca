package io.semblance.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesTest {

  /** The critical values of the test with a constant, long series: Fuller (1996), table 10.A.2. */
  @Test
  void pValuesAtThePublishedCriticalValues() {
    assertThat(Adf.pValue(-3.43)).isCloseTo(.01, within(.001));
    assertThat(Adf.pValue(-2.86)).isCloseTo(.05, within(.002));
    assertThat(Adf.pValue(-2.57)).isCloseTo(.10, within(.003));
    assertThat(Adf.pValue(-.44)).isCloseTo(.90, within(.01));
    assertThat(Adf.pValue(5)).isEqualTo(1);
    assertThat(Adf.pValue(-30)).isZero();
  }

  @Test
  void theStatisticIsThatOfTheRegression() {
    // A series of few lags, against least squares solved by hand for no lags:
    // differences on a constant and the level before.
    Random random = new Random(2);
    double[] x = new double[60];
    for (int t = 1; t < x.length; t++) {
      x[t] = .3 * x[t - 1] + random.nextGaussian();
    }
    Adf found = Adf.of(x);
    assertThat(found.lags()).isZero();
    int n = x.length - 1;
    double mx = 0;
    double md = 0;
    for (int t = 1; t <= n; t++) {
      mx += x[t - 1] / n;
      md += (x[t] - x[t - 1]) / n;
    }
    double sxx = 0;
    double sxd = 0;
    double sdd = 0;
    for (int t = 1; t <= n; t++) {
      double a = x[t - 1] - mx;
      double d = x[t] - x[t - 1] - md;
      sxx += a * a;
      sxd += a * d;
      sdd += d * d;
    }
    double slope = sxd / sxx;
    double variance = (sdd - slope * sxd) / (n - 2);
    assertThat(found.statistic()).isCloseTo(slope / Math.sqrt(variance / sxx), within(1e-9));
  }

  @Test
  void aWalkIsFoundToWanderAndNoiseIsNot() {
    int wandering = 0;
    int returning = 0;
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      double[] walk = new double[400];
      double[] noise = new double[400];
      for (int t = 1; t < walk.length; t++) {
        walk[t] = walk[t - 1] + random.nextGaussian();
        noise[t] = .8 * noise[t - 1] + random.nextGaussian();
      }
      wandering += Adf.of(walk).pValue() > .05 ? 1 : 0;
      returning += Adf.of(noise).pValue() < .05 ? 1 : 0;
    }
    assertThat(wandering).isBetween(88, 100); // 95 are expected
    assertThat(returning).isGreaterThan(97);
    assertThat(Adf.of(new double[100])).isNull();
  }

  @Test
  void autocorrelationByTheUsualEstimator() {
    double[] x = {1, 2, 3, 4, 5, 4, 3, 2};
    double[] found = TimeSeries.autocorrelation(x);
    // Mean 3; deviations -2 -1 0 1 2 1 0 -1; squares sum to 12.
    assertThat(found).hasSize(4);
    assertThat(found[0]).isCloseTo((2 + 0 + 0 + 2 + 2 + 0 + 0) / 12.0, within(1e-12));
    assertThat(found[3]).isCloseTo((-2 * 2 + -1 * 1 + 0 * 0 + 1 * -1) / 12.0, within(1e-12));
  }

  @Test
  void seriesGapsAndMeansOfEqualTimes() {
    Random random = new Random(1);
    Profile profile =
        Made.profile(
            Made.csv(
                "day,x",
                600,
                i ->
                    LocalDate.of(2020, 1, 1).plusDays(i / 2 + (i >= 300 ? 9 : 0))
                        + ","
                        + String.format(Locale.ROOT, "%.3f", (i % 2) + random.nextDouble())),
            null,
            "day");
    TimeSeries series = profile.series().get(0);
    assertThat(series.name()).isEqualTo("x");
    assertThat(series.times()).hasSize(300);
    assertThat(series.values()[0]).isBetween(.5, 1.5);
    assertThat(profile.summary().time().averaged()).isTrue();
    DateGaps gaps = DateGaps.ofTimes(series.times());
    assertThat(gaps.usual()).isEqualTo(86_400_000);
    assertThat(gaps.count()).isOne();
    assertThat(gaps.widest()).isEqualTo(10 * 86_400_000.0);
    assertThat(profile.alerts())
        .anyMatch(a -> a.kind() == Alert.Kind.DATE_GAPS && a.column().equals("day"));
    assertThat(ProfilePage.render(profile)).contains("id=\"series\"", "10 days");
  }
}
