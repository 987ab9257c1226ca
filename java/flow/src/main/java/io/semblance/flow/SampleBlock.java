package io.semblance.flow;

import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.condition.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of a sample that satisfy one condition.
 *
 * <pre>{@code
 * List<SampleBlock> blocks =
 *     SampleBlock.shares(model.schema(), "income", Map.of("<=50K", .5, ">50K", .5), 10_000, null);
 * }</pre>
 *
 * @param condition null for none
 * @param rows how many, at least 0
 */
public record SampleBlock(Condition condition, long rows) {
  /** Sums of shares may miss 1 by so much, as people round them. */
  private static final double ROUNDING = .005;

  /**
   * As many rows of each label of a column, the first ones having one more where it does not come
   * out even.
   *
   * @param alsoOrNull what all rows have to satisfy besides
   * @throws DataException if the column holds no labels
   */
  public static List<SampleBlock> balanced(
      Schema schema, String column, long rows, Condition alsoOrNull) {
    Map<String, Double> shares = new LinkedHashMap<>();
    List<String> labels = labels(schema, column).categories();
    labels.forEach(label -> shares.put(label, 1.0 / labels.size()));
    return shares(schema, column, shares, rows, alsoOrNull);
  }

  /**
   * Rows of labels of a column in given shares; what rounding leaves goes to the labels that it
   * cost most.
   *
   * @param shares by label; they sum to 1
   * @param alsoOrNull what all rows have to satisfy besides
   * @throws DataException if the column holds no labels, or shares do not sum to 1
   */
  public static List<SampleBlock> shares(
      Schema schema, String column, Map<String, Double> shares, long rows, Condition alsoOrNull) {
    labels(schema, column);
    double sum = 0;
    for (double share : shares.values()) {
      if (!(share >= 0)) {
        throw fault(column, "a share is " + share + ", but must be 0 or more");
      }
      sum += share;
    }
    if (Math.abs(sum - 1) > ROUNDING) {
      throw fault(column, "its shares sum to " + sum + ", but must sum to 1");
    }
    List<String> names = new ArrayList<>(shares.keySet());
    long[] counts = new long[names.size()];
    long left = rows;
    List<Integer> order = new ArrayList<>();
    double[] lost = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      double exact = rows * shares.get(names.get(i)) / sum;
      counts[i] = (long) Math.floor(exact + 1e-9);
      lost[i] = exact - counts[i];
      left -= counts[i];
      order.add(i);
    }
    order.sort((a, b) -> Double.compare(lost[b], lost[a]));
    for (int i = 0; i < left; i++) {
      counts[order.get(i % order.size())]++;
    }
    List<SampleBlock> blocks = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      Condition.Builder asked = Condition.builder().oneOf(column, names.get(i));
      Condition condition = alsoOrNull == null ? asked.build() : alsoOrNull.and(asked.build());
      condition.check(schema);
      if (counts[i] > 0) {
        blocks.add(new SampleBlock(condition, counts[i]));
      }
    }
    return blocks;
  }

  private static ColumnSchema labels(Schema schema, String column) {
    ColumnSchema found = schema.column(schema.indexOf(column));
    if (found.categories().isEmpty()) {
      throw fault(column, "it holds no labels, of which shares could be asked");
    }
    return found;
  }

  private static DataException fault(String column, String problem) {
    return DataException.builder(problem)
        .column(column)
        .remedy("for numbers, say several conditions with their own numbers of rows")
        .build();
  }
}
