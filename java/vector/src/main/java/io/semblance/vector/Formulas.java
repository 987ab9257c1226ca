package io.semblance.vector;

import static io.semblance.engine.cpu.FloatCoefficients.EXP_3;
import static io.semblance.engine.cpu.FloatCoefficients.EXP_4;
import static io.semblance.engine.cpu.FloatCoefficients.EXP_5;
import static io.semblance.engine.cpu.FloatCoefficients.EXP_6;
import static io.semblance.engine.cpu.FloatCoefficients.EXP_7;
import static io.semblance.engine.cpu.FloatCoefficients.EXP_HIGHEST;
import static io.semblance.engine.cpu.FloatCoefficients.EXP_LOWEST;
import static io.semblance.engine.cpu.FloatCoefficients.LN2_HIGH;
import static io.semblance.engine.cpu.FloatCoefficients.LN2_LOW;
import static io.semblance.engine.cpu.FloatCoefficients.LOG2_E;
import static io.semblance.engine.cpu.FloatCoefficients.LOG_10;
import static io.semblance.engine.cpu.FloatCoefficients.LOG_11;
import static io.semblance.engine.cpu.FloatCoefficients.LOG_3;
import static io.semblance.engine.cpu.FloatCoefficients.LOG_4;
import static io.semblance.engine.cpu.FloatCoefficients.LOG_5;
import static io.semblance.engine.cpu.FloatCoefficients.LOG_6;
import static io.semblance.engine.cpu.FloatCoefficients.LOG_7;
import static io.semblance.engine.cpu.FloatCoefficients.LOG_8;
import static io.semblance.engine.cpu.FloatCoefficients.LOG_9;
import static io.semblance.engine.cpu.FloatCoefficients.ROUNDER;
import static io.semblance.engine.cpu.FloatCoefficients.ROUNDER_BITS;
import static io.semblance.engine.cpu.FloatCoefficients.SQRT_HALF;
import static io.semblance.engine.cpu.FloatCoefficients.TANH_11;
import static io.semblance.engine.cpu.FloatCoefficients.TANH_3;
import static io.semblance.engine.cpu.FloatCoefficients.TANH_5;
import static io.semblance.engine.cpu.FloatCoefficients.TANH_7;
import static io.semblance.engine.cpu.FloatCoefficients.TANH_9;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * What each operation does to a vector, with the bits of {@link io.semblance.engine.cpu.FloatMath}
 * and the scalar loops. These methods are never called: {@link LoopCompiler} copies their
 * instructions into loops, because a vector that crosses a call is boxed, and the JIT compiler
 * refuses to inline a formula that it has met often enough to compile by itself. So each is
 * straight code without a branch.
 */
final class Formulas {

  private Formulas() {}

  static FloatVector add(FloatVector a, FloatVector b) {
    return a.add(b);
  }

  static FloatVector mul(FloatVector a, FloatVector b) {
    return a.mul(b);
  }

  static FloatVector div(FloatVector a, FloatVector b) {
    return a.div(b);
  }

  static FloatVector max(FloatVector a, FloatVector b) {
    return b.blend(a, a.compare(VectorOperators.GT, b));
  }

  static FloatVector greater(FloatVector a, FloatVector b) {
    return a.broadcast(0f).blend(1f, a.compare(VectorOperators.GT, b));
  }

  static FloatVector sqrt(FloatVector a) {
    return a.lanewise(VectorOperators.SQRT);
  }

  static FloatVector multiplyAdd(FloatVector a, FloatVector b, FloatVector c) {
    return a.fma(b, c);
  }

  static FloatVector gate(FloatVector a, FloatVector b, FloatVector c) {
    return a.broadcast(0f).blend(c, a.compare(VectorOperators.GT, b));
  }

  static FloatVector exp(FloatVector x) {
    FloatVector rounded = x.mul(LOG2_E).add(ROUNDER);
    FloatVector m = rounded.sub(ROUNDER);
    FloatVector r = m.neg().fma(m.broadcast(LN2_HIGH), x);
    r = m.neg().fma(m.broadcast(LN2_LOW), r);
    FloatVector p = r.broadcast(EXP_7);
    p = p.fma(r, r.broadcast(EXP_6));
    p = p.fma(r, r.broadcast(EXP_5));
    p = p.fma(r, r.broadcast(EXP_4));
    p = p.fma(r, r.broadcast(EXP_3));
    p = p.fma(r, r.broadcast(0.5f));
    p = p.fma(r, r.broadcast(1f));
    p = p.fma(r, r.broadcast(1f));
    // Two factors of powers of two, because 2^128 alone is no float.
    IntVector whole = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
    IntVector half = whole.lanewise(VectorOperators.ASHR, 1);
    IntVector rest = whole.sub(half);
    p = p.mul(half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
    p = p.mul(rest.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
    p = p.blend(0f, x.compare(VectorOperators.LT, EXP_LOWEST));
    return p.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_HIGHEST));
  }

