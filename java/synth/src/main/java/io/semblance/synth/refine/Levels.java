package io.semblance.synth.refine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.NumericColumn;
import io.semblance.synth.archive.ModelFileException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The cells of a column as a few levels: stretches of about equally many rows, or frequent labels
 * and the rest; missing is one more.
 *
 * @param column its name
 * @param edges where stretches begin, but for the first; null for labels
 * @param labels level of each frequent label; null for numbers
 * @param count of levels
 */
record Levels(String column, double[] edges, Map<String, Integer> labels, int count) {
  private static final int MOST = 20;

  static Levels of(Column column) {
    if (column instanceof NumericColumn numbers) {
      double[] sorted =
          Arrays.stream(numbers.values()).filter(v -> !Double.isNaN(v)).sorted().toArray();
      double[] edges =
          IntStream.range(1, MOST)
              .mapToDouble(
                  q -> sorted.length == 0 ? 0 : sorted[(int) ((long) q * sorted.length / MOST)])
              .distinct()
              .filter(e -> sorted.length > 0 && e > sorted[0])
              .toArray();
      return new Levels(column.name(), edges, null, edges.length + 2);
    }
    CategoricalColumn of = (CategoricalColumn) column;
    int[] counts = new int[of.schema().categories().size()];
    for (int code : of.codes()) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    int[] frequent =
        IntStream.range(0, counts.length)
            .boxed()
            .filter(c -> counts[c] > 0)
            .sorted((a, b) -> counts[b] - counts[a])
            .limit(MOST - 1)
            .mapToInt(Integer::intValue)
            .toArray();
    Map<String, Integer> labels = new HashMap<>();
    for (int level = 0; level < frequent.length; level++) {
      labels.put(of.schema().categories().get(frequent[level]), level);
    }
    return new Levels(column.name(), null, labels, frequent.length + 2);
  }

  /** The level of each cell; the last for missing ones, of labels the one before for the rest. */
  int[] of(Column column, int from, int to) {
    int[] out = new int[to - from];
    if (column instanceof NumericColumn numbers) {
      for (int i = 0; i < out.length; i++) {
        double value = numbers.value(from + i);
        int at = Arrays.binarySearch(edges, value);
        out[i] = Double.isNaN(value) ? count - 1 : at >= 0 ? at + 1 : -at - 1;
      }
      return out;
    }
    CategoricalColumn of = (CategoricalColumn) column;
    int[] levels =
        of.schema().categories().stream()
            .mapToInt(l -> labels.getOrDefault(l, count - 2))
            .toArray();
    for (int i = 0; i < out.length; i++) {
      int code = of.code(from + i);
      out[i] = code < 0 ? count - 1 : levels[code];
    }
    return out;
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("column", column);
    if (edges != null) {
      ArrayNode all = json.putArray("edges");
      for (double edge : edges) {
        all.add(edge);
      }
    } else {
      ArrayNode all = json.putArray("labels");
      labels.entrySet().stream()
          .sorted(Map.Entry.comparingByValue())
          .forEach(e -> all.add(e.getKey()));
    }
    return json;
  }

  static Levels fromJson(JsonNode json, String where) {
    String column = json.path("column").asText();
    JsonNode edges = json.path("edges");
    JsonNode labels = json.path("labels");
    if (edges.size() > MOST || labels.size() > MOST || edges.isArray() == labels.isArray()) {
      throw new ModelFileException(where + " has no levels of " + column);
    }
    if (edges.isArray()) {
      double[] values = new double[edges.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = edges.get(i).asDouble(Double.NaN);
        if (!(i == 0 ? Double.isFinite(values[i]) : values[i] > values[i - 1])) {
          throw new ModelFileException(where + ": levels of " + column + " do not rise");
        }
      }
      return new Levels(column, values, null, values.length + 2);
    }
    Map<String, Integer> map = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      map.put(labels.get(i).asText(), i);
    }
    return new Levels(column, null, map, labels.size() + 2);
  }
}
