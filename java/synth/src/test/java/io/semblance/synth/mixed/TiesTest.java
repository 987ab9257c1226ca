package io.semblance.synth.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TiesTest {
  @Test
  void aPlaceOfATieIsItsRank() {
    // Ranks of 1, 1, 1, 2, 4, 4, 7, 7, 7, 7 in the middle of their intervals, as scalars.
    float[] scalars = {-.7f, -.7f, -.7f, -.3f, 0, 0, .6f, .6f, .6f, .6f};
    Ties ties = Ties.of(scalars);
    double[][] intervals = {{-.7, -1, -.4}, {-.3, -.4, -.2}, {0, -.2, .2}, {.6, .2, 1}};
    for (double[] i : intervals) {
      assertThat(ties.at((float) i[0], 0)).isCloseTo(i[1], within(1e-7));
      assertThat(ties.at((float) i[0], 1)).isCloseTo(i[2], within(1e-7));
    }
    Ties alone = Ties.of(new float[] {.25f, .25f});
    assertThat(alone.at(.25f, .9)).isEqualTo(.25);
  }
}
