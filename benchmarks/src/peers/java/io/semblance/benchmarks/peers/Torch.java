package io.semblance.benchmarks.peers;

import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What every use of libtorch here begins with. */
final class Torch {
  /**
   * JavaCPP's own bookkeeping, switched off: it would look up the size of the process at every
   * tensor made. Memory is freed by scopes.
   */
  static final String NO_COLLECTOR = "-Dorg.bytedeco.javacpp.nopointergc=true";

  static final String NO_LIMIT = "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0";
  static final String NO_LIMIT_EITHER = "-Dorg.bytedeco.javacpp.maxBytes=0";

  private Torch() {}

  /**
   * Sets the calling thread up: OpenMP keeps the number of threads per calling thread. Denormals
   * are flushed, as Semblance's optimiser does, so that a long run stays as fast as it began.
   */
  static void prepare(int threads) {
    torch.set_num_threads(threads);
    Context.setFlushDenormal(true);
    torch.manual_seed(1);
  }

  /** A tensor with values of its own. */
  static Tensor tensor(float[] values, long... shape) {
    return Tensor.create(values, shape);
  }
}
