package io.semblance.synth.recurrent;

import io.semblance.synth.train.TrainingOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Windows to judge by, and those to learn from that share no step with them: windows overlap, and
 * likelihood on what was nearly seen would never tell when to stop.
 *
 * @param train numbers of windows
 * @param heldOut numbers of windows, at least one
 */
record HeldOutWindows(int[] train, int[] heldOut) {
  private static final double SHARE = .06;

  /** Stretches of windows are so many times as long as a window. */
  private static final int STRETCH = 4;

  /** If fewer of the windows were left to learn from, they may share steps. */
  private static final double FEWEST_LEFT = .6;

  /**
   * @param windows rows of each, windows of one sequence following one another
   * @param rows of the table of steps
   */
  static HeldOutWindows of(List<int[]> windows, int rows, long seed) {
    int count = windows.size();
    if (count == 1) {
      return new HeldOutWindows(new int[] {0}, new int[] {0}); // there is no other
    }
    int wanted = Math.max(1, (int) (SHARE * count));
    int stretch = Math.max(1, Math.min(STRETCH * overlapping(windows), wanted / 2));
    int[] order = new int[(count + stretch - 1) / stretch];
    TrainingOrder.shuffle(seed, 0, order);
    boolean[] held = new boolean[count];
    boolean[] seen = new boolean[rows];
    for (int i = 0, n = 0; i < order.length && n < wanted; i++) {
      int to = Math.min(count, (order[i] + 1) * stretch);
      for (int w = order[i] * stretch; w < to; w++, n++) {
        held[w] = true;
        Arrays.stream(windows.get(w)).forEach(row -> seen[row] = true);
      }
    }
    int[] heldOut = IntStream.range(0, count).filter(w -> held[w]).toArray();
    int[] others = IntStream.range(0, count).filter(w -> !held[w]).toArray();
    int[] apart =
        Arrays.stream(others)
            .filter(w -> Arrays.stream(windows.get(w)).noneMatch(row -> seen[row]))
            .toArray();
    return new HeldOutWindows(apart.length >= FEWEST_LEFT * count ? apart : others, heldOut);
  }

  /** Windows after the first that share a step with it, and itself, at most a thousand. */
  private static int overlapping(List<int[]> windows) {
    int[] first = windows.get(0);
    List<Integer> rows = new ArrayList<>();
    Arrays.stream(first).forEach(rows::add);
    int n = 1;
    while (n < Math.min(windows.size(), 1_000)
        && Arrays.stream(windows.get(n)).anyMatch(rows::contains)) {
      n++;
    }
    return n;
  }
}
