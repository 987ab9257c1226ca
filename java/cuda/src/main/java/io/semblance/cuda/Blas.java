package io.semblance.cuda;

/** Products by a library: single precision throughout, never TF32. */
interface Blas extends AutoCloseable {
  /** Which library, for people. */
  String name();

  /**
   * c = op(a) op(b), or c += op(a) op(b), all column-major as BLAS has it; op(a) is [m, k], op(b)
   * is [k, n]. Arguments are addresses on the device.
   */
  void sgemm(
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

  @Override
  void close();
}
