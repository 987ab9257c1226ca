package io.semblance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MediansTest {
  @Test
  void middleOfOddAndEvenCounts() {
    assertThat(Medians.median(9, 1, 5)).isEqualTo(5);
    assertThat(Medians.median(9, 1, 5, 2)).isEqualTo(3.5);
    assertThatThrownBy(Medians::median).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesItsArgumentInOrder() {
    double[] values = {3, 1, 2};
    Medians.median(values);
    assertThat(values).containsExactly(3, 1, 2);
  }

  /** A machine that slows down threefold changes both times, and no ratio of a round. */
  @Test
  void ratiosAreTakenRoundByRound() {
    double[] over = {2, 6, 4};
    double[] under = {1, 3, 2};
    assertThat(Medians.ofRatios(over, under)).isEqualTo(2);
    // One disturbed round counts no more than any other.
    assertThat(Medians.ofRatios(new double[] {2, 600, 4}, under)).isCloseTo(2, within(1e-12));
    assertThatThrownBy(() -> Medians.ofRatios(over, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fastestOfThoseThatRan() {
    Map<String, double[]> times =
        Map.of("a", new double[] {5, 5, 1}, "b", new double[] {4, 4, 9}, "c", new double[] {1});
    assertThat(Medians.fastest(List.of("a", "b", "absent"), times)).isEqualTo("b");
    assertThatThrownBy(() -> Medians.fastest(List.of("absent"), times))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
