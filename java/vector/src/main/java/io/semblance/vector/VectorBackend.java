package io.semblance.vector;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.cpu.CpuSession;
import io.semblance.engine.cpu.Kernels;
import io.semblance.engine.cpu.LoopForm;
import io.semblance.engine.cpu.Memory;
import java.util.function.Function;

/** Single precision on the CPU with products on the Vector API. */
public final class VectorBackend implements Backend {
  private static final String MODULE = "jdk.incubator.vector";

  private final Function<LoopForm, Kernels.Loop> loops;

  public VectorBackend() {
    // Not a method reference, which would load the class before anybody knows that it can be.
    this(form -> WarmLoop.of(form));
  }

  /**
   * @param loops how a chain's compiled loop is got, or null for none
   */
  VectorBackend(Function<LoopForm, Kernels.Loop> loops) {
    this.loops = loops;
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String description() {
    return refusal() == null
        ? "CPU, Vector API, " + Tile.LANES * 32 + "-bit vectors"
        : "CPU, Vector API";
  }

  @Override
  public int rank() {
    return 10;
  }

  /** Looks before it loads: without the module the first touch of a vector is a linkage error. */
  @Override
  public String refusal() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return "the JVM was started without --add-modules " + MODULE + "; add that flag";
    }
    String compiler = VectorCompiler.refusal();
    if (compiler != null) {
      return compiler;
    }
    if (Tile.LANES < 4) {
      return "this processor has no vectors of four floats or more";
    }
    return null;
  }

  @Override
  public Session open(SessionOptions options) {
    Operators.use();
    Tile.warmUp();
    return new CpuSession(options, new VectorKernels(loops));
  }

  private static final class VectorKernels extends VectorLoops {
    private final Scratch scratch = new Scratch();
    private final Function<LoopForm, Kernels.Loop> loops;

    VectorKernels(Function<LoopForm, Kernels.Loop> loops) {
      this.loops = loops;
    }

    @Override
    public Kernels.Product product(Extents e, boolean accumulate, int threads) {
      // A single column would waste a whole panel: compute it as a single row of the transpose.
      if (e.n() == 1 && e.m() > 1) {
        Extents turned = new Extents(1, e.m(), e.k(), !e.transposeB(), !e.transposeA());
        return new Swapped(new VectorProduct(turned, accumulate, threads, scratch));
      }
      return new VectorProduct(e, accumulate, threads, scratch);
    }

    @Override
    public Kernels.Loop loop(LoopForm form) {
      return loops.apply(form);
    }
  }

  /** C^T = B^T A^T, for which C and C^T must lie alike in memory: one of the extents is 1. */
  private record Swapped(VectorProduct product) implements Kernels.Product {
    @Override
    public int phases() {
      return product.phases();
    }

    @Override
    public int units(int phase) {
      return product.units(phase);
    }

    @Override
    public void run(int phase, Memory a, Memory b, Memory out, int from, int to, int thread) {
      product.run(phase, b, a, out, from, to, thread);
    }

    @Override
    public int grain(int phase) {
      return product.grain(phase);
    }

    @Override
    public void begin(int phase, int thread) {
      product.begin(phase, thread);
    }
  }
}
