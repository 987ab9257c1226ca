package io.semblance.benchmarks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What is made of the times of several rounds. */
final class Medians {
  private Medians() {}

  /** The middle value, or the mean of the two in the middle. */
  static double median(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing has no median");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The median over rounds of one time over another: times of one round were taken side by side, so
   * that a machine that grows slower or faster meets both.
   *
   * @param over times by round
   * @param under times by round, as many
   */
  static double ofRatios(double[] over, double[] under) {
    if (over.length != under.length) {
      throw new IllegalArgumentException(
          over.length + " rounds of one side and " + under.length + " of the other");
    }
    double[] ratios = new double[over.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = over[i] / under[i];
    }
    return median(ratios);
  }

  /** The one of {@code names} whose median time is least. */
  static String fastest(List<String> names, Map<String, double[]> times) {
    return names.stream()
        .filter(times::containsKey)
        .min(Comparator.comparingDouble(name -> median(times.get(name))))
        .orElseThrow(() -> new IllegalArgumentException("none of " + names + " was measured"));
  }
}
