package io.semblance.quality.page;

import io.semblance.data.NumericKind;
import io.semblance.quality.summary.Distribution;

/**
 * Bins for drawing a distribution, {@value #BINS} of equal width or fewer. Where nearly all values
 * are multiples of a round step, as whole numbers, tenths or days are, every bin holds equally many
 * multiples, and over a short range one each: else some bins would look fuller than their
 * neighbours. When a few far values would squeeze all others into one bin, the outermost bins are
 * open and hold everything beyond.
 */
public final class Bins {
  private static final int BINS = 40;
  private static final int MOST_STEP_BINS = 64;

  /** The share of cells at either end that may be gathered in an open bin. */
  private static final double TAIL = .002;

  /** How much longer the whole range must be than the range without tails. */
  private static final double SQUEEZE = 3;

  /** The share of cells on a grid from which bins follow it: a few may lie between. */
  private static final double NEARLY_ALL = .9;

  /** Bins that span more steps than this look even wherever they begin. */
  private static final double FINE = 25;

  private static final double ON_GRID = 1e-6;

  private final double[] edges;
  private final double least;
  private final double greatest;

  /** Distance from an edge to the next value there can be; 0 where there can be any. */
  private final double margin;

  private Bins(double[] edges, double least, double greatest, double margin) {
    this.edges = edges;
    this.least = least;
    this.greatest = greatest;
    this.margin = margin;
  }

  /**
   * Bins that suit a distribution of at least one value.
   *
   * @param kind the kind of column that the values are of
   * @param most how many bins are wanted at most; 40 when larger, or 64 of one step each
   */
  public static Bins of(Distribution values, NumericKind kind, int most) {
    return of(values, kind.roundSteps(), most);
  }

  /** Bins that suit a distribution of at least one bare number; see above. */
  public static Bins of(Distribution values, int most) {
    return of(values, new double[0], most);
  }

  private static Bins of(Distribution values, double[] roundSteps, int most) {
    double min = values.value(0);
    double max = values.value(values.size() - 1);
    double low = values.quantile(TAIL);
    double high = values.quantile(1 - TAIL);
    boolean squeezed = high > low && max - min > SQUEEZE * (high - low);
    double from = squeezed ? low : min;
    double to = squeezed ? high : max;
    int bins = Math.min(BINS, most);
    if (from == to) {
      // Named by the least and the greatest value, which are one.
      return new Bins(new double[] {from - .5, from + .5}, min, max, 0);
    }
    double step = step(values, roundSteps, (to - from) / bins);
    if (step == 0) {
      return new Bins(edges(from, (to - from) / bins, bins), min, max, 0);
    }
    double first = Math.rint(from / step);
    double count = Math.rint(to / step) - first + 1;
    double perBin = count <= Math.min(most, MOST_STEP_BINS) ? 1 : Math.ceil(count / bins);
    double[] edges =
        edges((first - .5) * step, perBin * step, (int) Math.ceil(count / perBin - ON_GRID));
    return new Bins(edges, min, max, share(values, step) == 1 ? step / 2 : 0);
  }

  /** Bins over the range of two distributions, each of at least one value, both as weighty. */
  public static Bins of(Distribution a, Distribution b, NumericKind kind, int most) {
    return of(together(a, b), kind, most);
  }

  /** Bins over the range of two distributions of bare numbers; see above. */
  public static Bins of(Distribution a, Distribution b, int most) {
    return of(together(a, b), most);
  }

  private static Distribution together(Distribution a, Distribution b) {
    int n = a.size();
    double[] values = new double[n + b.size()];
    long[] weights = new long[values.length];
    boolean even = Math.max(a.total(), b.total()) < 1L << 31;
    for (int i = 0; i < values.length; i++) {
      Distribution from = i < n ? a : b;
      int place = i < n ? i : i - n;
      values[i] = from.value(place);
      weights[i] = from.weight(place) * (even ? (i < n ? b : a).total() : 1);
    }
    return Distribution.of(values, weights, false);
  }

  private static double[] edges(double start, double width, int bins) {
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = start + i * width;
    }
    return edges;
  }

  /** The largest round step that nearly all values keep to, if a bin holds few of it; else 0. */
  private static double step(Distribution values, double[] roundSteps, double width) {
    for (double step : roundSteps) {
      if (step * FINE > width && share(values, step) >= NEARLY_ALL) {
        return step;
      }
    }
    return roundSteps.length > 0 ? 0 : decimalStep(values, width);
  }

  private static double decimalStep(Distribution values, double width) {
    double range = width * BINS;
    for (int power = (int) Math.floor(Math.log10(range)); ; power--) {
      // Powers below 0 are divided by: 1 / 10 is nearer to a tenth than 10 * .01.
      double ten = power < 0 ? 1 / Math.pow(10, -power) : Math.pow(10, power);
      for (double step : new double[] {ten, ten / 2}) {
        if (step * FINE <= width) {
          return 0;
        }
        if (share(values, step) >= NEARLY_ALL) {
          return step;
        }
      }
    }
  }

  private static double share(Distribution values, double step) {
    long on = 0;
    for (int i = 0; i < values.size(); i++) {
      double steps = values.value(i) / step;
      on += Math.abs(steps - Math.rint(steps)) < ON_GRID ? values.weight(i) : 0;
    }
    return (double) on / values.total();
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

  /** The shares of a distribution in each bin. */
  public double[] shares(Distribution values) {
    double[] shares = counts(values);
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= values.total();
    }
    return shares;
  }

  /** Where a bin begins: where all values keep to a step, the least of them. */
  public double from(int bin) {
    return bin == 0 && (openLow() || least == greatest) ? least : edges[bin] + margin;
  }

  /** Where a bin ends: where all values keep to a step, the greatest of them. */
  public double to(int bin) {
    boolean last = bin == size() - 1 && (openHigh() || least == greatest);
    return last ? greatest : edges[bin + 1] - margin;
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
