package io.semblance.cuda;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;

/** The CUDA backend's sessions and programs on the emulated device. */
class HostBackend implements Backend {
  private final int processors;
  private final boolean blas;
  private final long tiledBelow;

  /**
   * @param processors how many multiprocessors to pretend: decides on tiles, lanes and blocks
   * @param tiledBelow multiply-adds from which on a product goes to the library; 0: all of them
   */
  HostBackend(int processors, boolean blas, long tiledBelow) {
    this.processors = processors;
    this.blas = blas;
    this.tiledBelow = tiledBelow;
  }

  @Override
  public String name() {
    return "emulated";
  }

  @Override
  public String description() {
    return "the CUDA backend's kernels on the CPU";
  }

  @Override
  public int rank() {
    return -1;
  }

  @Override
  public String refusal() {
    return null;
  }

  @Override
  public Session open(SessionOptions options) {
    return new CudaSession(options, new HostDevice(processors, blas), tiledBelow);
  }
}
