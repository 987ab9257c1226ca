package io.semblance.synth.copula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnType;
import io.semblance.data.encode.ColumnStates;
import io.semblance.data.simulate.Normal;
import io.semblance.synth.Fixtures;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The mathematics under the copula, against closed forms. */
class LatentMathTest {
  private final NormalCurve curve = new NormalCurve();

  /** A column whose state k has the given number of rows. */
  private LatentColumn column(int... counts) {
    double[] values =
        IntStream.range(0, counts.length)
            .boxed()
            .flatMap(k -> java.util.Collections.nCopies(counts[k], k).stream())
            .mapToDouble(k -> k)
            .toArray();
    ColumnStates states = ColumnStates.of(Fixtures.numbers("x", ColumnType.INTEGER, 0, values));
    return new LatentColumn(states, IntStream.range(0, counts.length).toArray(), curve);
  }

  @Test
  void theTableFollowsTheSeries() {
    for (double z = -7.9; z < 7.9; z += .0317) {
      assertThat(curve.cdf(z)).isCloseTo(Normal.cdf(z), within(2e-11));
    }
    assertThat(curve.cdf(-9)).isZero();
    assertThat(curve.cdf(9)).isEqualTo(1);
    assertThat(curve.cdf(Double.NaN)).isZero();
    // NIST/SEMATECH e-Handbook, table 1.3.6.7.1, with more digits.
    assertThat(curve.quantile(.975)).isCloseTo(1.959963984540054, within(1e-9));
    assertThat(curve.quantile(.025)).isCloseTo(-1.959963984540054, within(1e-9));
    assertThat(curve.quantile(1e-5)).isCloseTo(-4.264890793922825, within(1e-5));
    assertThat(curve.quantile(.5)).isCloseTo(0, within(1e-11));
    assertThat(curve.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(curve.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void theScoresOfACoinAreTheMeansOfHalfNormals() {
    LatentColumn coin = column(50, 50);
    double mean = Math.sqrt(2 / Math.PI); // of |Z|
    assertThat(coin.scores()).containsExactly(new double[] {-mean, mean}, within(1e-9));
    assertThat(coin.variance()).isCloseTo(2 / Math.PI, within(1e-9));
    assertThat(coin.hermite()[0]).isCloseTo(2 / Math.PI, within(1e-9));
    assertThat(coin.hermite()[1]).isCloseTo(0, within(1e-9)); // an odd function
  }

  @Test
  void manyStatesComeNearTheNormalNumberItself() {
    int[] counts = new int[500];
    Arrays.fill(counts, 1);
    LatentColumn fine = column(counts);
    assertThat(fine.variance()).isBetween(.995, 1.0);
    assertThat(fine.hermite()[0]).isCloseTo(fine.variance(), within(1e-9));
    assertThat(fine.hermite()[2]).isCloseTo(0, within(.02));
  }

  @Test
  void twoCoinsFollowSheppardsFormula() {
    // The signs correlate by 2 / pi asin(rho); a score is a sign times the mean of |Z|.
    double[] coin = column(50, 50).hermite();
    for (double rho : new double[] {-.9, -.5, 0, .3, .8, .95}) {
      double exact = 2 / Math.PI * 2 / Math.PI * Math.asin(rho);
      assertThat(LatentSeries.covariance(coin, coin, rho)).isCloseTo(exact, within(2e-4));
      assertThat(LatentSeries.solve(coin, coin, exact)).isCloseTo(rho, within(1e-3));
    }
  }

  @Test
  void aCoinAndANumberFollowTheBiserialFormula() {
    // cov(sign(Z) E|Z|, Z') = rho E|Z| E|Z|: the first term is all there is.
    int[] counts = new int[2_000];
    Arrays.fill(counts, 1);
    double[] fine = column(counts).hermite();
    double[] coin = column(1_000, 1_000).hermite();
    assertThat(LatentSeries.solve(coin, fine, .6 * 2 / Math.PI)).isCloseTo(.6, within(2e-3));
  }

  @Test
  void solvingInvertsTheSeriesAndStopsAtTheEnds() {
    double[] skewed = column(900, 60, 30, 10).hermite();
    double[] even = column(10, 20, 40, 20, 10).hermite();
    for (double rho : new double[] {-.7, -.1, .25, .9}) {
      double covariance = LatentSeries.covariance(skewed, even, rho);
      assertThat(LatentSeries.solve(skewed, even, covariance)).isCloseTo(rho, within(1e-7));
    }
    assertThat(LatentSeries.solve(skewed, even, 5)).isEqualTo(LatentSeries.LARGEST);
    assertThat(LatentSeries.solve(skewed, even, -5)).isEqualTo(-LatentSeries.LARGEST);
  }
}
