package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;

/** A product by a backend's kernel. */
final class ProductWork implements Work {
  private final Kernels.Product kernel;
  private final Memory a;
  private final Memory b;
  private final Memory out;
  private final boolean large;

  /** Null if the right factor is prepared each time. */
  private final KeptFactors.Kept kept;

  ProductWork(
      Instruction.Product p,
      Kernels kernels,
      Memory a,
      Memory b,
      Memory out,
      int threads,
      KeptFactors factors) {
    Kernels.Extents extents =
        new Kernels.Extents(p.m(), p.n(), p.k(), p.transposeA(), p.transposeB());
    Kernels.Product fresh = kernels.product(extents, p.accumulate(), threads);
    this.kept = factors.keepFor(p, fresh.preparedSize());
    this.kernel = kept == null ? fresh : fresh.preparedIn(kept.elements());
    this.a = a;
    this.b = b;
    this.out = out;
    // A product with a single row or column is mostly the packing of the other factor.
    long packed = (long) p.k() * (p.n() == 1 ? p.m() : p.n());
    this.large = Math.max((long) p.m() * p.n() * p.k() / 16, packed) >= WORTH_SHARING;
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
  public boolean skipped(int phase) {
    return phase == 0 && kept != null && kept.ready();
  }

  @Override
  public int grain(int phase) {
    return kernel.grain(phase);
  }

  @Override
  public void begin(int phase, int thread) {
    kernel.begin(phase, thread);
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    kernel.run(phase, a, b, out, from, to, thread);
  }
}
