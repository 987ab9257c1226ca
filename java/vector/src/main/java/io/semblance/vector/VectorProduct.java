package io.semblance.vector;

import static io.semblance.vector.Tile.PANEL;
import static io.semblance.vector.Tile.ROWS;

import io.semblance.engine.EngineException;
import io.semblance.engine.cpu.Kernels;
import io.semblance.engine.cpu.Memory;
import java.util.Arrays;

/**
 * A product in two phases, after Goto and van de Geijn, "Anatomy of High-Performance Matrix
 * Multiplication" (ACM TOMS 2008): op(B) is packed into panels; then blocks of rows of op(A) are
 * packed, each by the thread that uses it, and multiplied tile by tile. k is cut so that a panel
 * stays in the first-level cache; an element is still one chain of fused multiply-adds over k in
 * order, so the bits depend neither on the vector width nor on tiles, blocks or threads.
 */
final class VectorProduct implements Kernels.Product {
  /** Steps along k done at once: a panel of 32 columns is then 32 KiB. */
  private static final int DEPTH = 256;

  /**
   * Most rows in a block: its packed strips are then at most 128 KiB of the second-level cache. 24
   * to 64 rows do equally well; with 96 the article's critic took 2 to 3% longer.
   */
  private static final int BLOCK = 64;

  /** Steps along k for which a block's strips are packed at once. */
  private static final int REACH = 2 * DEPTH;

  /** Ints of a cache line: different threads write what is that far apart. */
  private static final int LINE = 16;

  private final Kernels.Extents e;
  private final boolean accumulate;
  private final int panels;
  private final int depth;
  private final int blockRows;
  private final int blocks;
  private final int groups;
  private final Scratch scratch;

  /** For each thread, the block whose strips it has packed in this phase; -1 if none. */
  private final int[] blockOf;

  /** Memory for op(B) in panels if not that of the scratch memory, else null. */
  private final float[] own;

  VectorProduct(Kernels.Extents e, boolean accumulate, int threads, Scratch scratch) {
    this.e = e;
    this.scratch = scratch;
    this.own = null;
    this.accumulate = accumulate;
    this.panels = divideUp(e.n(), PANEL);
    // The tile takes two steps at once, so an odd k is followed by a step of zeros.
    this.depth = e.k() + (e.k() & 1);
    int wanted = roundUp(divideUp(e.m(), BLOCK), Math.min(threads, divideUp(e.m(), ROWS)));
    this.blockRows = roundUp(divideUp(e.m(), wanted), ROWS);
    this.blocks = divideUp(e.m(), blockRows);
    // Small units let threads of unequal speed end together; see Shares.
    int perUnit = threads == 1 || depth > REACH ? panels : Math.max(1, DEPTH / depth);
    this.groups = Math.min(panels, Math.max(divideUp(threads, blocks), divideUp(panels, perUnit)));
    this.blockOf = new int[threads * LINE];
    long size = (long) panels * depth * PANEL;
    if (size > Integer.MAX_VALUE - 8) {
      throw new EngineException(
          "A factor of " + e.k() + " x " + e.n() + " is too large for one array");
    }
    scratch.reserve((int) size, blockRows * Math.min(REACH, depth), threads);
  }

  /** A product whose right factor has memory of its own. */
  private VectorProduct(VectorProduct same, float[] own) {
    this.e = same.e;
    this.accumulate = same.accumulate;
    this.panels = same.panels;
    this.depth = same.depth;
    this.blockRows = same.blockRows;
    this.blocks = same.blocks;
    this.groups = same.groups;
    this.scratch = same.scratch;
    this.blockOf = same.blockOf;
    this.own = own;
  }

  @Override
  public int preparedSize() {
    return panels * depth * PANEL;
  }

  @Override
  public Kernels.Product preparedIn(float[] memory) {
    return new VectorProduct(this, memory);
  }

  private float[] packed() {
    return own == null ? scratch.packed() : own;
  }

  private static int divideUp(int a, int b) {
    return (a + b - 1) / b;
  }

  private static int roundUp(int a, int multiple) {
    return divideUp(a, multiple) * multiple;
  }

  @Override
  public int phases() {
    return 2;
  }

  @Override
  public int units(int phase) {
    return phase == 0 ? panels : blocks * groups;
  }

  @Override
  public int grain(int phase) {
    return phase == 0 ? Math.max(1, DEPTH / depth) : 1;
  }

  @Override
  public void begin(int phase, int thread) {
    blockOf[thread * LINE] = -1;
  }

