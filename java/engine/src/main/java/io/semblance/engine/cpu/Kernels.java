package io.semblance.engine.cpu;

import io.semblance.engine.graph.Primitive;

/** What CPU backends differ in: products, and loops over element-wise operations. */
public interface Kernels {
  /**
   * A product of fixed extents. Each element of the result must be computed in the same order of
   * additions however the units are shared out.
   */
  Product product(int m, int n, int k, boolean transposeA, boolean transposeB, int threads);

  /** A product kernel with its scratch memory. */
  interface Product {
    /** Phases; all units of one are done before the next begins. */
    int phases();

    /** Units of work that a phase can be split into. */
    int units(int phase);

    /** Does units {@code from} (inclusive) to {@code to} (exclusive) of a phase. */
    void run(int phase, float[] a, float[] b, float[] out, int from, int to, int thread);
  }

  /** c[co + i] = op(a[ao + i]) for i below n. */
  void unary(Primitive op, float[] a, int ao, float[] c, int co, int n);

  /** c[co + i] = op(a[ao + i], b[bo + i]) for i below n. */
  void binary(Primitive op, float[] a, int ao, float[] b, int bo, float[] c, int co, int n);

  /** c[co + i] = op(a[ao + i], b) for i below n. */
  void binary(Primitive op, float[] a, int ao, float b, float[] c, int co, int n);

  /** c[co + i] = op(a, b[bo + i]) for i below n. */
  void binary(Primitive op, float a, float[] b, int bo, float[] c, int co, int n);
}
