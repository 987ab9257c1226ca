package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Operation;

/** log(sum of e^x) over segments of rows; a unit is a block of columns. */
final class LogSumExpWork implements Work {
  private final Instruction.LogSumExp l;
  private final Kernels kernels;
  private final Memory in;
  private final Memory out;
  private final SoftmaxRows[] softmax;

  LogSumExpWork(Instruction.LogSumExp l, Kernels kernels, Memory in, Memory out, int threads) {
    this.l = l;
    this.kernels = kernels;
    this.in = in;
    this.out = out;
    this.softmax = new SoftmaxRows[threads];
    for (int t = 0; t < threads; t++) {
      softmax[t] = new SoftmaxRows(kernels, 0);
    }
  }

  @Override
  public int units(int phase) {
    return SoftmaxRows.blocks(l.columns());
  }

  @Override
  public boolean shared(int phase) {
    long elements = (long) l.bounds()[l.bounds().length - 1] * l.columns();
    return units(phase) > 1 && elements >= WORTH_SHARING / 2;
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    SoftmaxRows rows = softmax[thread];
    int columns = l.columns();
    for (int unit = from; unit < to; unit++) {
      int first = unit * SoftmaxRows.BLOCK;
      int n = Math.min(SoftmaxRows.BLOCK, columns - first);
      for (int s = 0; s + 1 < l.bounds().length; s++) {
        rows.of(in.array(), in.at() + first, columns, l.bounds()[s], l.bounds()[s + 1], n);
        int at = out.at() + s * columns + first;
        kernels.unary(Operation.Unary.LOG, rows.total(), 0, out.array(), at, n);
        kernels.binary(Operation.Binary.ADD, out.array(), at, rows.most(), 0, out.array(), at, n);
      }
    }
  }
}
