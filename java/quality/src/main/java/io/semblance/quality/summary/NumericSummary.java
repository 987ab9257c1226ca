package io.semblance.quality.summary;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Hash;
import io.semblance.data.NumericColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** One pass over numbers or date-times (as epoch milliseconds). */
public final class NumericSummary extends ColumnSummary {
  private static final int EXTREMES = 10;
  private static final int FREQUENT = 2048;

  private final int bound;
  private final Moments moments = new Moments();
  private final ValueOrder order;
  private long zeros;
  private long negatives;
  private boolean whole = true;
  private ValueCounts counts = new ValueCounts();

  // From here on: what takes over once there are too many distinct values.
  private KllSketch sketch;
  private FrequentKeys<Double> frequent;
  private SampledCounts distinct;
  private Extremes least;
  private Extremes greatest;

  NumericSummary(ColumnSchema schema, int bound) {
    super(schema);
    this.bound = bound;
    order = new ValueOrder(schema.numeric().axis().hasGaps());
  }

  @Override
  void addCells(Column column) {
    double[] values = ((NumericColumn) column).values();
    moments.addAll(values);
    for (double x : values) {
      if (Double.isFinite(x)) {
        zeros += x == 0 ? 1 : 0;
        negatives += x < 0 ? 1 : 0;
        whole &= x == Math.rint(x);
        order.add(x);
        count(x + 0.0);
      }
    }
    overflow();
  }

  private void count(double x) {
    if (counts != null) {
      counts.add(x);
      if (counts.distinctAtLeast() > bound) {
        overflow();
      }
    } else {
      sketch.add(x);
      frequent.add(x, 1);
      distinct.add(Hash.mix(Double.doubleToLongBits(x)));
      least.add(x, 1);
      greatest.add(x, 1);
    }
  }

  private void overflow() {
    if (counts == null || counts.distinct() <= bound) {
      return;
    }
    Distribution exact = counts.distribution();
    counts = null;
    sketch = new KllSketch();
    frequent = new FrequentKeys<>(FREQUENT);
    distinct = new SampledCounts(bound);
    least = new Extremes(EXTREMES, Comparator.naturalOrder());
    greatest = new Extremes(EXTREMES, Comparator.reverseOrder());
    for (int i = 0; i < exact.size(); i++) {
      double x = exact.value(i);
      sketch.add(x, exact.weight(i));
      frequent.add(x, exact.weight(i));
      distinct.add(Hash.mix(Double.doubleToLongBits(x)));
      least.add(x, exact.weight(i));
      greatest.add(x, exact.weight(i));
    }
  }

  @Override
  void mergeCells(ColumnSummary later) {
    NumericSummary other = (NumericSummary) later;
    moments.merge(other.moments);
    order.merge(other.order);
    zeros += other.zeros;
    negatives += other.negatives;
    whole &= other.whole;
    if (counts != null && other.counts != null) {
      counts.merge(other.counts);
      overflow();
      return;
    }
    force();
    other.force();
    sketch.merge(other.sketch);
    frequent.merge(other.frequent);
    distinct.merge(other.distinct);
    least.merge(other.least);
    greatest.merge(other.greatest);
  }

  /** Leaves exact counting even below the bound, to be merged with a part that has left it. */
  private void force() {
    if (counts == null) {
      return;
    }
    Distribution exact = counts.distribution();
    NumericSummary sketched = new NumericSummary(schema(), -1);
    sketched.counts = counts;
    sketched.overflow();
    counts = null;
    sketch = sketched.sketch;
    frequent = sketched.frequent;
    least = sketched.least;
    greatest = sketched.greatest;
    distinct = new SampledCounts(bound);
    for (int i = 0; i < exact.size(); i++) {
      distinct.add(Hash.mix(Double.doubleToLongBits(exact.value(i))));
    }
  }

  /** Count, mean, deviation and so on of the cells that hold a number. */
  public Moments moments() {
    return moments;
  }

  /** Whether the column rises or falls. */
  public ValueOrder order() {
    return order;
  }

  /** How many cells are zero. */
  public long zeros() {
    return zeros;
  }

  /** How many cells are less than zero. */
  public long negatives() {
    return negatives;
  }

  /** Whether all numbers are whole. */
  public boolean whole() {
    return whole;
  }

  @Override
  public long distinct() {
    return counts != null ? counts.distinct() : distinct.distinct();
  }

  @Override
  public boolean exact() {
    return counts != null;
  }

  /** All values with their counts, or what the quantile sketch has kept. */
  public Distribution distribution() {
    return counts != null ? counts.distribution() : sketch.distribution();
  }

  /** How often the most frequent values occur; at least so often when not {@link #exact()}. */
  public List<FrequentKeys.Frequent<Double>> common(int most) {
    if (counts == null) {
      return frequent.top(most, Comparator.naturalOrder());
    }
    Distribution exact = counts.distribution();
    Comparator<FrequentKeys.Frequent<Double>> order =
        Comparator.comparingLong((FrequentKeys.Frequent<Double> f) -> f.count())
            .reversed()
            .thenComparing(FrequentKeys.Frequent::key);
    TreeSet<FrequentKeys.Frequent<Double>> top = new TreeSet<>(order);
    for (int i = 0; i < exact.size(); i++) {
      if (top.size() < most || exact.weight(i) > top.last().count()) {
        top.add(new FrequentKeys.Frequent<>(exact.value(i), exact.weight(i)));
        if (top.size() > most) {
          top.pollLast();
        }
      }
    }
    return List.copyOf(top);
  }

  /** The least values, rising, with their counts. */
  public List<FrequentKeys.Frequent<Double>> least(int most) {
    return ends(most, least, false);
  }

  /** The greatest values, falling, with their counts. */
  public List<FrequentKeys.Frequent<Double>> greatest(int most) {
    return ends(most, greatest, true);
  }

  private List<FrequentKeys.Frequent<Double>> ends(int most, Extremes kept, boolean top) {
    if (counts == null) {
      List<FrequentKeys.Frequent<Double>> list = kept.list();
      return list.subList(0, Math.min(most, list.size()));
    }
    Distribution exact = counts.distribution();
    List<FrequentKeys.Frequent<Double>> list = new ArrayList<>();
    for (int i = 0; i < Math.min(most, exact.size()); i++) {
      int place = top ? exact.size() - 1 - i : i;
      list.add(new FrequentKeys.Frequent<>(exact.value(place), exact.weight(place)));
    }
    return list;
  }
}
