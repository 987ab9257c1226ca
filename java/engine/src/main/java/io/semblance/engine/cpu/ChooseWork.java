package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;
import java.util.Arrays;

/** Codes drawn from softmaxes over rows; a unit is a block of columns. */
final class ChooseWork implements Work {
  private final Instruction.Choose c;
  private final Memory in;
  private final Memory uniform;
  private final Memory out;
  private final SoftmaxRows[] softmax;
  private final float[][] sums;
  private final float[][] last;

  ChooseWork(
      Instruction.Choose c, Kernels kernels, Memory in, Memory uniform, Memory out, int threads) {
    this.c = c;
    this.in = in;
    this.uniform = uniform;
    this.out = out;
    this.softmax = new SoftmaxRows[threads];
    this.sums = new float[threads][SoftmaxRows.BLOCK];
    this.last = new float[threads][SoftmaxRows.BLOCK];
    for (int t = 0; t < threads; t++) {
      softmax[t] = new SoftmaxRows(kernels, c.states());
    }
  }

  @Override
  public int units(int phase) {
    return SoftmaxRows.blocks(c.columns());
  }

  @Override
  public boolean shared(int phase) {
    return units(phase) > 1 && (long) c.states() * c.columns() >= WORTH_SHARING / 2;
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    SoftmaxRows rows = softmax[thread];
    for (int unit = from; unit < to; unit++) {
      int first = unit * SoftmaxRows.BLOCK;
      int n = Math.min(SoftmaxRows.BLOCK, c.columns() - first);
      rows.of(in.array(), in.at() + first, c.columns(), 0, c.states(), n);
      draw(rows, first, n, sums[thread], last[thread]);
    }
  }

  private void draw(SoftmaxRows rows, int first, int n, float[] sum, float[] possible) {
    float[] weights = rows.weights();
    float[] total = rows.total();
    float[] y = out.array();
    int at = out.at() + first;
    for (int b = 0; b < n; b++) {
      total[b] *= uniform.array()[uniform.at() + first + b];
    }
    Arrays.fill(y, at, at + n, 0);
    Arrays.fill(sum, 0);
    Arrays.fill(possible, 0);
    for (int k = 0; k < c.states(); k++) {
      int w = k * SoftmaxRows.BLOCK;
      for (int b = 0; b < n; b++) {
        sum[b] += weights[w + b];
        y[at + b] += sum[b] <= total[b] ? 1 : 0;
        possible[b] = weights[w + b] > 0 ? k : possible[b];
      }
    }
    // By rounding the sum may not reach the total before rows that cannot be.
    for (int b = 0; b < n; b++) {
      y[at + b] = Math.min(y[at + b], possible[b]);
    }
  }
}
