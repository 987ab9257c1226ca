package io.semblance.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link io.semblance.engine.cpu.FloatMath} on vectors: the same operations in the same order, so
 * the same bits. Small enough to be inlined; a vector that crosses a call is boxed.
 */
final class VectorMath {
  /**
   * 1.5 * 2^23: added to a small number, it rounds it to an integer that stands in the low bits.
   */
  private static final float ROUNDER = 12582912f;

  private static final int ROUNDER_BITS = 0x4B400000;
  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HIGH = 0.693145752f;
  private static final float LN2_LOW = 1.42860677e-6f;

  private VectorMath() {}

  static FloatVector exp(FloatVector x) {
    FloatVector rounded = x.mul(LOG2_E).add(ROUNDER);
    FloatVector n = rounded.sub(ROUNDER);
    FloatVector r = n.neg().fma(n.broadcast(LN2_HIGH), x);
    r = n.neg().fma(n.broadcast(LN2_LOW), r);
    FloatVector p = r.broadcast(1.98412698e-4f);
    p = p.fma(r, r.broadcast(1.38888889e-3f));
    p = p.fma(r, r.broadcast(8.33333333e-3f));
    p = p.fma(r, r.broadcast(4.16666667e-2f));
    p = p.fma(r, r.broadcast(0.166666667f));
    p = p.fma(r, r.broadcast(0.5f));
    p = p.fma(r, r.broadcast(1f));
    p = p.fma(r, r.broadcast(1f));
    IntVector whole = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
    IntVector half = whole.lanewise(VectorOperators.ASHR, 1);
    p = p.mul(power(half)).mul(power(whole.sub(half)));
    p = p.blend(0f, x.compare(VectorOperators.LT, -87.33654f));
    return p.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, 88.72283f));
  }

  private static FloatVector power(IntVector exponent) {
    return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
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
    VectorMask<Float> low = m.compare(VectorOperators.LT, 0.70710678f);
    exponent = exponent.blend(exponent.sub(1f), low);
    FloatVector f = m.blend(m.add(m), low).sub(1f);
    FloatVector z = f.mul(f);
    FloatVector p = f.broadcast(7.0376836292e-2f);
    p = p.fma(f, f.broadcast(-1.1514610310e-1f));
    p = p.fma(f, f.broadcast(1.1676998740e-1f));
    p = p.fma(f, f.broadcast(-1.2420140846e-1f));
    p = p.fma(f, f.broadcast(1.4249322787e-1f));
    p = p.fma(f, f.broadcast(-1.6668057665e-1f));
    p = p.fma(f, f.broadcast(2.0000714765e-1f));
    p = p.fma(f, f.broadcast(-2.4999993993e-1f));
    p = p.fma(f, f.broadcast(3.3333331174e-1f));
    FloatVector y = p.mul(f).mul(z);
    y = exponent.fma(f.broadcast(LN2_LOW), y);
    y = z.fma(f.broadcast(-0.5f), y);
    y = exponent.fma(f.broadcast(LN2_HIGH), f.add(y));
    y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
    y = y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
    VectorMask<Float> defined = x.compare(VectorOperators.GE, 0f);
    return y.blend(Float.NaN, defined.not());
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector p = x.broadcast(-5.70498872745e-3f);
    p = p.fma(z, x.broadcast(2.06390887954e-2f));
    p = p.fma(z, x.broadcast(-5.37397155531e-2f));
    p = p.fma(z, x.broadcast(1.33314422036e-1f));
    p = p.fma(z, x.broadcast(-3.33332819422e-1f));
    FloatVector small = p.mul(z).fma(x, x);
    FloatVector a = x.abs();
    FloatVector t = x.broadcast(1f).sub(x.broadcast(2f).div(exp(a.mul(2f)).add(1f)));
    t = t.blend(1f, a.compare(VectorOperators.GT, 10f));
    t = t.blend(t.neg(), x.compare(VectorOperators.LT, 0f));
    t = t.blend(small, a.compare(VectorOperators.LT, 0.625f));
    VectorMask<Float> number = x.compare(VectorOperators.EQ, x);
    return t.blend(x, number.not());
  }
}
