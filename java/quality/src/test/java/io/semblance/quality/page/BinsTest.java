package io.semblance.quality.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericKind;
import io.semblance.quality.summary.Distribution;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinsTest {
  private static final double DAY = 86_400_000;

  @Test
  void wholeNumbersOverAShortRangeGetABinEach() {
    Distribution values = of(6, i -> new double[] {0, 0, 1, 3, 3, 3}[i]);
    Bins bins = Bins.of(values, 64);
    assertThat(bins.edges()).containsExactly(-.5, .5, 1.5, 2.5, 3.5);
    assertThat(bins.counts(values)).containsExactly(2, 1, 0, 3);
    assertThat(bins.counts(of(4, i -> new double[] {-4, 0, 2, 9}[i]))).containsExactly(2, 0, 1, 1);
    assertThat(bins.from(1)).isEqualTo(1);
    assertThat(bins.to(1)).isEqualTo(1);
    assertThat(bins.openLow()).isFalse();
  }

  @Test
  void binsOfTwoSpanBoth() {
    Distribution a = of(100, i -> i / 100.0);
    Distribution b = of(10_000, i -> 10 + i / 10_000.0);
    Bins bins = Bins.of(a, b, kind(ColumnType.NUMBER), 48);
    int last = bins.size() - 1;
    assertThat(bins.from(0)).isLessThanOrEqualTo(0.01);
    assertThat(bins.to(last)).isGreaterThanOrEqualTo(10.99);
    assertThat(bins.counts(a)[last]).isZero();
    assertThat(bins.counts(b)[0]).isZero();
  }

  /** A step that is no divisor of the range would leave every few bins with one value more. */
  @ParameterizedTest
  @ValueSource(doubles = {1, .1, .05, .5, 10, 500, .001})
  void noBinIsFullerThanAnotherWhateverTheStep(double step) {
    for (int count : new int[] {47, 70, 101, 333, 650}) {
      Distribution values = of(20 * count, i -> (i % count + 3) * step);
      Bins bins = Bins.of(values, 64);
      double[] counts = bins.counts(values);
      assertThat(Arrays.stream(counts).sum()).isEqualTo(20 * count);
      double first = counts[0];
      for (int i = 0; i < counts.length - 1; i++) { // the last may be cut short
        assertThat(counts[i]).as("%d values, bin %d", count, i).isEqualTo(first);
      }
    }
  }

  @Test
  void aFewValuesBetweenWholeNumbersDoNotCombAColumn() {
    Random random = new Random(1);
    Distribution values = of(70_000, i -> i % 70 + (i % 50 == 0 ? random.nextDouble() - .5 : 0));
    Bins bins = Bins.of(values, 40);
    double[] counts = bins.counts(values);
    double[] middle = Arrays.copyOfRange(counts, 1, counts.length - 1);
    double mean = Arrays.stream(middle).average().orElseThrow();
    for (double count : middle) {
      assertThat(count).isCloseTo(mean, within(.05 * mean));
    }
    // Values do lie between, so bins are named by their edges.
    assertThat(bins.to(0)).isEqualTo(bins.from(1)).isEqualTo(1.5);
  }

  @Test
  void daysAreNotCombed() {
    Distribution values = of(9_500, i -> 1.6e12 - 1.6e12 % DAY + i % 95 * DAY);
    double[] counts = Bins.of(values, kind(ColumnType.DATETIME), 48).counts(values);
    assertThat(counts).hasSize(32).startsWith(300, 300, 300);
  }

  @Test
  void valuesOnNoGridGetFortyBinsFromTheLeastToTheGreatest() {
    Random random = new Random(2);
    Distribution values = of(5_000, i -> random.nextDouble());
    Bins bins = Bins.of(values, 64);
    assertThat(bins.size()).isEqualTo(40);
    assertThat(bins.from(0)).isEqualTo(values.value(0));
    assertThat(bins.to(39)).isCloseTo(values.value(values.size() - 1), within(1e-12));
  }

  @Test
  void aConstantHasOneBinThatIsNamedByIt() {
    Bins bins = Bins.of(of(9, i -> .3), 64);
    assertThat(bins.size()).isOne();
    assertThat(bins.from(0)).isEqualTo(.3);
    assertThat(bins.to(0)).isEqualTo(.3);
  }

  @Test
  void aFarValueDoesNotSqueezeTheOthers() {
    Distribution values = of(5_000, i -> i == 17 ? 1e6 : i / 5000.0);
    Bins bins = Bins.of(values, 64);
    assertThat(bins.openHigh()).isTrue();
    double[] shares = bins.shares(values);
    assertThat(Arrays.stream(shares).max().orElseThrow()).isLessThan(.05);
    assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
  }

  private static Distribution of(int n, IntToDoubleFunction value) {
    double[] values = new double[n];
    long[] weights = new long[n];
    Arrays.setAll(values, value);
    Arrays.fill(weights, 1);
    return Distribution.of(values, weights, true);
  }

  private static NumericKind kind(ColumnType type) {
    return ColumnSchema.builder("x", type).build().numeric();
  }
}
