package io.semblance.data.csv;

import io.semblance.data.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order of a column's labels. */
final class Labels {
  private Labels() {}

  /** By value when all are numbers, else by text. */
  static List<String> inOrder(List<String> labels) {
    List<String> sorted = new ArrayList<>(labels);
    Map<String, Double> values = new HashMap<>();
    NumberText number = new NumberText();
    for (String label : labels) {
      if (!number.parse(label)) {
        sorted.sort(Comparator.naturalOrder());
        return sorted;
      }
      values.put(label, number.value());
    }
    sorted.sort(Comparator.<String>comparingDouble(values::get).thenComparing(Comparator.naturalOrder()));
    return sorted;
  }
}
