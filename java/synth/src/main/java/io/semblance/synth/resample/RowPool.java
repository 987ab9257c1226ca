package io.semblance.synth.resample;

import io.semblance.data.Column;
import io.semblance.data.Schema;
import java.util.List;

/**
 * What is learnt of a table: real rows, by class and in random order, and which of them are
 * neighbours. Immutable by contract.
 *
 * @param schema of the table, identifiers included
 * @param columns the cells of the rows that are kept, without identifiers, in the schema's order
 * @param classes where the rows of each class stand
 * @param labels where labels of new rows come from
 */
record RowPool(Schema schema, List<Column> columns, List<ClassRows> classes, LabelChoice labels) {
  /**
   * The rows of one class in the pool.
   *
   * @param name what the target holds; empty if there are no classes
   * @param trainingRows how many rows the class has in the training table
   * @param from position of its first row
   * @param to position behind its last row
   * @param each neighbours per row
   * @param neighbours positions in the pool, {@code each} per row, the nearest first
   * @param weights how often each row is used as a base, relative to the others; null for evenly
   */
  public record ClassRows(
      String name, int trainingRows, int from, int to, int each, int[] neighbours, int[] weights) {}

  /** How many real rows it holds. */
  public int rows() {
    return classes.get(classes.size() - 1).to();
  }
}
