package io.semblance.quality.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Hash;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each summary against the plain computation over all values, in one part and in many. */
class SummariesTest {

  private static double[] values(int n, long seed) {
    Random random = new Random(seed);
    return random.doubles(n).map(u -> 1e6 + Math.exp(3 * u)).toArray();
  }

  /** Mean and central moments by the definition. */
  private static double central(double[] x, int order) {
    double mean = Arrays.stream(x).average().orElseThrow();
    return order == 1
        ? mean
        : Arrays.stream(x).map(v -> Math.pow(v - mean, order)).average().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void momentsOfPartsAreThoseOfTheWhole(int parts) {
    double[] x = values(5000, 3);
    Moments moments = new Moments();
    for (int p = 0; p < parts; p++) {
      Moments part = new Moments();
      double[] slice = Arrays.copyOfRange(x, x.length * p / parts, x.length * (p + 1) / parts);
      if (p % 2 == 0) {
        part.addAll(slice);
      } else {
        for (double v : slice) {
          part.add(v);
        }
      }
      moments.merge(part);
    }
    double n = x.length;
    double m2 = central(x, 2);
    assertThat(moments.count()).isEqualTo(5000);
    assertThat(moments.mean()).isCloseTo(central(x, 1), within(1e-8));
    assertThat(moments.variance()).isCloseTo(m2 * n / (n - 1), within(1e-7));
    double g1 = central(x, 3) / Math.pow(m2, 1.5);
    assertThat(moments.skewness()).isCloseTo(g1 * Math.sqrt(n * (n - 1)) / (n - 2), within(1e-7));
    double g2 = central(x, 4) / (m2 * m2) - 3;
    double adjusted = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6);
    assertThat(moments.kurtosis()).isCloseTo(adjusted, within(1e-6));
    assertThat(moments.min()).isEqualTo(Arrays.stream(x).min().orElseThrow());
    assertThat(moments.max()).isEqualTo(Arrays.stream(x).max().orElseThrow());
  }

