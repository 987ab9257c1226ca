package io.semblance.quality;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shape, trend and correlation difference of a synthetic table against a real one, by the
 * definitions of SDMetrics 0.11.1.
 *
 * <ul>
 *   <li><b>Shape</b>, per column: KS complement of numbers, TV complement of labels. Two samples of
 *       n rows from the same source differ by about .869 sqrt(2/n) in KS, so differences below that
 *       are noise.
 *   <li><b>Trend</b>, per pair of columns: correlation similarity of two numeric columns, else the
 *       likeness of the joint table with numeric columns cut into ten equal widths.
 *   <li><b>Mean |delta r|</b>: over all pairs of columns whose values are numbers (booleans and
 *       labels that read as numbers included), the mean absolute difference of Pearson's r. Trend's
 *       1 - |delta r| / 2 flatters; this does not.
 * </ul>
 *
 * <p>NUMBER, INTEGER and DATETIME columns are numeric, CATEGORY and BOOLEAN are labels, ID columns
 * are left out. A label that only one table knows counts as any other difference.
 *
 * <p>Where the definitions are silent. <b>Missing cells:</b> missing is one more category of labels
 * and one more bin of numbers; the KS complement is that of the present values times {@code 1 -
 * |m_real - m_synthetic|}, m being the share missing; correlations use the rows where both cells
 * are present. <b>Constant columns</b> have no correlation: a pair that is undefined in the real
 * table is left out of the means; one that is undefined in the synthetic table alone counts there
 * as r = 0, since freezing a column loses what the real pair had.
 */
public final class Fidelity {

  private Fidelity() {}

  /**
   * Scores a synthetic table. Columns are matched by name, in the real table's order; the row
   * counts may differ.
   *
   * @param real at least one row
   * @param synthetic at least one row; read with the real table's schema
   * @throws DataException if a table is empty, if the synthetic table lacks a column of the real
   *     one, or if it holds another kind of value there
   */
  public static FidelityScores score(Table real, Table synthetic) {
    return detailed(real, synthetic).scores();
  }

  /**
   * The scores and what they were computed from, for those who look closer.
   *
   * @param columns the columns that were scored
   * @param coded the same as small whole numbers, in that order
   * @param correlations of all columns whose values are numbers
   */
  record Detailed(
      FidelityScores scores,
      List<ColumnPair> columns,
      List<Trend.Coded> coded,
      Correlations correlations) {}

  static Detailed detailed(Table real, Table synthetic) {
    requireRows(real.rows(), "real");
    requireRows(synthetic.rows(), "synthetic");
    List<ColumnPair> pairs = ColumnPair.of(real, synthetic);
    Map<String, Double> shape = new LinkedHashMap<>();
    for (ColumnPair pair : pairs) {
      shape.put(pair.name(), ColumnShape.score(pair));
    }
    Correlations correlations = Correlations.of(pairs);
    List<Trend.Coded> coded = pairs.stream().map(Trend.Coded::of).toList();
    Trend trend = Trend.of(pairs, coded, correlations);
    return new Detailed(scores(shape, trend, correlations), pairs, coded, correlations);
  }

  static FidelityScores scores(Map<String, Double> shape, Trend trend, Correlations correlations) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < correlations.names().size(); i++) {
      for (int j = 0; j < i; j++) {
        double delta = correlations.absDelta(i, j);
        if (!Double.isNaN(delta)) {
          sum += delta;
          count++;
        }
      }
    }
    return new FidelityScores(
        mean(shape.values()),
        shape,
        mean(trend.realEdges().values()),
        mean(trend.ownEdges().values()),
        trend.realEdges(),
        trend.ownEdges(),
        count == 0 ? Double.NaN : sum / count,
        count);
  }

  static void requireRows(long rows, String which) {
    if (rows == 0) {
      throw new DataException(
          "The " + which + " table has no rows, so there is nothing to score; give at least one.");
    }
  }

  private static double mean(Collection<Double> scores) {
    return scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
