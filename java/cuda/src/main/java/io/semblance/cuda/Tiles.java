package io.semblance.cuda;

import io.semblance.engine.compile.Instruction.Product;

/** The tiles that a product is computed in; {@code Tiling} in {@code native/src/product.h}. */
enum Tiles {
  TINY(JobCodes.PRODUCT_TINY, 16, 6 * 2 * 32 * 20, 2),
  SMALL(JobCodes.PRODUCT_SMALL, 32, 4 * 2 * 32 * 36, 8),
  LARGE(JobCodes.PRODUCT_LARGE, 64, 4 * 2 * 64 * 20, 4);

  private final int kind;
  private final int edge;
  private final int stages;
  private final int lanes;

  /**
   * @param kind of the job
   * @param edge rows and columns of a tile
   * @param stages floats of shared memory, of all stages and both factors
   * @param lanes results of a thread that the chain takes at a time
   */
  Tiles(int kind, int edge, int stages, int lanes) {
    this.kind = kind;
    this.edge = edge;
    this.stages = stages;
    this.lanes = lanes;
  }

  /**
   * Large tiles use memory better, small ones more processors: the larger they are, the more there
   * must be of them. On an H200 a critic update took 171 us with tiny tiles up to an eighth of the
   * processors in small ones, 158 us up to a quarter, 148 us up to half or all of them.
   */
  static Tiles of(Product p, int processors) {
    if (LARGE.count(p) >= 2L * processors) {
      return LARGE;
    }
    return 2 * SMALL.count(p) > processors ? SMALL : TINY;
  }

  int kind() {
    return kind;
  }

  /** How many of them the product has. */
  long count(Product p) {
    return Jobs.pieces(p.m(), edge) * Jobs.pieces(p.n(), edge);
  }

  /** Bytes that the stages need, or after them the results that wait and the chain's slots. */
  int sharedBytes(int slots) {
    int results = edge * edge / Jobs.THREADS;
    int waiting = results > lanes ? results : 0;
    return Math.max(stages * Float.BYTES, (waiting + lanes * slots) * Jobs.THREADS * Float.BYTES);
  }
}
