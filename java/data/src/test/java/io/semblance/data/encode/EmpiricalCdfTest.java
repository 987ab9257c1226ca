package io.semblance.data.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
