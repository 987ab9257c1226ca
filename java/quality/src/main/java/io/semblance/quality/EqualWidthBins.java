package io.semblance.quality;

/**
 * Ten bins of equal width over the range of a column, numbered the way {@code numpy.digitize(x,
 * numpy.histogram_bin_edges(x, 10))} numbers them: bin i, from 1, holds edge[i-1] &le; x &lt;
 * edge[i]. So the maximum itself, and all above it, gets number 11, and what lies below the range
 * number 0. Published trend scores rest on that numbering.
 */
final class EqualWidthBins {

  private static final int BINS = 10;

  /** How many codes there are: 0 to 11, and one for missing. */
  static final int CODES = BINS + 3;

  private static final int MISSING = BINS + 2;

  private final double[] edges = new double[BINS + 1];

  /** Bins over the range of the finite values; without any, every value is outside. */
  static EqualWidthBins of(double[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double x : values) {
      if (Double.isFinite(x)) {
        min = Math.min(min, x);
        max = Math.max(max, x);
      }
    }
    return new EqualWidthBins(min, max);
  }

  /** Bins from the least value to the greatest; infinity and its negative where there is none. */
  EqualWidthBins(double least, double greatest) {
    double min = least;
    double max = greatest;
    if (min == max) {
      // As NumPy does for a constant: a range of width 1 around it.
      min -= .5;
      max += .5;
    }
    double width = (max - min) / BINS;
    for (int i = 0; i < BINS; i++) {
      edges[i] = min + i * width;
    }
    edges[BINS] = max;
  }

  /** The code of each value. */
  int[] codes(double[] values) {
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = code(values[i]);
    }
    return codes;
  }

  int code(double x) {
    if (Double.isNaN(x)) {
      return MISSING;
    }
    int code = 0;
    while (code <= BINS && x >= edges[code]) {
      code++;
    }
    return code;
  }
}
