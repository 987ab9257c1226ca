package io.semblance.quality.page;

import io.semblance.quality.summary.Distribution;

/**
 * Bins for drawing a distribution. Whole numbers over a short range get a bin each; else there are
 * {@value #BINS} of equal width. When a few far values would squeeze all others into one bin, the
 * outermost bins are open and hold everything beyond.
 */
public final class Bins {
  private static final int BINS = 40;
  private static final int MOST_UNIT_BINS = 64;

  /** The share of cells at either end that may be gathered in an open bin. */
  private static final double TAIL = .002;

  /** How much longer the whole range must be than the range without tails. */
  private static final double SQUEEZE = 3;

  private final double[] edges;
  private final double least;
  private final double greatest;
  private final boolean whole;

  private Bins(double[] edges, double least, double greatest, boolean whole) {
    this.edges = edges;
    this.least = least;
    this.greatest = greatest;
    this.whole = whole;
  }

  /**
   * Bins that suit a distribution of at least one value.
   *
   * @param whole whether all values are whole numbers
   * @param most how many bins are wanted at most; 40 when larger, or 64 for whole numbers
   */
  public static Bins of(Distribution values, boolean whole, int most) {
    double min = values.value(0);
    double max = values.value(values.size() - 1);
    double low = values.quantile(TAIL);
    double high = values.quantile(1 - TAIL);
    boolean squeezed = high > low && max - min > SQUEEZE * (high - low);
    double from = squeezed ? (whole ? Math.floor(low) : low) : min;
    double to = squeezed ? (whole ? Math.ceil(high) : high) : max;
    return new Bins(edges(from, to, whole, Math.min(most, MOST_UNIT_BINS)), min, max, whole);
  }

  private static double[] edges(double from, double to, boolean whole, int most) {
    int wanted = Math.min(BINS, most);
    int bins = wanted;
    double start = from;
    double width = (to - from) / bins;
    if (whole && to - from < most) {
      bins = (int) (to - from) + 1;
      start = from - .5;
      width = 1;
    } else if (from == to) {
      bins = 1;
      start = from - .5;
      width = 1;
    } else if (whole) {
      // A whole number of values per bin, or some bins would look fuller than their neighbours.
      width = Math.ceil((to - from + 1) / wanted);
      bins = (int) Math.ceil((to - from + 1) / width);
      start = from - .5;
    }
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = start + i * width;
    }
    return edges;
  }

  /** How many bins there are. */
  public int size() {
    return edges.length - 1;
  }

  /** The bin of a finite value. */
  public int bin(double x) {
    double width = (edges[edges.length - 1] - edges[0]) / size();
    int bin = (int) Math.floor((x - edges[0]) / width);
    return Math.max(0, Math.min(size() - 1, bin));
  }

  /** The counts of a distribution in each bin. */
  public double[] counts(Distribution values) {
    double[] counts = new double[size()];
    for (int i = 0; i < values.size(); i++) {
      counts[bin(values.value(i))] += values.weight(i);
    }
    return counts;
  }

  /** Where a bin begins: for whole numbers the least of them. */
  public double from(int bin) {
    return bin == 0 && openLow() ? least : whole ? Math.ceil(edges[bin]) : edges[bin];
  }

  /** Where a bin ends: for whole numbers the greatest of them. */
  public double to(int bin) {
    return bin == size() - 1 && openHigh()
        ? greatest
        : whole ? Math.floor(edges[bin + 1]) : edges[bin + 1];
  }

  /** The edges as drawn, one more than there are bins. */
  public double[] edges() {
    return edges.clone();
  }

  /** Whether the first bin also holds what lies below its edge. */
  public boolean openLow() {
    return least < edges[0];
  }

  /** Whether the last bin also holds what lies above its edge. */
  public boolean openHigh() {
    return greatest > edges[edges.length - 1];
  }

  /** The least value. */
  public double least() {
    return least;
  }

  /** The greatest value. */
  public double greatest() {
    return greatest;
  }
}
