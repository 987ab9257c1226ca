package io.semblance.quality.summary;

import io.semblance.data.Column;
import io.semblance.data.Table;
import java.util.BitSet;

/** Where cells are missing: along the rows, and in which columns together. */
public final class Missingness {
  /** Even, so that blocks can be put together in pairs. */
  private static final int BLOCKS = 64;

  private final int width;
  private final long[] missing;
  private final long[][] together;
  private final int[][] blocks;
  private final long[] histogram;
  private long blockRows = 1;
  private long rows;

  /** Nothing seen yet, for so many columns. */
  public Missingness(int width) {
    this.width = width;
    missing = new long[width];
    together = new long[width][];
    blocks = new int[width][];
    histogram = new long[width + 1];
  }

  /** Adds rows that follow those seen so far. */
  public void add(Table table, Work work) {
    BitSet[] absent = new BitSet[width];
    int n = table.rows();
    while (rows + n > BLOCKS * blockRows) {
      halve();
    }
    work.forEach(width, i -> absent[i] = absent(table.column(i)));
    int[] perRow = new int[n];
    for (int i = 0; i < width; i++) {
      if (absent[i] == null) {
        continue;
      }
      missing[i] += absent[i].cardinality();
      blocks[i] = blocks[i] == null ? new int[BLOCKS] : blocks[i];
      for (int row = absent[i].nextSetBit(0); row >= 0; row = absent[i].nextSetBit(row + 1)) {
        blocks[i][(int) ((rows + row) / blockRows)]++;
        perRow[row]++;
      }
      together[i] = together[i] == null ? new long[width] : together[i];
    }
    for (int count : perRow) {
      histogram[count]++;
    }
    work.forEach(width, i -> countTogether(i, absent));
    rows += n;
  }

  private static BitSet absent(Column column) {
    if (column.missingCount() == 0) {
      return null;
    }
    BitSet bits = new BitSet(column.size());
    for (int row = 0; row < column.size(); row++) {
      if (column.isMissing(row)) {
        bits.set(row);
      }
    }
    return bits;
  }

  private void countTogether(int i, BitSet[] absent) {
    if (absent[i] == null) {
      return;
    }
    for (int j = 0; j < i; j++) {
      if (absent[j] != null) {
        BitSet both = (BitSet) absent[i].clone();
        both.and(absent[j]);
        together[i][j] += both.cardinality();
      }
    }
  }

  private void halve() {
    blockRows *= 2;
    for (int[] counts : blocks) {
      if (counts != null) {
        for (int k = 0; k < BLOCKS; k++) {
          counts[k] = k < BLOCKS / 2 ? counts[2 * k] + counts[2 * k + 1] : 0;
        }
      }
    }
  }

  /** Puts the summary of later rows behind this one; its blocks are placed by their first row. */
  public void merge(Missingness later) {
    while (rows + later.rows > BLOCKS * blockRows || blockRows < later.blockRows) {
      halve();
    }
    for (int i = 0; i < width; i++) {
      missing[i] += later.missing[i];
      if (later.blocks[i] != null) {
        blocks[i] = blocks[i] == null ? new int[BLOCKS] : blocks[i];
        for (int k = 0; k < BLOCKS; k++) {
          long row = Math.min(rows + k * later.blockRows, BLOCKS * blockRows - 1);
          blocks[i][(int) (row / blockRows)] += later.blocks[i][k];
        }
        together[i] = together[i] == null ? new long[width] : together[i];
        for (int j = 0; j < i; j++) {
          together[i][j] += later.together[i][j];
        }
      }
    }
    for (int k = 0; k < histogram.length; k++) {
      histogram[k] += later.histogram[k];
    }
    rows += later.rows;
  }

  /** How many cells of a column are missing. */
  public long missing(int column) {
    return missing[column];
  }

  /** In how many rows both columns are missing. */
  public long together(int a, int b) {
    int i = Math.max(a, b);
    int j = Math.min(a, b);
    return a == b ? missing[a] : together[i] == null ? 0 : together[i][j];
  }

  /** The correlation of missing with missing (phi coefficient); NaN where one never varies. */
  public double correlation(int a, int b) {
    double n = rows;
    double p = missing[a] / n;
    double q = missing[b] / n;
    double scale = Math.sqrt(p * (1 - p) * q * (1 - q));
    return scale > 0 ? (together(a, b) / n - p * q) / scale : Double.NaN;
  }

  /** The share of missing cells of a column in consecutive blocks of rows, the last one shorter. */
  public double[] shares(int column) {
    int used = (int) ((rows + blockRows - 1) / blockRows);
    double[] shares = new double[used];
    for (int k = 0; k < used; k++) {
      long inBlock = Math.min(blockRows, rows - k * blockRows);
      shares[k] = blocks[column] == null ? 0 : (double) blocks[column][k] / inBlock;
    }
    return shares;
  }

  /** How many rows have so many missing cells. */
  public long rowsWith(int missingCells) {
    return histogram[missingCells];
  }

  /** How many rows one block of {@link #shares} has. */
  public long blockRows() {
    return blockRows;
  }
}
