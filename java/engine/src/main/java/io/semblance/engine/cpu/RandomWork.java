package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;

/** Philox numbers, row by row. */
final class RandomWork implements Work {
  private final Instruction.Random r;
  private final Kernels.Random random;
  private final Memory out;
  private final CpuSession.Count counter;

  RandomWork(Instruction.Random r, Kernels.Random random, Memory out, CpuSession.Count counter) {
    this.r = r;
    this.random = random;
    this.out = out;
    this.counter = counter;
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
  public int grain(int phase) {
    return Math.max(1, WORTH_SHARING / 8 / r.cols());
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    int cols = r.cols();
    random.run(counter.value + from, to - from, cols, out.array(), out.at() + from * cols, thread);
  }
}
