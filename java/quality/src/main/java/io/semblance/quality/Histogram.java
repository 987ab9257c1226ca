package io.semblance.quality;

import java.util.Arrays;

/**
 * Shares of two numeric columns in common bins, for drawing. Whole numbers over a short range get a
 * bin each; else there are {@value #BINS} of equal width. When a few far values would squeeze all
 * others into one bin, the outermost bins are open and hold everything beyond.
 *
 * @param min least real value
 * @param max greatest real value; whole-number bins may end a little above it
 * @param edges one more than there are bins
 * @param real share of the real present values in each bin
 * @param synthetic share of the synthetic present values
 * @param openLow whether the first bin also holds all real values below it
 * @param openHigh whether the last bin also holds all real values above it
 * @param outside share of the synthetic present values outside the real range
 */
record Histogram(
    double min,
    double max,
    double[] edges,
    double[] real,
    double[] synthetic,
    boolean openLow,
    boolean openHigh,
    double outside) {

  private static final int BINS = 40;
  private static final int MOST_UNIT_BINS = 64;

  /** The share of rows at either end that may be gathered in an open bin. */
  private static final double TAIL = .002;

  /** How much longer the whole range must be than the range without tails. */
  private static final double SQUEEZE = 3;

  /** Null when the real column has no value to set a range by. */
  static Histogram of(double[] realValues, double[] syntheticValues) {
    double[] real = present(realValues);
    double[] synthetic = present(syntheticValues);
    if (real.length == 0) {
      return null;
    }
    Arrays.sort(real);
    double min = real[0];
    double max = real[real.length - 1];
    double low = real[(int) (TAIL * real.length)];
    double high = real[(int) ((1 - TAIL) * (real.length - 1))];
    boolean squeezed = high > low && max - min > SQUEEZE * (high - low);
    double from = squeezed ? low : min;
    double to = squeezed ? high : max;
    boolean whole = wholeNumbers(real);
    double[] edges = edges(from, to, whole);
    long strayed = Arrays.stream(synthetic).filter(x -> x < min || x > max).count();
    return new Histogram(
        min,
        max,
        edges,
        shares(real, edges),
        shares(synthetic, edges),
        min < edges[0],
        max > edges[edges.length - 1],
        synthetic.length == 0 ? 0 : (double) strayed / synthetic.length);
  }

  private static double[] edges(double from, double to, boolean whole) {
    int bins = BINS;
    double start = from;
    double width = (to - from) / BINS;
    if (whole && to - from < MOST_UNIT_BINS) {
      bins = (int) (to - from) + 1;
      start = from - .5;
      width = 1;
    } else if (from == to) {
      bins = 1;
      start = from - .5;
      width = 1;
    } else if (whole) {
      // A whole number of values per bin, or some bins would look fuller than their neighbours.
      width = Math.ceil((to - from + 1) / BINS);
      bins = (int) Math.ceil((to - from + 1) / width);
      start = from - .5;
    }
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = start + i * width;
    }
    return edges;
  }

  private static double[] shares(double[] values, double[] edges) {
    int bins = edges.length - 1;
    double[] shares = new double[bins];
    double width = (edges[bins] - edges[0]) / bins;
    for (double x : values) {
      int bin = (int) Math.floor((x - edges[0]) / width);
      shares[Math.max(0, Math.min(bins - 1, bin))] += 1.0 / values.length;
    }
    return shares;
  }

  private static double[] present(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).toArray();
  }

  private static boolean wholeNumbers(double[] values) {
    for (double x : values) {
      if (x != Math.rint(x)) {
        return false;
      }
    }
    return true;
  }
}
