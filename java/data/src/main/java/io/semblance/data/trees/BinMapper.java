package io.semblance.data.trees;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Maps the values of one column to at most 256 bins. Bin 0 is for missing cells. Numbers: one bin
 * per distinct value if there are few, else bins of about equal counts; the edges lie midway
 * between neighbouring values, so that values never seen fall on the nearer side. Codes: one bin
 * per label; when there are too many, the rare ones share the last bin.
 */
public final class BinMapper {

  /** Bins of present values; with the one for missing cells a bin fits into a byte. */
  private static final int MOST = 255;

  private final boolean categorical;
  private final double[] edges;
  private final int[] binOfCode;
  private final int bins;

  private BinMapper(boolean categorical, double[] edges, int[] binOfCode, int bins) {
    this.categorical = categorical;
    this.edges = edges;
    this.binOfCode = binOfCode;
    this.bins = bins;
  }

  /** Of numbers; NaN is missing. */
  public static BinMapper numbers(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    Arrays.sort(sorted);
    double[] edges = distinct(sorted) <= MOST ? allEdges(sorted) : quantileEdges(sorted);
    return new BinMapper(false, edges, null, edges.length + 2);
  }

  /**
   * Of codes of labels.
   *
   * @param labels how many codes there may be
   */
  public static BinMapper codes(double[] values, int labels) {
    double[] counts = new double[labels];
    for (double v : values) {
      if (!Double.isNaN(v)) {
        counts[(int) v]++;
      }
    }
    return codes(counts);
  }

  /** Of codes that are so frequent. */
  public static BinMapper codes(double[] counts) {
    int labels = counts.length;
    int[] binOfCode = new int[labels];
    if (labels <= MOST) {
      Arrays.setAll(binOfCode, k -> k + 1);
      return new BinMapper(true, null, binOfCode, labels + 1);
    }
    int[] byCount =
        IntStream.range(0, labels)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer k) -> -counts[k]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int rank = 0; rank < labels; rank++) {
      binOfCode[byCount[rank]] = Math.min(rank + 1, MOST);
    }
    return new BinMapper(true, null, binOfCode, MOST + 1);
  }

  /** How many bins there are, that of missing cells included. */
  public int bins() {
    return bins;
  }

  /** Whether bins are sets of labels, not stretches of numbers. */
  public boolean categorical() {
    return categorical;
  }

  /** The bin of each value, as an unsigned byte. */
  public byte[] map(double[] values) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) bin(values[i]);
    }
    return out;
  }

  /** A label that came after the bins were made is treated as missing. */
  private int bin(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    if (categorical) {
      int code = (int) value;
      return code < binOfCode.length ? binOfCode[code] : 0;
    }
    int at = Arrays.binarySearch(edges, value);
    return 1 + (at >= 0 ? at : -at - 1);
  }

  private static int distinct(double[] sorted) {
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      count += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
    }
    return count;
  }

  private static double[] allEdges(double[] sorted) {
    double[] edges = new double[Math.max(0, distinct(sorted) - 1)];
    int n = 0;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1]) {
        edges[n++] = middle(sorted[i - 1], sorted[i]);
      }
    }
    return edges;
  }

  /**
   * Equal counts; a value that fills several bins alone takes one and leaves the rest to others.
   */
  private static double[] quantileEdges(double[] sorted) {
    double[] edges = new double[MOST - 1];
    int n = 0;
    int begin = 0;
    while (n < edges.length) {
      int size = Math.max(1, (sorted.length - begin) / (MOST - n));
      int end = begin + size;
      while (end < sorted.length && sorted[end] == sorted[end - 1]) {
        end++;
      }
      if (end >= sorted.length) {
        break;
      }
      edges[n++] = middle(sorted[end - 1], sorted[end]);
      begin = end;
    }
    return Arrays.copyOf(edges, n);
  }

  /** At least {@code low} and below {@code high}, whatever the rounding and infinities. */
  private static double middle(double low, double high) {
    double middle = low + (high - low) / 2;
    return middle >= low && middle < high ? middle : low;
  }
}
