package io.semblance.cuda;

/**
 * The functions of {@code native/include/semblance_cuda.h}. Whoever calls them has loaded the
 * library; errors come as {@link io.semblance.engine.EngineException}.
 */
final class Native {
  private Native() {}

  /** Version of the CUDA runtime it was built with, such as 13000; 0 for the emulated device. */
  static native int toolkit();

  /** Architectures there is code for, such as "75 80 90+". */
  static native String architectures();

  /** Makes the kernels ready on the current device, so that a capture finds them loaded. */
  static native void prepare();

  static native void group(
      long jobs, long table, int blocks, int sharedBytes, boolean products, long stream);

  static native long blasOpen(long workspace, long bytes, long stream);

  static native String blasName(long blas);

  static native void blasSgemm(
      long blas,
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      long a,
      int lda,
      long b,
      int ldb,
      boolean accumulate,
      long c,
      int ldc);

  static native void blasClose(long blas);
}
