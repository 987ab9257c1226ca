package io.semblance.quality;

import io.semblance.quality.PairKeys.PairKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How a column fares, for the ranking of columns by how badly they fail.
 *
 * @param name the column
 * @param shape its own score
 * @param shapeCeiling the same of other real rows; NaN where it is undefined
 * @param trend mean score of the pairs that it belongs to; NaN without any
 * @param trendFloor the same of shuffled columns
 * @param trendCeiling the same of other real rows
 * @param detectionShare its share of what tells synthetic from real rows; NaN when that was not
 *     asked
 * @param invalidCells how many of its cells the real table could not hold
 */
public record ColumnRank(
    String name,
    double shape,
    double shapeCeiling,
    double trend,
    double trendFloor,
    double trendCeiling,
    double detectionShare,
    long invalidCells) {

  /** The larger of two distances below the ceiling: of its shape, and of its pairs. */
  public double failing() {
    double pairs = below(trend, trendCeiling);
    return Math.max(below(shape, shapeCeiling), Double.isNaN(pairs) ? 0 : pairs);
  }

  private static double below(double score, double ceiling) {
    return (Double.isNaN(ceiling) ? 1 : ceiling) - score;
  }

  /** All scored columns of a report, the worst first. */
  static List<ColumnRank> of(QualityReport report) {
    Map<String, Double> shapes = report.scores().shapeColumns();
    FidelityScores top = report.ceiling().orElse(null);
    List<String> names = List.copyOf(shapes.keySet());
    double[] trend = means(names, report.scores());
    double[] floor = means(names, report.floor());
    double[] ceiling = top == null ? new double[names.size()] : means(names, top);
    Map<String, Double> detectionShare =
        report.score(TreeDetectionScore.class).map(TreeDetectionScore::columns).orElse(Map.of());
    ValidityScore validity = report.score(ValidityScore.class).orElse(null);
    List<ColumnRank> ranks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      ranks.add(
          new ColumnRank(
              name,
              shapes.get(name),
              top == null ? Double.NaN : top.shapeColumns().getOrDefault(name, Double.NaN),
              trend[i],
              floor[i],
              top == null ? Double.NaN : ceiling[i],
              detectionShare.isEmpty() ? Double.NaN : detectionShare.getOrDefault(name, 0.0),
              validity == null ? 0 : validity.invalidCells(name)));
    }
    ranks.sort(Comparator.comparingDouble((ColumnRank r) -> -r.failing()));
    return ranks;
  }

  private static double[] means(List<String> names, FidelityScores scores) {
    double[] sums = new double[names.size()];
    int[] counts = new int[names.size()];
    for (PairKey key : PairKeys.of(names, scores.trendPairs())) {
      double score = scores.trendPairs().get(key.key());
      sums[key.i()] += score;
      sums[key.j()] += score;
      counts[key.i()]++;
      counts[key.j()]++;
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
    }
    return sums;
  }
}
