package io.semblance.synth.series;

import java.util.List;

/**
 * What is said of all sequences.
 *
 * @param times steps of the longest
 * @param ragged whether some are shorter
 * @param learntInterval whether the time between steps is learnt, not kept
 * @param cycles lengths of the cycles of the calendar that steps may follow, in milliseconds
 */
record SequenceShape(
    int times,
    boolean ragged,
    boolean learntInterval,
    List<String> statics,
    List<String> features,
    List<Double> cycles) {
  /** More steps than any fit learns: a file that says so would only cost memory. */
  private static final int MOST_TIMES = 100_000;

  SequenceShape {
    if (times < 1 || times > MOST_TIMES) {
      throw new IllegalArgumentException("sequences of " + times + " steps");
    }
    statics = List.copyOf(statics);
    features = List.copyOf(features);
    cycles = List.copyOf(cycles);
    if (!cycles.stream().allMatch(c -> c > 0 && Double.isFinite(c))) {
      throw new IllegalArgumentException("cycles of " + cycles);
    }
  }
}
