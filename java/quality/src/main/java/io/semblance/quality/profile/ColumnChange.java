package io.semblance.quality.profile;

import io.semblance.data.ColumnType;
import io.semblance.quality.summary.ColumnSummary;
import io.semblance.quality.summary.Distribution;
import io.semblance.quality.summary.FrequentKeys.Frequent;
import io.semblance.quality.summary.LabelSummary;
import io.semblance.quality.summary.NumericSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How one column differs between two tables.
 *
 * @param a the column in the first table
 * @param b the column in the second
 * @param distance of the cells that are there: Kolmogorov and Smirnov's for numbers and dates,
 *     total variation for labels, both from 0, equal, to 1; NaN for identifiers and empty columns
 * @param chance about how large the distance would be for two samples of the same source
 * @param missing share of missing cells in the second table less that in the first
 * @param wasserstein for numbers, the mean distance that values moved, in standard deviations of
 *     the first table; else NaN
 * @param shares for labels, the shares in both tables, the largest change first
 */
public record ColumnChange(
    ColumnSummary a,
    ColumnSummary b,
    double distance,
    double chance,
    double missing,
    double wasserstein,
    List<Share> shares) {

  /** A label and its shares of the cells that are there. */
  public record Share(String label, double a, double b) {}

  /** Ratio of the Kolmogorov-Smirnov distance to its scale that chance passes in half the cases. */
  private static final double MEDIAN_KS = .83;

  private static final int MOST_SHARES = 100;

  /** The column's name. */
  public String name() {
    return a.name();
  }

  /** How far the column moved, missing cells minded: what columns are ranked by. */
  public double moved() {
    return Math.max(Double.isNaN(distance) ? 0 : distance, Math.abs(missing));
  }

  /** How many labels of the second table the first one has not. */
  public long fresh() {
    return shares.stream().filter(s -> s.a() == 0 && s.b() > 0).count();
  }

  /** How many labels of the first table the second one has lost. */
  public long lost() {
    return shares.stream().filter(s -> s.b() == 0 && s.a() > 0).count();
  }

  /**
   * Compares two summaries of columns of one kind.
   *
   * @param a of numbers or dates if {@code b} is, else of labels
   */
  public static ColumnChange of(ColumnSummary a, ColumnSummary b) {
    double missing =
        (double) b.missing() / Math.max(1, b.rows()) - (double) a.missing() / Math.max(1, a.rows());
    boolean id = a.schema().type() == ColumnType.ID;
    if (id || a.present() == 0 || b.present() == 0) {
      return new ColumnChange(a, b, Double.NaN, Double.NaN, missing, Double.NaN, List.of());
    }
    return a instanceof NumericSummary x
        ? numbers(x, (NumericSummary) b, missing)
        : labels((LabelSummary) a, (LabelSummary) b, missing);
  }

  private static ColumnChange numbers(NumericSummary a, NumericSummary b, double missing) {
    Distribution x = a.distribution();
    Distribution y = b.distribution();
    double scale = a.moments().deviation();
    double earth = Distribution.wasserstein(x, y);
    return new ColumnChange(
        a,
        b,
        Distribution.kolmogorovSmirnov(x, y),
        MEDIAN_KS * Math.sqrt(1.0 / a.present() + 1.0 / b.present()),
        missing,
        scale > 0 ? earth / scale : Double.NaN,
        List.of());
  }

  private static ColumnChange labels(LabelSummary a, LabelSummary b, double missing) {
    Map<String, double[]> shares = new HashMap<>();
    for (Frequent<String> label : a.common(Integer.MAX_VALUE)) {
      shares.computeIfAbsent(label.key(), k -> new double[2])[0] =
          (double) label.count() / a.present();
    }
    for (Frequent<String> label : b.common(Integer.MAX_VALUE)) {
      shares.computeIfAbsent(label.key(), k -> new double[2])[1] =
          (double) label.count() / b.present();
    }
    double distance = 0;
    double chance = 0;
    List<Share> list = new ArrayList<>();
    for (Map.Entry<String, double[]> entry : shares.entrySet()) {
      double p = entry.getValue()[0];
      double q = entry.getValue()[1];
      list.add(new Share(entry.getKey(), p, q));
      distance += Math.abs(p - q) / 2;
      double both = (p * a.present() + q * b.present()) / ((double) a.present() + b.present());
      // The mean of |x| for a normal x is its deviation times the root of 2 / pi.
      chance +=
          Math.sqrt(2 / Math.PI * both * (1 - both) * (1.0 / a.present() + 1.0 / b.present())) / 2;
    }
    list.sort(
        (s, t) -> {
          int order = Double.compare(Math.abs(t.a() - t.b()), Math.abs(s.a() - s.b()));
          return order != 0 ? order : s.label().compareTo(t.label());
        });
    return new ColumnChange(
        a,
        b,
        distance,
        chance,
        missing,
        Double.NaN,
        List.copyOf(list.subList(0, Math.min(MOST_SHARES, list.size()))));
  }
}
