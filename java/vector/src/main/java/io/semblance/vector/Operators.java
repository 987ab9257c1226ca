package io.semblance.vector;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Uses every operator of the kernels once, before any of them is hot.
 *
 * <p>The Vector API finds what an operator does in a cache ({@code VectorOperators.ImplCache.find})
 * that asks one of many suppliers where it has no answer yet. If an operator is new when the JIT
 * compiler has already made machine code of that method, with the few suppliers it had seen by
 * then, the code is thrown away, up to four times, and the method keeps the number. Every kernel
 * has the method inlined once for each of its operators, and the compiler adds the numbers up: at
 * 100 ({@code PerMethodTrapLimit}) it no longer trusts the types it sees, and the accumulators of a
 * tile become objects in memory for as long as the JVM lives (2.8 MB of them in a step of the
 * tests, which took half as long again). It happened in 6 of 21 test runs on a busy machine, seldom
 * on an idle one; since operators are used early, in none of 27.
 */
final class Operators {
  private static final List<VectorOperators.Binary> FLOATS =
      List.of(
          VectorOperators.ADD,
          VectorOperators.SUB,
          VectorOperators.MUL,
          VectorOperators.DIV,
          VectorOperators.MIN,
          VectorOperators.MAX);

  private static final List<VectorOperators.Binary> INTEGERS =
      List.of(
          VectorOperators.ADD,
          VectorOperators.SUB,
          VectorOperators.MUL,
          VectorOperators.AND,
          VectorOperators.OR,
          VectorOperators.XOR);

  private static final List<VectorOperators.Binary> SHIFTS =
      List.of(VectorOperators.LSHL, VectorOperators.LSHR, VectorOperators.ASHR);

  private Operators() {}

  /** To be called before kernels run; again does no harm. */
  static void use() {
    FloatVector f = FloatVector.broadcast(Tile.SPECIES, 1);
    FLOATS.forEach(o -> f.lanewise(o, f));
    f.neg();
    f.abs();
    f.sqrt();
    f.fma(f, f);
    IntVector i = f.reinterpretAsInts();
    INTEGERS.forEach(o -> i.lanewise(o, i));
    SHIFTS.forEach(o -> i.lanewise(o, 1));
    LongVector l = i.reinterpretAsLongs();
    INTEGERS.forEach(o -> l.lanewise(o, l));
    SHIFTS.forEach(o -> l.lanewise(o, 1));
  }
}
