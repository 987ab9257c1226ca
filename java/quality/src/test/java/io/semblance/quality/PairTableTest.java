package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairTableTest {

  @Test
  void sparseAndDenseTablesAgree() {
    // The same rows, once in codes so large that the table is sorted, once small enough to count.
    int[][] real = codes(3000, 7, 1);
    int[][] synthetic = codes(2000, 7, 2);
    double dense = new PairTable(real[0], real[1], 7, 7).similarity(synthetic[0], synthetic[1]);
    double sparse =
        new PairTable(real[0], real[1], 1_000_000, 1_000_000)
            .similarity(synthetic[0], synthetic[1]);
    assertThat(sparse).isCloseTo(dense, within(1e-12));
    assertThat(dense).isLessThan(.99);
  }

  @Test
  void tenThousandLabelsEach() {
    int[][] real = codes(20_000, 10_000, 3);
    int[][] synthetic = codes(30_000, 10_000, 4);
    Map<Long, Double> difference = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      difference.merge(real[0][i] * 10_000L + real[1][i], 1 / 20_000.0, Double::sum);
    }
    for (int i = 0; i < 30_000; i++) {
      difference.merge(synthetic[0][i] * 10_000L + synthetic[1][i], -1 / 30_000.0, Double::sum);
    }
    double expected = 1 - difference.values().stream().mapToDouble(Math::abs).sum() / 2;
    double score =
        new PairTable(real[0], real[1], 10_000, 10_000).similarity(synthetic[0], synthetic[1]);
    assertThat(score).isCloseTo(expected, within(1e-9)).isBetween(0.0, .1);
  }

  private static int[][] codes(int rows, int labels, long seed) {
    Random random = new Random(seed);
    int[][] codes = new int[2][rows];
    for (int i = 0; i < rows; i++) {
      codes[0][i] = random.nextInt(labels);
      codes[1][i] = Math.min(labels - 1, (codes[0][i] + random.nextInt(labels)) / 2);
    }
    return codes;
  }
}
