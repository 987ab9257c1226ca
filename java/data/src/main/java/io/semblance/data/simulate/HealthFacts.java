package io.semblance.data.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Published statistics of the BRFSS 2015 diabetes health indicators table: the counts of every
 * value and the Spearman matrix of the indicators, for each class of the target. Counts and
 * correlations only; no row of the survey is in it.
 *
 * @param target name of the class column
 * @param columns names of the indicators, in file order after the target
 * @param classes one entry per value of the target
 */
record HealthFacts(String target, List<String> columns, List<ClassFacts> classes) {

  private static final String RESOURCE = "health-indicators.json";

  /**
   * What is known of one class.
   *
   * @param value of the target
   * @param rows how many rows of the survey
   * @param marginals one per indicator
   * @param spearman full symmetric matrix of the indicators
   */
  record ClassFacts(
      double value, long rows, List<DiscreteMarginal> marginals, double[][] spearman) {}

  static HealthFacts load() {
    JsonNode root;
    try (InputStream in = HealthFacts.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            RESOURCE + " is missing beside " + HealthFacts.class.getName() + "; the jar is broken");
      }
      root = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
    }
    List<String> columns = new ArrayList<>();
    root.get("columns").forEach(name -> columns.add(name.asText()));
    List<ClassFacts> classes = new ArrayList<>();
    for (JsonNode entry : root.get("classes")) {
      List<DiscreteMarginal> marginals = new ArrayList<>();
      for (String column : columns) {
        marginals.add(marginal(entry.get("counts").get(column)));
      }
      classes.add(
          new ClassFacts(
              entry.get("value").asDouble(),
              entry.get("rows").asLong(),
              List.copyOf(marginals),
              symmetric(entry.get("spearman"), columns.size())));
    }
    return new HealthFacts(root.get("target").asText(), List.copyOf(columns), List.copyOf(classes));
  }

  private static DiscreteMarginal marginal(JsonNode pairs) {
    double[] values = new double[pairs.size()];
    long[] counts = new long[pairs.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = pairs.get(k).get(0).asDouble();
      counts[k] = pairs.get(k).get(1).asLong();
    }
    return new DiscreteMarginal(values, counts);
  }

  /** The resource holds the strict lower triangle, row by row. */
  private static double[][] symmetric(JsonNode triangle, int size) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i][i] = 1;
      for (int j = 0; j < i; j++) {
        matrix[i][j] = triangle.get(i - 1).get(j).asDouble();
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }
}
