package io.semblance.data.encode;

import io.semblance.data.Table;

/**
 * Collects decoded rows batch by batch; see {@link TableEncoder#decoder}. Not for use by several
 * threads at a time.
 */
public final class RowDecoder {
  private final TableEncoder encoder;
  private final int count;
  private final CellBuffer cells;
  private int decoded;

  RowDecoder(TableEncoder encoder, int count, long firstRow, long seed) {
    this.encoder = encoder;
    this.count = count;
    this.cells = new CellBuffer(encoder.schema(), count, firstRow, seed);
  }

  /**
   * Decodes the next rows; see {@link TableEncoder#decode}.
   *
   * @param rows encoded rows, one after the other
   * @param rowCount how many of them to take
   */
  public void add(float[] rows, int rowCount) {
    if (rowCount > count - decoded) {
      throw new IndexOutOfBoundsException(decoded + " and " + rowCount + " rows of " + count);
    }
    encoder.decode(rows, rowCount, decoded, cells.columns());
    decoded += rowCount;
  }

  /**
   * The decoded rows; to be asked for once.
   *
   * @throws IllegalStateException while rows are lacking
   */
  public Table table() {
    if (decoded < count) {
      throw new IllegalStateException(decoded + " rows of " + count);
    }
    return cells.table();
  }
}
