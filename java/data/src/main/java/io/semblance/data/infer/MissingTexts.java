package io.semblance.data.infer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts of a column that stand for missing cells, with how many cells have each. */
final class MissingTexts {
  private final Map<String, Integer> cells = new LinkedHashMap<>();

  void add(String text, int count) {
    cells.put(text, count);
  }

  boolean isEmpty() {
    return cells.isEmpty();
  }

  /** The share of missing cells that each text has; that of an empty cell if there is none. */
  Map<String, Double> shares() {
    double all = cells.values().stream().mapToDouble(count -> count).sum();
    Map<String, Double> shares = new LinkedHashMap<>();
    cells.forEach((text, count) -> shares.put(text, count / all));
    return shares.isEmpty() ? Map.of("", 1.0) : shares;
  }

  /** The one text of a column of labels that means missing: empty, or the most frequent. */
  String one() {
    String most = "";
    int count = 0;
    for (Map.Entry<String, Integer> one : cells.entrySet()) {
      if (one.getKey().isEmpty()) {
        return "";
      }
      most = one.getValue() > count ? one.getKey() : most;
      count = Math.max(count, one.getValue());
    }
    return most;
  }

  /** All but {@link #one}, which are labels in a column of labels. */
  List<String> others() {
    String one = one();
    return cells.keySet().stream().filter(text -> !text.equals(one)).toList();
  }
}
