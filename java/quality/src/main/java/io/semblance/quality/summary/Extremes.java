package io.semblance.quality.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The least or the greatest distinct values and their counts. */
final class Extremes {
  private final int most;
  private final TreeMap<Double, Long> kept;

  /**
   * @param order natural order keeps the least values, its reverse the greatest
   */
  Extremes(int most, Comparator<Double> order) {
    this.most = most;
    kept = new TreeMap<>(order);
  }

  void add(double x, long times) {
    if (kept.size() == most && kept.comparator().compare(x, kept.lastKey()) > 0) {
      return;
    }
    kept.merge(x, times, Long::sum);
    if (kept.size() > most) {
      kept.pollLastEntry();
    }
  }

  void merge(Extremes other) {
    other.kept.forEach(this::add);
  }

  List<FrequentKeys.Frequent<Double>> list() {
    List<FrequentKeys.Frequent<Double>> list = new ArrayList<>();
    for (Map.Entry<Double, Long> entry : kept.entrySet()) {
      list.add(new FrequentKeys.Frequent<>(entry.getKey(), entry.getValue()));
    }
    return list;
  }
}
