package io.semblance.data.infer;

import io.semblance.data.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order of a column's labels. */
final class LabelOrder {
  private LabelOrder() {}

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
    sorted.sort(
        Comparator.<String>comparingDouble(values::get).thenComparing(Comparator.naturalOrder()));
    return sorted;
  }

  /**
   * Positions of labels by the number that they are, for files that write 1 where the schema has
   * 1.0; empty when some label is no number, or two are the same one.
   */
  static Map<Double, Integer> byValue(List<String> labels) {
    Map<Double, Integer> positions = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      double value = value(labels.get(i));
      if (Double.isNaN(value) || positions.put(value, i) != null) {
        return Map.of();
      }
    }
    return positions;
  }

  /** The number that a label is; NaN for words, and for codes such as 007, which is not 7. */
  static double value(String label) {
    NumberText number = new NumberText();
    return number.parse(label) && !number.leadingZero() && !number.inexactInteger()
        ? number.value()
        : Double.NaN;
  }
}
