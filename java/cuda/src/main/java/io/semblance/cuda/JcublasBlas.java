package io.semblance.cuda;

import jcuda.CudaException;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUstream;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasHandle;
import jcuda.jcublas.cublasMath;
import jcuda.jcublas.cublasOperation;
import jcuda.runtime.cudaStream_t;

/** cuBLAS through JCublas2, which is made for libcublas.so.12 and loads only where that is. */
final class JcublasBlas implements Blas {
  private static final Pointer ONE = Pointer.to(new float[] {1});
  private static final Pointer ZERO = Pointer.to(new float[] {0});

  private final cublasHandle handle = new cublasHandle();

  /** Loaded once in the life of a JVM. */
  private static final class Loaded {
    static final boolean YES = load();

    private static boolean load() {
      try {
        JcudaLibraries.initialise("JCublas2", () -> JCublas2.setExceptionsEnabled(true));
        return true;
      } catch (LinkageError e) {
        return false; // no libcublas.so.12: whoever asked looks elsewhere
      }
    }
  }

  private static final class At extends CUdeviceptr {
    At(long address) {
      super(new CUdeviceptr(), address);
    }
  }

  private JcublasBlas(CUstream stream, CUdeviceptr workspace, long bytes) {
    JCublas2.cublasCreate(handle);
    boolean done = false;
    try {
      // The stream first: setting it puts the workspace back to cuBLAS's own.
      JCublas2.cublasSetStream(handle, new cudaStream_t(stream));
      JCublas2.cublasSetWorkspace(handle, workspace, bytes);
      JCublas2.cublasSetMathMode(handle, cublasMath.CUBLAS_DEFAULT_MATH);
      done = true;
    } finally {
      if (!done) {
        abandon();
      }
    }
  }

  /** Closes what will not be used; the setter's own error is the one that counts. */
  private void abandon() {
    try {
      JCublas2.cublasDestroy(handle);
    } catch (CudaException e) {
      // The setter's exception is under way.
    }
  }

  /**
   * cuBLAS with an explicit workspace, or null where JCublas2 cannot be loaded or does not work.
   */
  static Blas open(CUstream stream, CUdeviceptr workspace, long bytes) {
    if (!Loaded.YES) {
      return null;
    }
    try {
      return new JcublasBlas(stream, workspace, bytes);
    } catch (CudaException e) {
      return null;
    }
  }

  @Override
  public String name() {
    int[] version = new int[1];
    JCublas2.cublasGetVersion(handle, version);
    return "JCublas2 (" + version[0] + ")";
  }

  @Override
  public void sgemm(
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
      int ldc) {
    JcudaDevice.called(
        "cublasSgemm",
        () ->
            JCublas2.cublasSgemm(
                handle,
                operation(transposeA),
                operation(transposeB),
                m,
                n,
                k,
                ONE,
                new At(a),
                lda,
                new At(b),
                ldb,
                accumulate ? ONE : ZERO,
                new At(c),
                ldc));
  }

  private static int operation(boolean transpose) {
    return transpose ? cublasOperation.CUBLAS_OP_T : cublasOperation.CUBLAS_OP_N;
  }

  @Override
  public void close() {
    JcudaDevice.called("cublasDestroy", () -> JCublas2.cublasDestroy(handle));
  }
}
