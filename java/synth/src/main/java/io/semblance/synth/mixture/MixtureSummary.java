package io.semblance.synth.mixture;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a mixture came about, for people.
 *
 * @param rows that it was fitted to
 * @param of rows of the table
 * @param criterion what the number of components was chosen by; empty where it was given
 * @param tried its value by the number of components, the greater the better
 */
record MixtureSummary(int rows, int of, String criterion, Map<Integer, Double> tried) {
  MixtureSummary {
    criterion = criterion == null ? "" : criterion;
    tried = tried == null ? Map.of() : new TreeMap<>(tried);
  }

  String describe() {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "fitted to %,d", rows));
    text.append(rows == of ? "" : String.format(Locale.ROOT, " of %,d", of));
    text.append(" rows");
    if (!tried.isEmpty()) {
      text.append("; components chosen by ").append(criterion).append(':');
      tried.forEach(
          (size, value) -> text.append(String.format(Locale.ROOT, " %d: %.3f,", size, value)));
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }
}