  static FloatVector log(FloatVector x) {
    VectorMask<Float> tiny = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    FloatVector scaled = x.blend(x.mul(0x1p25f), tiny);
    IntVector bits = scaled.reinterpretAsInts();
    FloatVector exponent =
        bits.lanewise(VectorOperators.LSHR, 23)
            .add(ROUNDER_BITS - 126)
            .reinterpretAsFloats()
            .sub(ROUNDER);
    exponent = exponent.blend(exponent.sub(25f), tiny);
    FloatVector m =
        bits.lanewise(VectorOperators.AND, 0x007FFFFF)
            .lanewise(VectorOperators.OR, 0x3F000000)
            .reinterpretAsFloats();
    VectorMask<Float> low = m.compare(VectorOperators.LT, SQRT_HALF);
    exponent = exponent.blend(exponent.sub(1f), low);
    FloatVector f = m.blend(m.add(m), low).sub(1f);
    FloatVector z = f.mul(f);
    FloatVector p = f.broadcast(LOG_11);
    p = p.fma(f, f.broadcast(LOG_10));
    p = p.fma(f, f.broadcast(LOG_9));
    p = p.fma(f, f.broadcast(LOG_8));
    p = p.fma(f, f.broadcast(LOG_7));
    p = p.fma(f, f.broadcast(LOG_6));
    p = p.fma(f, f.broadcast(LOG_5));
    p = p.fma(f, f.broadcast(LOG_4));
    p = p.fma(f, f.broadcast(LOG_3));
    FloatVector y = p.mul(f).mul(z);
    y = exponent.fma(f.broadcast(LN2_LOW), y);
    y = z.fma(f.broadcast(-0.5f), y);
    y = exponent.fma(f.broadcast(LN2_HIGH), f.add(y));
    y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
    y = y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
    return y.blend(Float.NaN, x.compare(VectorOperators.GE, 0f).not());
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector p = x.broadcast(TANH_11);
    p = p.fma(z, x.broadcast(TANH_9));
    p = p.fma(z, x.broadcast(TANH_7));
    p = p.fma(z, x.broadcast(TANH_5));
    p = p.fma(z, x.broadcast(TANH_3));
    FloatVector small = p.mul(z).fma(x, x);
    FloatVector size = x.abs();

    // e^(2 |x|); beyond 10 the result is replaced, so bounds need no care.
    FloatVector twice = size.mul(2f);
    FloatVector rounded = twice.mul(LOG2_E).add(ROUNDER);
    FloatVector m = rounded.sub(ROUNDER);
    FloatVector r = m.neg().fma(m.broadcast(LN2_HIGH), twice);
    r = m.neg().fma(m.broadcast(LN2_LOW), r);
    FloatVector e = r.broadcast(EXP_7);
    e = e.fma(r, r.broadcast(EXP_6));
    e = e.fma(r, r.broadcast(EXP_5));
    e = e.fma(r, r.broadcast(EXP_4));
    e = e.fma(r, r.broadcast(EXP_3));
    e = e.fma(r, r.broadcast(0.5f));
    e = e.fma(r, r.broadcast(1f));
    e = e.fma(r, r.broadcast(1f));
    IntVector whole = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
    IntVector half = whole.lanewise(VectorOperators.ASHR, 1);
    IntVector rest = whole.sub(half);
    e = e.mul(half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
    e = e.mul(rest.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());

    FloatVector t = x.broadcast(1f).sub(x.broadcast(2f).div(e.add(1f)));
    t = t.blend(1f, size.compare(VectorOperators.GT, 10f));
    t = t.blend(t.neg(), x.compare(VectorOperators.LT, 0f));
    t = t.blend(small, size.compare(VectorOperators.LT, 0.625f));
    return t.blend(x, x.compare(VectorOperators.EQ, x).not());
  }
}
