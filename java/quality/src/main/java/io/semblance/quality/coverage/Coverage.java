package io.semblance.quality.coverage;

import io.semblance.quality.features.EqualRows;
import io.semblance.quality.features.Feature;
import io.semblance.quality.features.FeatureTable;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of the real table the synthetic one reaches.
 *
 * @param labels share of the labels that occur of those expected to occur at least ten times; NaN
 *     without labels
 * @param tails mean over both ends of every number of min(1, synthetic share / real share) beyond
 *     the first and the last real hundredth; NaN without numbers
 * @param clusters sum of the smaller shares over clusters of real rows; 1 is perfect
 * @param clusterCount how many clusters there are
 * @param repeatedRows share of synthetic rows that repeat an earlier synthetic row
 * @param naturalRepeatedRows the same of as many real rows
 * @param missingModes parts of the real table that are hardly there, greatest first
 */
public record Coverage(
    double labels,
    double tails,
    double clusters,
    int clusterCount,
    double repeatedRows,
    double naturalRepeatedRows,
    List<MissingMode> missingModes) {

  private static final double EXPECTED = 10;
  private static final double TAIL = .01;

  public Coverage {
    missingModes = List.copyOf(missingModes);
  }

  /**
   * Compares two tables.
   *
   * @param realTable at least one row
   * @param syntheticTable aligned with it
   */
  public static Coverage of(FeatureTable realTable, FeatureTable syntheticTable, long seed) {
    FeatureTable real = realTable.snapped();
    FeatureTable synthetic = syntheticTable.snapped();
    List<MissingMode> modes = new ArrayList<>();
    Mean labels = new Mean();
    Mean tails = new Mean();
    for (int c = 0; c < real.width(); c++) {
      Feature feature = real.features().get(c);
      double[] x = real.column(c);
      double[] s = synthetic.column(c);
      if (feature.categorical()) {
        labels(feature, x, s, labels);
        modes.addAll(ColumnModes.labels(feature, x, s));
      } else {
        tails(x, s, tails);
        modes.addAll(ColumnModes.ranges(feature, x, s));
      }
    }
    Clusters clusters = Clusters.of(real, synthetic, seed);
    // A cluster that misses because its label misses is no news.
    clusters
        .missing()
        .filter(m -> modes.stream().noneMatch(c -> c.realShare() > m.realShare() / 2))
        .ifPresent(modes::add);
    modes.sort((a, b) -> Double.compare(b.realShare(), a.realShare()));
    int n = Math.min(realTable.rows(), syntheticTable.rows());
    return new Coverage(
        labels.value(),
        tails.value(),
        clusters.overlap(),
        clusters.count(),
        repeated(syntheticTable, n, seed),
        repeated(realTable, n, seed),
        modes);
  }

  /** More rows repeat more often, so both tables are taken at the same size. */
  private static double repeated(FeatureTable table, int rows, long seed) {
    return EqualRows.repeats(table.sample(rows, seed)) / (double) rows;
  }

  private static void labels(Feature feature, double[] real, double[] synthetic, Mean mean) {
    double[] expected = ColumnModes.shares(real, feature.labels().size());
    double[] found = ColumnModes.shares(synthetic, feature.labels().size());
    for (int k = 0; k < expected.length; k++) {
      if (expected[k] * synthetic.length >= EXPECTED) {
        mean.add(found[k] > 0 ? 1 : 0);
      }
    }
  }

  private static void tails(double[] real, double[] synthetic, Mean mean) {
    double[] sorted = ColumnModes.finite(real);
    if (sorted.length == 0) {
      return;
    }
    int last = sorted.length - 1;
    double low = sorted[(int) (TAIL * last)];
    double high = sorted[last - (int) (TAIL * last)];
    mean.add(Math.min(1, beyond(synthetic, low, true) / beyond(real, low, true)));
    mean.add(Math.min(1, beyond(synthetic, high, false) / beyond(real, high, false)));
  }

  private static double beyond(double[] values, double limit, boolean below) {
    int count = 0;
    for (double v : values) {
      count += below ? v <= limit ? 1 : 0 : v >= limit ? 1 : 0;
    }
    return count / (double) values.length;
  }

  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      sum += value;
      count++;
    }

    double value() {
      return count == 0 ? Double.NaN : sum / count;
    }
  }
}
