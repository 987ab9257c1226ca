package io.semblance.synth.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingOrderTest {
  private static int[] shuffled(long seed, int epoch, int rows) {
    int[] order = new int[rows];
    TrainingOrder.shuffle(seed, epoch, order);
    return order;
  }

  @Test
  void everyRowOnceInAnOrderOfSeedAndEpoch() {
    int[] all = IntStream.range(0, 1000).toArray();
    assertThat(shuffled(3, 1, 1000)).containsExactlyInAnyOrder(all).isNotEqualTo(all);
    assertThat(shuffled(3, 1, 1000)).isEqualTo(shuffled(3, 1, 1000));
    assertThat(shuffled(3, 2, 1000))
        .containsExactlyInAnyOrder(all)
        .isNotEqualTo(shuffled(3, 1, 1000));
    assertThat(shuffled(4, 1, 1000)).isNotEqualTo(shuffled(3, 1, 1000));
    assertThat(shuffled(3, 1, 1)).containsExactly(0);
    assertThat(shuffled(3, 1, 0)).isEmpty();
  }

  /** Chi-squared over 20 rows x 20 places: 361 degrees of freedom, so 361 +- 27. */
  @Test
  void everyRowComesAtEveryPlaceEquallyOften() {
    int[][] seen = new int[20][20];
    int epochs = 20_000;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      int[] order = shuffled(9, epoch, 20);
      for (int place = 0; place < 20; place++) {
        seen[order[place]][place]++;
      }
    }
    double expected = epochs / 20.0;
    double chi = 0;
    for (int[] row : seen) {
      for (int count : row) {
        chi += (count - expected) * (count - expected) / expected;
      }
    }
    assertThat(chi).isBetween(361 - 5 * 27.0, 361 + 5 * 27.0);
  }
}