  @Test
  void aConstantHasNoVarianceAndRepeatsCount() {
    Moments moments = new Moments();
    moments.addAll(new double[] {.1, .1, .1, Double.NaN});
    moments.add(.1, 7);
    assertThat(moments.count()).isEqualTo(10);
    assertThat(moments.variance()).isZero();
    assertThat(moments.skewness()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void quantilesOfTheSketchAreWithinHalfAPercentOfRank(int parts) {
    double[] x = values(400_000, 9);
    KllSketch sketch = new KllSketch();
    for (int p = 0; p < parts; p++) {
      KllSketch part = new KllSketch();
      for (int i = x.length * p / parts; i < x.length * (p + 1) / parts; i++) {
        part.add(x[i]);
      }
      sketch.merge(part);
    }
    Distribution kept = sketch.distribution();
    assertThat(kept.total()).isEqualTo(x.length);
    assertThat(kept.size()).isLessThan(20_000);
    Arrays.sort(x);
    for (double p = .01; p < 1; p += .01) {
      int rank = Arrays.binarySearch(x, kept.quantile(p));
      double place = (rank < 0 ? -rank - 1 : rank) / (double) x.length;
      assertThat(place).as("quantile %s", p).isCloseTo(p, within(.005));
    }
  }

  @Test
  void theSketchMindsWeights() {
    KllSketch sketch = new KllSketch();
    sketch.add(1, 300_000);
    sketch.add(2, 100_000);
    sketch.add(3, 1);
    assertThat(sketch.count()).isEqualTo(400_001);
    assertThat(sketch.distribution().total()).isEqualTo(400_001);
    assertThat(sketch.distribution().quantile(.7)).isEqualTo(1);
    assertThat(sketch.distribution().quantile(.8)).isEqualTo(2);
  }

  @Test
  void exactCountsSurviveBuffersAndMerging() {
    Random random = new Random(4);
    ValueCounts one = new ValueCounts();
    ValueCounts other = new ValueCounts();
    Map<Double, Long> truth = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      double x = random.nextInt(3000) / 8.0;
      (i < 9000 ? one : other).add(x);
      truth.merge(x, 1L, Long::sum);
    }
    one.merge(other);
    Distribution found = one.distribution();
    assertThat(found.size()).isEqualTo(truth.size());
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.weight(i)).isEqualTo(truth.get(found.value(i)));
      assertThat(i == 0 || found.value(i) > found.value(i - 1)).isTrue();
    }
  }

  @Test
  void quantilesInterpolateAsNumPyDoes() {
    Distribution d = Distribution.of(new double[] {4, 1, 2, 2}, new long[] {1, 1, 1, 1}, true);
    assertThat(d.quantile(.5)).isEqualTo(2);
    assertThat(d.quantile(.75)).isEqualTo(2.5); // numpy.quantile([1, 2, 2, 4], .75)
    assertThat(d.quantile(1)).isEqualTo(4);
    assertThat(d.cdf(2)).isEqualTo(.75);
    assertThat(d.cdf(.5)).isZero();
    assertThat(d.medianAbsoluteDeviation()).isEqualTo(.5); // distances 0, 0, 1, 2
  }

  @Test
  void distancesOfDistributions() {
    Distribution a = Distribution.of(new double[] {0, 1}, new long[] {1, 1}, true);
    Distribution b = Distribution.of(new double[] {0, 3}, new long[] {3, 1}, true);
    assertThat(Distribution.kolmogorovSmirnov(a, a)).isZero();
    // Distribution functions: a is .5 from 0 and 1 from 1; b is .75 from 0 and 1 from 3.
    assertThat(Distribution.kolmogorovSmirnov(a, b)).isEqualTo(.25);
    assertThat(Distribution.wasserstein(a, b)).isCloseTo(.25 * 1 + .25 * 2, within(1e-12));
  }

  @Test
  void distinctKeysAreExactAndThenEstimated() {
    SampledCounts exact = new SampledCounts(1000);
    SampledCounts few = new SampledCounts(1000);
    SampledCounts more = new SampledCounts(1000);
    for (int i = 0; i < 50_000; i++) {
      exact.add(Hash.mix(i % 900));
      (i % 2 == 0 ? few : more).add(Hash.mix(i));
      if (i % 10 == 0) {
        more.add(Hash.mix(i)); // a tenth occurs twice
      }
    }
    assertThat(exact.exact()).isTrue();
    assertThat(exact.distinct()).isEqualTo(900);
    assertThat(exact.count(Hash.mix(5))).isEqualTo(56);
    few.merge(more);
    assertThat(few.exact()).isFalse();
    assertThat(few.total()).isEqualTo(55_000);
    assertThat((double) few.distinct()).isCloseTo(50_000, within(50_000 * .12));
    assertThat((double) few.once() / few.distinct()).isCloseTo(.9, within(.05));
  }

  @Test
  void frequentKeysAreWithinTheErrorTheyTell() {
    Random random = new Random(8);
    FrequentKeys<Integer> one = new FrequentKeys<>(100);
    FrequentKeys<Integer> other = new FrequentKeys<>(100);
    long[] truth = new long[5000];
    for (int i = 0; i < 100_000; i++) {
      int key = (int) (5000 * Math.pow(random.nextDouble(), 6));
      truth[key]++;
      (i % 3 == 0 ? one : other).add(key, 1);
    }
    one.merge(other);
    assertThat(one.size()).isLessThanOrEqualTo(100);
    assertThat(one.error()).isPositive().isLessThan(5000);
    var top = one.top(5, Comparator.naturalOrder());
    for (var frequent : top) {
      assertThat(frequent.count()).isLessThanOrEqualTo(truth[frequent.key()]);
      assertThat(frequent.count() + one.error()).isGreaterThanOrEqualTo(truth[frequent.key()]);
    }
    assertThat(top.get(0).key()).isZero();
  }

  @Test
  void correlationsOfPartsAreThoseOfTheWhole() {
    Random random = new Random(2);
    int n = 3000;
    double[][] x = new double[3][n];
    for (int i = 0; i < n; i++) {
      x[0][i] = 1e9 + random.nextGaussian();
      x[1][i] = x[0][i] * 2 + random.nextGaussian();
      x[2][i] = i % 5 == 0 ? Double.NaN : random.nextGaussian() - .5 * (x[0][i] - 1e9);
    }
    CoMoments whole = new CoMoments(3);
    CoMoments parts = new CoMoments(3);
    try (Work work = new Work(2)) {
      whole.add(x, work);
      for (int from = 0; from < n; from += 700) {
        int to = Math.min(n, from + 700);
        double[][] slice = new double[3][];
        for (int c = 0; c < 3; c++) {
          slice[c] = Arrays.copyOfRange(x[c], from, to);
        }
        CoMoments part = new CoMoments(3);
        part.add(slice, work);
        parts.merge(part);
      }
    }
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < i; j++) {
        // Means near 1e9 are known to 1e-7 only.
        assertThat(parts.correlation(i, j)).isCloseTo(whole.correlation(j, i), within(1e-8));
        assertThat(whole.correlation(i, j)).isCloseTo(pearson(x[i], x[j]), within(1e-6));
      }
    }
  }

  private static double pearson(double[] x, double[] y) {
    double[] a = new double[x.length];
    double[] b = new double[x.length];
    int n = 0;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
        a[n] = x[i];
        b[n++] = y[i];
      }
    }
    double ma = Arrays.stream(a, 0, n).average().orElseThrow();
    double mb = Arrays.stream(b, 0, n).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      xy += (a[i] - ma) * (b[i] - mb);
      xx += (a[i] - ma) * (a[i] - ma);
      yy += (b[i] - mb) * (b[i] - mb);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
