package io.semblance.data.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EmpiricalCdfTest {
  @Example
  void smallSamplesGiveTheStepFunction() {
    EmpiricalCdf cdf = EmpiricalCdf.fit(new double[] {3, 1, 1, 2}, 10);
    assertThat(cdf.isExact()).isTrue();
    assertThat(cdf.rank(1, 0)).isZero();
    assertThat(cdf.rank(1, 1)).isEqualTo(0.5);
    assertThat(cdf.rank(2, 0.5)).isEqualTo(0.625);
    assertThat(cdf.rank(0, 0.5)).isZero();
    assertThat(cdf.rank(9, 0.5)).isEqualTo(1);
    assertThat(cdf.quantile(0.49)).isEqualTo(1);
    assertThat(cdf.quantile(0.5)).isEqualTo(2);
    assertThat(cdf.quantile(0.74)).isEqualTo(2);
    assertThat(cdf.quantile(0)).isEqualTo(1);
    assertThat(cdf.quantile(1)).isEqualTo(3);
  }

  @Example
  void aCoarseOneStaysNearTheTruthAndKeepsTheEnds() {
    Random random = new Random(3);
    double[] data = new double[50_000];
    Arrays.setAll(data, i -> random.nextInt(4) == 0 ? 0 : random.nextGaussian());
    EmpiricalCdf cdf = EmpiricalCdf.fit(data, 256);
    assertThat(cdf.knots()).isLessThanOrEqualTo(256);
    double[] sorted = data.clone();
    Arrays.sort(sorted);
    assertThat(cdf.quantile(0)).isEqualTo(sorted[0]);
    assertThat(cdf.quantile(1)).isEqualTo(sorted[sorted.length - 1]);
    for (int i = 0; i < sorted.length; i += 97) {
      double rank = cdf.rank(sorted[i], 0.5);
      if (sorted[i] != 0) {
        assertThat(Math.abs(rank - (i + 0.5) / sorted.length)).isLessThan(1.0 / 255);
      }
    }
    assertThat(cdf.rank(0, 1) - cdf.rank(0, 0)).isBetween(0.24, 0.26);
  }

  /** What the guide tables find is what a search through all values finds. */
  @Property
  void ranksAndQuantilesAreThoseOfTheDefinition(
      @ForAll @Size(min = 1, max = 60) List<@From("values") Double> sample,
      @ForAll @IntRange(min = 2, max = 70) int knots,
      @ForAll @Size(max = 30) List<@From("values") Double> others,
      @ForAll @Size(max = 30) List<@DoubleRange(min = 0, max = 1) Double> ranks) {
    double[] data = sample.stream().mapToDouble(v -> v + 0.0).sorted().toArray();
    EmpiricalCdf cdf = EmpiricalCdf.fit(data, Math.max(knots, data.length)); // all of them
    for (double rank : ranks) {
      assertThat(cdf.quantile(rank)).isEqualTo(stepAt(data, rank));
    }
    for (int i = 0; i <= data.length; i++) { // where the steps are
      assertThat(cdf.quantile((double) i / data.length))
          .isEqualTo(stepAt(data, (double) i / data.length));
    }
    for (double x : others) {
      double below = Arrays.stream(data).filter(v -> v < x).count();
      double upTo = Arrays.stream(data).filter(v -> v <= x).count();
      assertThat(cdf.rank(x + 0.0, 0)).isCloseTo(below / data.length, within(1e-12));
      assertThat(cdf.rank(x + 0.0, 1)).isCloseTo(upTo / data.length, within(1e-12));
    }
  }

  @Provide
  Arbitrary<Double> values() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(-3, 9).map(Integer::doubleValue),
        Arbitraries.doubles().between(-1e-3, 1e-3).ofScale(9),
        Arbitraries.of(-1.7e308, 1.7e308, 4.9e-324, 1e9));
  }

  /** The smallest value v with F(v) above the rank, or the greatest value. */
  private static double stepAt(double[] sorted, double rank) {
    for (int i = 0; i < sorted.length; i++) {
      if (i + 1 < sorted.length && sorted[i + 1] == sorted[i]) {
        continue;
      }
      if ((double) (i + 1) / sorted.length > rank) {
        return sorted[i];
      }
    }
    return sorted[sorted.length - 1];
  }

  @Property
  void quantileInvertsRankAndBothRise(
      @ForAll @Size(min = 1, max = 300) List<@DoubleRange(min = -1e6, max = 1e6) Double> sample,
      @ForAll @IntRange(min = 2, max = 50) int knots,
      @ForAll @DoubleRange(min = 0, max = 1) double t) {
    double[] data = sample.stream().mapToDouble(Double::doubleValue).toArray();
    EmpiricalCdf cdf = EmpiricalCdf.fit(data, knots);
    assertThat(cdf.knots()).isBetween(1, Math.max(knots, 1));
    double[] sorted = data.clone();
    Arrays.sort(sorted);
    double before = -1;
    for (double x : sorted) {
      double rank = cdf.rank(x, 0.5);
      assertThat(rank).isGreaterThanOrEqualTo(before).isBetween(0.0, 1.0);
      assertThat(Math.abs(cdf.quantile(rank) - x))
          .isLessThanOrEqualTo(1e-9 * (1 + Math.abs(x)) + 1e-6);
      before = rank;
    }
    assertThat(cdf.quantile(t)).isBetween(sorted[0], sorted[sorted.length - 1]);
    assertThat(cdf.quantile(t)).isLessThanOrEqualTo(cdf.quantile(Math.min(1, t + 0.1)));
  }
}
