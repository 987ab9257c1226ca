package io.semblance.data.trees;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows as bin numbers, column by column: what trees are grown from and walked with. */
public final class BinnedRows {

  private final List<BinMapper> mappers;
  private final byte[][] bins;
  private final int rows;

  /**
   * @param bins of each column and row, as unsigned bytes; not copied
   */
  private BinnedRows(List<BinMapper> mappers, byte[][] bins, int rows) {
    this.mappers = mappers;
    this.bins = bins;
    this.rows = rows;
  }

  /**
   * Brings rows to bins.
   *
   * @param mappers one for each column
   * @param columns values, column by column
   * @param rows how many
   */
  public static BinnedRows of(List<BinMapper> mappers, List<double[]> columns, int rows) {
    byte[][] bins = new byte[mappers.size()][];
    IntStream.range(0, bins.length)
        .parallel()
        .forEach(c -> bins[c] = mappers.get(c).map(columns.get(c)));
    return new BinnedRows(mappers, bins, rows);
  }

  /** The first columns alone. */
  public BinnedRows first(int columns) {
    return new BinnedRows(mappers.subList(0, columns), Arrays.copyOf(bins, columns), rows);
  }

  /** What made the bins of each column. */
  public List<BinMapper> mappers() {
    return mappers;
  }

  /** How many rows. */
  public int rows() {
    return rows;
  }

  /** How many columns. */
  public int width() {
    return bins.length;
  }

  /** Bins of a column; shared, not to be changed. */
  public byte[] column(int c) {
    return bins[c];
  }

  /** The bin of a cell. */
  public int bin(int c, int row) {
    return bins[c][row] & 0xff;
  }
}
