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
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link io.semblance.engine.cpu.FloatMath} on vectors: the same operations in the same order, so
 * the same bits. Each function is one loop with its formula written out in it: a vector that
 * crosses a call is boxed, and the JIT compiler refuses to inline a formula that it has met often
 * enough to compile by itself before it came to the loop.
 *
 * <p>Each function writes as many elements as fill whole vectors, at most {@code n}, and returns
 * how many that were. Input and output may be the same elements.
 */
final class VectorMath {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorMath() {}

  static int exp(float[] a, int ao, float[] c, int co, int n) {
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
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
      p = p.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_HIGHEST));
      p.intoArray(c, co + i);
    }
    return end;
  }

  static int log(float[] a, int ao, float[] c, int co, int n) {
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
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
      y = y.blend(Float.NaN, x.compare(VectorOperators.GE, 0f).not());
      y.intoArray(c, co + i);
    }
    return end;
  }

  static int tanh(float[] a, int ao, float[] c, int co, int n) {
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
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
      t = t.blend(x, x.compare(VectorOperators.EQ, x).not());
      t.intoArray(c, co + i);
    }
    return end;
  }
}
