package io.semblance.synth.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldOutWindowsTest {
  private static Set<Integer> rows(List<int[]> windows, int[] which) {
    Set<Integer> rows = new HashSet<>();
    for (int w : which) {
      Arrays.stream(windows.get(w)).forEach(rows::add);
    }
    return rows;
  }

  @Test
  void overlappingWindowsShareNoStep() {
    List<int[]> windows = new ArrayList<>();
    for (int from = 0; from + 24 <= 5_000; from++) {
      windows.add(IntStream.range(from, from + 24).toArray());
    }
    HeldOutWindows split = HeldOutWindows.of(windows, 5_000, 3);
    assertThat(split.heldOut().length).isBetween(200, 400);
    assertThat(split.train().length).isGreaterThan(4_000);
    Set<Integer> seen = rows(windows, split.train());
    seen.retainAll(rows(windows, split.heldOut()));
    assertThat(seen).isEmpty();
    assertThat(HeldOutWindows.of(windows, 5_000, 3).heldOut()).isEqualTo(split.heldOut());
    assertThat(HeldOutWindows.of(windows, 5_000, 4).heldOut()).isNotEqualTo(split.heldOut());
  }

  @Test
  void wholeSequencesAreLeftOutOneByOne() {
    List<int[]> windows = new ArrayList<>();
    for (int s = 0; s < 100; s++) {
      windows.add(IntStream.range(5 * s, 5 * s + 5).toArray());
    }
    HeldOutWindows split = HeldOutWindows.of(windows, 500, 3);
    assertThat(split.heldOut()).hasSize(6);
    assertThat(split.train()).hasSize(94);
  }

  @Test
  void aSingleWindowIsBoth() {
    List<int[]> one = List.of(IntStream.range(0, 24).toArray());
    HeldOutWindows split = HeldOutWindows.of(one, 24, 3);
    assertThat(split.train()).containsExactly(0);
    assertThat(split.heldOut()).containsExactly(0);
  }

  /** Of so few something is held out all the same, though it is not apart. */
  @Test
  void fewWindowsStillTeach() {
    List<int[]> windows = new ArrayList<>();
    for (int from = 0; from + 24 <= 40; from++) {
      windows.add(IntStream.range(from, from + 24).toArray());
    }
    HeldOutWindows split = HeldOutWindows.of(windows, 40, 3);
    assertThat(split.heldOut()).isNotEmpty();
    assertThat(split.train().length + split.heldOut().length).isEqualTo(windows.size());
  }
}
