package io.semblance.engine.cpu;

import io.semblance.engine.graph.Attr;
import io.semblance.engine.random.Philox;

/** Random numbers block by block. */
public class ScalarRandom implements Kernels.Random {
  private final Attr.Random kind;
  private final long seed;
  private final int[][] words;

  public ScalarRandom(Attr.Random kind, long seed, int threads) {
    this.kind = kind;
    this.seed = seed;
    this.words = new int[threads][4];
  }

  @Override
  public void run(long firstRow, int rows, int cols, float[] out, int at, int thread) {
    for (int row = 0; row < rows; row++) {
      columns(firstRow + row, 0, cols, out, at + row * cols, thread);
    }
  }

  /**
   * Columns {@code from}, where a block begins, to {@code cols} of a row that begins at {@code at}.
   */
  protected final void columns(long row, int from, int cols, float[] out, int at, int thread) {
    int[] w = words[thread];
    int perBlock = kind.distribution().perBlock();
    for (int col = from; col < cols; col += perBlock) {
      Philox.block(seed, kind.stream(), row, col / perBlock, w, 0);
      for (int i = 0; i < Math.min(perBlock, cols - col); i++) {
        out[at + col + i] =
            switch (kind.distribution()) {
              case UNIFORM -> (float) Philox.uniform(w[i]);
              case UNIFORM16 -> (float) Philox.uniform16(w[i / 2], i);
              case NORMAL -> normal(w, i);
            };
      }
    }
  }

  /** Number {@code i} of a block: each pair of words makes a pair of normal numbers. */
  private static float normal(int[] words, int i) {
    float radius = FloatMath.radius((float) Philox.uniform(words[i & 2]));
    float turns = (float) Philox.uniform(words[i | 1]);
    return radius * FloatMath.cosTurns((i & 1) == 0 ? turns : turns - 0.25f);
  }
}
