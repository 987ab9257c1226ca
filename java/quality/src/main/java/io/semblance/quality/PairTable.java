package io.semblance.quality;

import java.util.Arrays;

/**
 * Likeness of the joint distributions of two coded columns: {@code 1 - 1/2 sum_ij |R_ij - S_ij|}
 * over the joint table (ContingencySimilarity in SDMetrics).
 *
 * <p>Small tables are counted cell by cell. Large ones (two columns of ten thousand labels would
 * have a hundred million cells, nearly all empty) are sorted row by row instead, in memory that
 * grows with the rows only.
 */
final class PairTable {

  /** Cells per row up to which clearing a mostly empty table costs less than sorting the rows. */
  private static final int CELLS_PER_ROW = 4;

  private static final int ALWAYS_DENSE = 1 << 10;
  private static final int LARGEST_DENSE = 1 << 22;

  private final int rows;
  private final int width;
  private final int[] dense;
  private final long[] sorted;

  /**
   * @param a codes of the first column, one per row
   * @param b codes of the second column
   * @param codesA how many codes the first column has
   * @param codesB how many codes the second column has
   */
  PairTable(int[] a, int[] b, int codesA, int codesB) {
    this.rows = a.length;
    this.width = codesB;
    long worthwhile = ALWAYS_DENSE + (long) CELLS_PER_ROW * rows;
    boolean small = (long) codesA * codesB <= Math.min(worthwhile, LARGEST_DENSE);
    this.dense = small ? count(a, b, codesA * codesB) : null;
    this.sorted = small ? null : sort(a, b);
  }

  /** The likeness with another table's two columns, in the same codes. */
  double similarity(int[] a, int[] b) {
    return 1 - (dense != null ? denseDistance(a, b) : sortedDistance(a, b)) / 2;
  }

  private double denseDistance(int[] a, int[] b) {
    int[] other = count(a, b, dense.length);
    double sum = 0;
    for (int c = 0; c < other.length; c++) {
      sum += Math.abs((double) dense[c] / rows - (double) other[c] / a.length);
    }
    return sum;
  }

  private double sortedDistance(int[] a, int[] b) {
    long[] other = sort(a, b);
    double sum = 0;
    int i = 0;
    int j = 0;
    while (i < sorted.length || j < other.length) {
      long cell;
      if (j == other.length || i < sorted.length && sorted[i] <= other[j]) {
        cell = sorted[i];
      } else {
        cell = other[j];
      }
      int fromI = i;
      int fromJ = j;
      while (i < sorted.length && sorted[i] == cell) {
        i++;
      }
      while (j < other.length && other[j] == cell) {
        j++;
      }
      sum += Math.abs((double) (i - fromI) / rows - (double) (j - fromJ) / other.length);
    }
    return sum;
  }

  private int[] count(int[] a, int[] b, int cells) {
    int[] counts = new int[cells];
    for (int i = 0; i < a.length; i++) {
      counts[a[i] * width + b[i]]++;
    }
    return counts;
  }

  private long[] sort(int[] a, int[] b) {
    long[] cells = new long[a.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (long) a[i] * width + b[i];
    }
    Arrays.sort(cells);
    return cells;
  }
}
