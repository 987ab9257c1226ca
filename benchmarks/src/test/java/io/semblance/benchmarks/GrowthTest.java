package io.semblance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.benchmarks.GrowthPoint.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
  @Test
  void exponentIsTheSlopeOfLogarithms() {
    assertThat(Growth.exponent(10, 3, 1000, 300)).isCloseTo(1, within(1e-12));
    assertThat(Growth.exponent(2, 5, 4, 20)).isCloseTo(2, within(1e-12));
    assertThat(Growth.exponent(2, 5, 4, 5)).isZero();
  }

  @Test
  void pointsCrossFromOneJvmToTheOther() {
    Measured point = new Measured(0.1234567890123, 0.1, 1e10, 12345, Double.NaN);
    assertThat(Measured.parse(point.text())).isEqualTo(point);
  }

  /** Every kind of point does its work; the extents here are the smallest of the tables. */
  @Test
  void encodersHaveOneNumberPerColumn() {
    Measured point = GrowthPoint.measure(List.of(GrowthPoint.COLUMNS, "10", "encode"), true);
    assertThat(point.seconds()).isPositive();
    // 20,000 rows of 10 doubles, and as many floats encoded.
    assertThat(point.heldBytes()).isGreaterThan(20_000 * 10 * 12);
  }

  @Test
  void onlyItsOwnNameStartsTheTables() {
    assertThat(Growth.named("growth")).isTrue();
    assertThat(Growth.named("growth.series")).isTrue();
    assertThat(Growth.named("")).isFalse();
  }
}
