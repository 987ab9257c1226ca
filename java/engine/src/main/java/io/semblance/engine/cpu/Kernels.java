package io.semblance.engine.cpu;

import io.semblance.engine.compile.Operation;
import io.semblance.engine.graph.Attr;

/** What CPU backends differ in: products, random numbers, and loops over elements. */
public interface Kernels {
  /** Extents of out[m, n] = op(a) op(b), the inner extent being k. */
  record Extents(int m, int n, int k, boolean transposeA, boolean transposeB) {}

  /**
   * A product of fixed extents. Each element of the result must be computed in the same order of
   * additions however the units are shared out.
   *
   * @param accumulate whether the product is added to what {@code out} holds
   */
  Product product(Extents extents, boolean accumulate, int threads);

  /** A product kernel with its scratch memory. */
  interface Product {
    /** Phases; all units of one are done before the next begins. */
    int phases();

    /** Units of work that a phase can be split into. */
    int units(int phase);

    /** Fewest units that a thread should do at a time; all that are its share if not told. */
    default int grain(int phase) {
      return units(phase);
    }

    /** Called by each thread before its first units of a phase. */
    default void begin(int phase, int thread) {}

    /** Does units {@code from} (inclusive) to {@code to} (exclusive) of a phase. */
    void run(int phase, Memory a, Memory b, Memory out, int from, int to, int thread);

    /**
     * Elements of the prepared right factor, or 0 if it cannot be kept. The first phase must do
     * nothing but prepare it, in a layout that depends on n, k and the transposition of b alone.
     */
    default int preparedSize() {
      return 0;
    }

    /** The same product with the right factor prepared in {@code memory}, where it stays. */
    default Product preparedIn(float[] memory) {
      throw new UnsupportedOperationException("this kernel keeps nothing");
    }
  }

  /** Random numbers of one kind. */
  Random random(Attr.Random kind, long seed, int threads);

  /** A source of random numbers with its scratch memory. */
  interface Random {
    /**
     * Rows as {@link Attr.Random} defines them: element j of row {@code firstRow + i}, which is
     * counted from the value of the counter, goes to {@code out[at + i * cols + j]}.
     */
    void run(long firstRow, int rows, int cols, float[] out, int at, int thread);
  }

  /** c[co + i] = op(a[ao + i]) for i below n. */
  void unary(Operation.Unary op, float[] a, int ao, float[] c, int co, int n);

  /** c[co + i] = op(a[ao + i], b[bo + i]) for i below n. */
  void binary(Operation.Binary op, float[] a, int ao, float[] b, int bo, float[] c, int co, int n);

  /** c[co + i] = op(a[ao + i], b) for i below n. */
  void binary(Operation.Binary op, float[] a, int ao, float b, float[] c, int co, int n);

  /** d[at + i] = op(a[ao + i], b[bo + i], c[co + i]) for i below n. */
  void ternary(
      Operation.Ternary op,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co,
      float[] d,
      int at,
      int n);

  /** c[co + i] = op(a, b[bo + i]) for i below n. */
  void binary(Operation.Binary op, float a, float[] b, int bo, float[] c, int co, int n);

  /**
   * y[to + i] = the sum of x[at + r * stride + i] over rows r in their order, for i below n; 0 if
   * there is no row.
   */
  void sumRows(float[] x, int at, int stride, int rows, float[] y, int to, int n);

  /**
   * A compiled loop for chains of a form, or null if this backend has none. It gives the bits of
   * the operations above, one after the other.
   */
  default Loop loop(LoopForm form) {
    return null;
  }

  /** All operations of a chain in one pass over its elements. Used by several threads at once. */
  interface Loop {
    /**
     * Whether {@link #run} may be called. A backend that compiles while programs run says no until
     * it has done so.
     *
     * @param elements how many the chain will be applied to otherwise
     */
    boolean ready(long elements);

    /**
     * Does the first elements of at most {@code n}.
     *
     * @param at for each array, the place of the first element
     * @return how many were done; the rest is left to the caller
     */
    int run(float[][] arrays, int[] at, float[] scalars, int n);
  }
}
