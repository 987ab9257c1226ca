package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;
import io.semblance.engine.graph.Attr;
import io.semblance.engine.random.Philox;

/** Philox numbers, row by row. */
final class RandomWork implements Work {
  private final Instruction.Random r;
  private final float[] out;
  private final long seed;
  private final CpuSession.Count counter;
  private final int[][] words;
  private final double[][] normals;

  RandomWork(Instruction.Random r, float[] out, long seed, CpuSession.Count counter, int threads) {
    this.r = r;
    this.out = out;
    this.seed = seed;
    this.counter = counter;
    this.words = new int[threads][4];
    this.normals = new double[threads][4];
  }

  @Override
  public int units(int phase) {
    return r.rows();
  }

  @Override
  public boolean shared(int phase) {
    return r.rows() > 1 && (long) r.rows() * r.cols() >= WORTH_SHARING / 8;
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    boolean normal = r.random().distribution() == Attr.Distribution.NORMAL;
    int[] w = words[thread];
    double[] z = normals[thread];
    int cols = r.cols();
    for (int row = from; row < to; row++) {
      for (int col = 0; col < cols; col += 4) {
        Philox.block(seed, r.random().stream(), counter.value + row, col / 4, w, 0);
        int n = Math.min(4, cols - col);
        int at = row * cols + col;
        if (normal) {
          Philox.normals(w[0], w[1], z, 0);
          Philox.normals(w[2], w[3], z, 2);
          for (int i = 0; i < n; i++) {
            out[at + i] = (float) z[i];
          }
        } else {
          for (int i = 0; i < n; i++) {
            out[at + i] = (float) Philox.uniform(w[i]);
          }
        }
      }
    }
  }
}
