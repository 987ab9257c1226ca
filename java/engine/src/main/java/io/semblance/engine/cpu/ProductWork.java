package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;

/** A product by a backend's kernel. */
final class ProductWork implements Work {
  private final Kernels.Product kernel;
  private final float[] a;
  private final float[] b;
  private final float[] out;
  private final boolean large;

  ProductWork(Instruction.Product p, Kernels.Product kernel, float[] a, float[] b, float[] out) {
    this.kernel = kernel;
    this.a = a;
    this.b = b;
    this.out = out;
    this.large = (long) p.m() * p.n() * p.k() >= 16L * WORTH_SHARING;
  }

  @Override
  public int phases() {
    return kernel.phases();
  }

  @Override
  public int units(int phase) {
    return kernel.units(phase);
  }

  @Override
  public boolean shared(int phase) {
    return large;
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    kernel.run(phase, a, b, out, from, to, thread);
  }
}
