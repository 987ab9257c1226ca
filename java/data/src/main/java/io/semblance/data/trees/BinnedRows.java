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

  /** Some columns alone. */
  public BinnedRows columns(int[] which) {
    return new BinnedRows(
        Arrays.stream(which).mapToObj(mappers::get).toList(),
        Arrays.stream(which).mapToObj(c -> bins[c]).toArray(byte[][]::new),
        rows);
  }

  /** The first rows alone. */
  public BinnedRows first(int count) {
    byte[][] fewer = new byte[bins.length][];
    Arrays.setAll(fewer, c -> Arrays.copyOf(bins[c], count));
    return new BinnedRows(mappers, fewer, count);
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
