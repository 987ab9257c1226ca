package io.semblance.engine.ejml;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.cpu.CpuSession;
import io.semblance.engine.cpu.Kernels;
import io.semblance.engine.cpu.ScalarLoops;

/**
 * Single precision on the CPU with EJML's products. Needs nothing of the JVM, so it never refuses.
 */
public final class EjmlBackend implements Backend {
  @Override
  public String name() {
    return "ejml";
  }

  @Override
  public String description() {
    return "CPU, pure Java, products by EJML";
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public String refusal() {
    return null;
  }

  @Override
  public Session open(SessionOptions options) {
    return new CpuSession(options, new EjmlKernels());
  }

  private static final class EjmlKernels extends ScalarLoops {
    @Override
    public Kernels.Product product(Extents extents, boolean accumulate, int threads) {
      return new EjmlProduct(extents, accumulate, threads);
    }
  }
}
