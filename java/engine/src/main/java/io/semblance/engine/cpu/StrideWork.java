package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;

/** Broadcasts and transposes in memory. */
final class StrideWork implements Work {
  private final Instruction.Stride stride;
  private final Memory in;
  private final Memory out;
  private final int rows;
  private final int last;

  StrideWork(Instruction.Stride stride, Memory in, Memory out) {
    this.stride = stride;
    this.in = in;
    this.out = out;
    this.last = stride.extents()[stride.extents().length - 1];
    this.rows = last == 0 ? 0 : stride.out().size() / last;
  }

  @Override
  public int units(int phase) {
    return rows;
  }

  @Override
  public boolean shared(int phase) {
    return rows > 1 && stride.out().size() >= WORTH_SHARING;
  }

  @Override
  public int grain(int phase) {
    return Math.max(1, WORTH_SHARING / 4 / Math.max(1, stride.out().size() / rows));
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    int[] extents = stride.extents();
    int[] strides = stride.strides();
    int step = strides[strides.length - 1];
    float[] x = in.array();
    float[] y = out.array();
    for (int row = from; row < to; row++) {
      int rest = row;
      int source = in.at();
      for (int axis = extents.length - 2; axis >= 0; axis--) {
        source += rest % extents[axis] * strides[axis];
        rest /= extents[axis];
      }
      int at = out.at() + row * last;
      for (int i = 0; i < last; i++) {
        y[at + i] = x[source + i * step];
      }
    }
  }
}
