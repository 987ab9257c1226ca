package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction.Operation;
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

    /** Does units {@code from} (inclusive) to {@code to} (exclusive) of a phase. */
    void run(int phase, Memory a, Memory b, Memory out, int from, int to, int thread);
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
  void unary(Operation op, float[] a, int ao, float[] c, int co, int n);

  /** c[co + i] = op(a[ao + i], b[bo + i]) for i below n. */
  void binary(Operation op, float[] a, int ao, float[] b, int bo, float[] c, int co, int n);

  /** c[co + i] = op(a[ao + i], b) for i below n. */
  void binary(Operation op, float[] a, int ao, float b, float[] c, int co, int n);

  /** d[at + i] = op(a[ao + i], b[bo + i], c[co + i]) for i below n. */
  void ternary(
      Operation op,
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
  void binary(Operation op, float a, float[] b, int bo, float[] c, int co, int n);
}
