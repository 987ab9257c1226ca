package io.semblance.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One figure of a report between its two lines; NaN where undefined.
 *
 * @param higherIsBetter whether 1 is perfect (a score) or 0 (a difference)
 */
record Metric(String name, boolean higherIsBetter, double score, double floor, double ceiling) {

  static Metric of(
      String name,
      boolean higherIsBetter,
      FidelityScores scores,
      FidelityScores floor,
      FidelityScores ceilingOrNull,
      ToDoubleFunction<FidelityScores> figure) {
    return new Metric(
        name,
        higherIsBetter,
        figure.applyAsDouble(scores),
        figure.applyAsDouble(floor),
        ceilingOrNull == null ? Double.NaN : figure.applyAsDouble(ceilingOrNull));
  }

  /** The lowest scores first, ties in table order. */
  static List<Map.Entry<String, Double>> worst(Map<String, Double> scores, int count) {
    List<Map.Entry<String, Double>> entries = new ArrayList<>(scores.entrySet());
    entries.sort(Comparator.comparingDouble(Map.Entry::getValue));
    return entries.subList(0, Math.min(count, entries.size()));
  }
}
