package io.semblance.data.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GaussianMixtureTest {
  private static double[] twoPeaks(long seed) {
    Random random = new Random(seed);
    double[] data = new double[50_000];
    Arrays.setAll(
        data,
        i ->
            random.nextDouble() < 0.3
                ? -5 + 0.5 * random.nextGaussian()
                : 10 + 2 * random.nextGaussian());
    return data;
  }

  @Test
  void findsTheComponentsThatMadeTheData() {
    GaussianMixture mixture = GaussianMixture.fit(twoPeaks(1), 10);
    assertThat(mixture.size()).isEqualTo(2);
    assertThat(mixture.weights()[0]).isCloseTo(0.3, within(0.01));
    assertThat(mixture.means()[0]).isCloseTo(-5, within(0.05));
    assertThat(mixture.means()[1]).isCloseTo(10, within(0.05));
    assertThat(mixture.deviations()[0]).isCloseTo(0.5, within(0.05));
    assertThat(mixture.deviations()[1]).isCloseTo(2, within(0.05));
    assertThat(mixture.mostLikely(-4)).isZero();
    assertThat(mixture.mostLikely(9)).isEqualTo(1);
  }

  @Test
  void theSameDataGiveTheSameMixture() {
    double[] data = twoPeaks(2);
    assertThat(GaussianMixture.fit(data, 5).means())
        .isEqualTo(GaussianMixture.fit(data, 5).means());
  }

  @Test
  void valleysAreToldFromNoiseSkewAndGapsOfWholeNumbers() {
    Random random = new Random(4);
    double[] data = new double[3000];
    assertThat(Valley.in(twoPeaks(3))).isTrue();
    Arrays.setAll(data, i -> random.nextGaussian());
    assertThat(Valley.in(data)).isFalse();
    Arrays.setAll(data, i -> Math.exp(1.5 * random.nextGaussian()));
    assertThat(Valley.in(data)).isFalse();
    Arrays.setAll(data, i -> Math.rint(28 + 6 * random.nextGaussian()));
    assertThat(Valley.in(data)).isFalse();
    Arrays.setAll(data, i -> random.nextDouble());
    assertThat(Valley.in(data)).isFalse();
  }
}