  @Override
  public void run(int phase, Memory a, Memory b, Memory out, int from, int to, int thread) {
    for (int unit = from; unit < to; unit++) {
      if (phase == 0) {
        packPanel(b, unit, thread);
      } else {
        int group = unit % groups;
        block(
            a,
            out,
            unit / groups,
            (int) ((long) panels * group / groups),
            (int) ((long) panels * (group + 1) / groups),
            thread);
      }
    }
  }

  private void packPanel(Memory b, int panel, int thread) {
    int first = panel * PANEL;
    int width = Math.min(PANEL, e.n() - first);
    int to = panel * depth * PANEL;
    float[] packed = packed();
    Arrays.fill(packed, to + e.k() * PANEL, to + depth * PANEL, 0);
    if (e.transposeB()) {
      Panels.turn(
          b.array(),
          b.at() + first * e.k(),
          e.k(),
          width,
          e.k(),
          packed,
          to,
          PANEL,
          scratch.edge(thread));
    } else {
      Panels.copy(b.array(), b.at() + first, e.n(), width, e.k(), packed, to, PANEL);
    }
  }

  /** A block of rows in the columns of some panels. */
  private void block(Memory a, Memory out, int block, int firstPanel, int endPanel, int thread) {
    int row = block * blockRows;
    int rows = Math.min(blockRows, e.m() - row);
    float[] strip = scratch.strips(thread);
    for (int start = 0; start < depth; start += REACH) {
      int end = Math.min(depth, start + REACH);
      // Units that follow each other are mostly of one block: its strips are still there.
      if (depth > REACH || blockOf[thread * LINE] != block) {
        for (int k0 = start; k0 < end; k0 += DEPTH) {
          packStrips(
              a, row, rows, k0, Math.min(DEPTH, end - k0), strip, (k0 - start) * blockRows, thread);
        }
        blockOf[thread * LINE] = block;
      }
      for (int panel = firstPanel; panel < endPanel; panel++) {
        for (int k0 = start; k0 < end; k0 += DEPTH) {
          int steps = Math.min(DEPTH, end - k0);
          int from = (k0 - start) * blockRows;
          int at = (panel * depth + k0) * PANEL;
          for (int r = 0; r < rows; r += ROWS) {
            tile(
                strip,
                from + r * steps,
                at,
                steps,
                out,
                row + r,
                panel,
                accumulate || k0 > 0,
                thread);
          }
        }
      }
    }
  }

  private void packStrips(
      Memory a, int row, int rows, int k0, int steps, float[] strip, int at, int thread) {
    int real = Math.min(steps, e.k() - k0);
    int r = 0;
    if (e.transposeA() && real == steps) {
      int whole = rows / ROWS;
      int from = a.at() + k0 * e.m() + row;
      Panels.copyStrips(a.array(), from, e.m(), whole, steps, strip, at);
      r = whole * ROWS;
    }
    for (; r < rows; r += ROWS) {
      int lines = Math.min(ROWS, rows - r);
      int to = at + r * steps;
      if (e.transposeA()) {
        int from = a.at() + k0 * e.m() + row + r;
        Panels.copy(a.array(), from, e.m(), lines, real, strip, to, ROWS);
      } else {
        int from = a.at() + (row + r) * e.k() + k0;
        Panels.turn(a.array(), from, e.k(), lines, real, strip, to, ROWS, scratch.edge(thread));
      }
      Arrays.fill(strip, to + real * ROWS, to + steps * ROWS, 0);
    }
  }

  private void tile(
      float[] strip,
      int from,
      int panelAt,
      int steps,
      Memory out,
      int row,
      int panel,
      boolean add,
      int thread) {
    float[] packed = packed();
    int n = e.n();
    int first = panel * PANEL;
    int rows = Math.min(ROWS, e.m() - row);
    int width = Math.min(PANEL, n - first);
    int to = out.at() + row * n + first;
    if (rows == ROWS && width == PANEL) {
      Tile.multiply(strip, from, packed, panelAt, steps, out.array(), to, n, add);
      return;
    }
    // A whole tile would run over the edge of the result: compute it aside.
    float[] edge = scratch.edge(thread);
    if (add) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(out.array(), to + r * n, edge, r * PANEL, width);
      }
    }
    Tile.multiply(strip, from, packed, panelAt, steps, edge, 0, PANEL, add);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(edge, r * PANEL, out.array(), to + r * n, width);
    }
  }
}
