package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;

/** Runs of elements copied between strided places. */
final class CopyWork implements Work {
  private final Instruction.Copy c;
  private final Memory in;
  private final Memory out;

  CopyWork(Instruction.Copy c, Memory in, Memory out) {
    this.c = c;
    this.in = in;
    this.out = out;
  }

  @Override
  public int units(int phase) {
    return c.count();
  }

  @Override
  public boolean shared(int phase) {
    return c.count() > 1 && (long) c.count() * c.length() >= 2 * WORTH_SHARING;
  }

  @Override
  public int grain(int phase) {
    return Math.max(1, WORTH_SHARING / 2 / c.length());
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    for (int i = from; i < to; i++) {
      System.arraycopy(
          in.array(),
          in.at() + c.inStart() + i * c.inStride(),
          out.array(),
          out.at() + c.outStart() + i * c.outStride(),
          c.length());
    }
  }
}
