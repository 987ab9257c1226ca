package io.semblance.cuda;

/** cuBLAS as the native library found it, by whichever name. */
final class NativeBlas implements Blas {
  private final long handle;

  /**
   * @param workspace device memory for cuBLAS's own use, which outlives this
   */
  NativeBlas(long workspace, long bytes, long stream) {
    handle = Native.blasOpen(workspace, bytes, stream);
  }

  @Override
  public String name() {
    return Native.blasName(handle);
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
    Native.blasSgemm(handle, transposeA, transposeB, m, n, k, a, lda, b, ldb, accumulate, c, ldc);
  }

  @Override
  public void close() {
    Native.blasClose(handle);
  }
}
