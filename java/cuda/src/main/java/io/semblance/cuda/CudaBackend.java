package io.semblance.cuda;

import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;

/**
 * Single precision on an NVIDIA GPU: a step is one CUDA graph, state and tables stay on the device.
 * {@code -Dsemblance.cuda.device=N} chooses among several GPUs.
 */
public final class CudaBackend implements Backend {
  /**
   * Multiply-adds from which on a product goes to cuBLAS: a launch of its own costs more than it
   * gains for small ones, whose tiles share a launch with other work. Not measured yet.
   */
  static final String BLAS_FROM = "semblance.cuda.blas.from";

  private static final long DEFAULT_BLAS_FROM = 1L << 27;

  @Override
  public String name() {
    return "cuda";
  }

  @Override
  public String description() {
    if (refusal() != null) {
      return "NVIDIA GPU, CUDA";
    }
    int gpu = Requirements.device();
    return "GPU " + gpu + ", " + CudaRuntime.ask().name(gpu) + ", CUDA";
  }

  @Override
  public String details() {
    if (refusal() != null) {
      return description();
    }
    int capability = CudaRuntime.ask().capability(Requirements.device());
    String products;
    try (JcudaDevice device = new JcudaDevice(Requirements.device())) {
      Blas blas = device.blas();
      products = blas == null ? "the library's own kernel" : blas.name();
    }
    return description()
        + "; compute capability "
        + capability / 10
        + "."
        + capability % 10
        + ", driver for CUDA "
        + Requirements.version(CudaRuntime.ask().driver())
        + ", kernels built with "
        + Requirements.version(Native.toolkit())
        + ", large products by "
        + products;
  }

  @Override
  public int rank() {
    return 20;
  }

  @Override
  public String refusal() {
    return Requirements.check().reason();
  }

  @Override
  public boolean warnsOfRefusal() {
    return !Requirements.check().missing();
  }

  @Override
  public Session open(SessionOptions options) {
    String reason = refusal();
    if (reason != null) {
      throw new EngineException("Backend cuda cannot run: " + reason);
    }
    JcudaDevice device = new JcudaDevice(Requirements.device());
    boolean opened = false;
    try {
      Session session = new CudaSession(options, device, blasFrom());
      opened = true;
      return session;
    } finally {
      if (!opened) {
        device.close();
      }
    }
  }

  private static long blasFrom() {
    return Long.getLong(BLAS_FROM, DEFAULT_BLAS_FROM);
  }
}
