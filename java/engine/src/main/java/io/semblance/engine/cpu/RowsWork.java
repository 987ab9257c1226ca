package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;
import java.util.Arrays;

/** Rows gathered from a table, or added into one. */
final class RowsWork implements Work {
  private final Instruction.Rows r;
  private final Memory in;
  private final Memory out;
  private final int[] places;
  private final CpuSession.Count counter;

  RowsWork(Instruction.Rows r, Memory in, Memory out, int[] places, CpuSession.Count counter) {
    this.r = r;
    this.in = in;
    this.out = out;
    this.places = places;
    this.counter = counter;
  }

  @Override
  public int units(int phase) {
    return r.scatter() ? 1 : r.count();
  }

  /** Two rows may be added at one place, so one thread adds them all, in order. */
  @Override
  public boolean shared(int phase) {
    return !r.scatter() && (long) r.count() * r.cols() >= WORTH_SHARING;
  }

  @Override
  public int grain(int phase) {
    return Math.max(1, WORTH_SHARING / 4 / r.cols());
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    int cols = r.cols();
    if (!r.scatter()) {
      for (int i = from; i < to; i++) {
        System.arraycopy(
            in.array(), in.at() + place(i) * cols, out.array(), out.at() + i * cols, cols);
      }
      return;
    }
    float[] x = in.array();
    float[] y = out.array();
    Arrays.fill(y, out.at(), out.at() + r.tableRows() * cols, 0);
    for (int i = 0; i < r.count(); i++) {
      int at = out.at() + place(i) * cols;
      int source = in.at() + i * cols;
      for (int c = 0; c < cols; c++) {
        y[at + c] += x[source + c];
      }
    }
  }

  private int place(int i) {
    return places[(int) Math.floorMod(counter.value + i, (long) places.length)];
  }
}
