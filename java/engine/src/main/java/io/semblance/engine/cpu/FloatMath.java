package io.semblance.engine.cpu;

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
import static io.semblance.engine.cpu.FloatCoefficients.SIN_1;
import static io.semblance.engine.cpu.FloatCoefficients.SIN_3;
import static io.semblance.engine.cpu.FloatCoefficients.SIN_5;
import static io.semblance.engine.cpu.FloatCoefficients.SIN_7;
import static io.semblance.engine.cpu.FloatCoefficients.SIN_9;
import static io.semblance.engine.cpu.FloatCoefficients.SQRT_HALF;
import static io.semblance.engine.cpu.FloatCoefficients.TANH_11;
import static io.semblance.engine.cpu.FloatCoefficients.TANH_3;
import static io.semblance.engine.cpu.FloatCoefficients.TANH_5;
import static io.semblance.engine.cpu.FloatCoefficients.TANH_7;
import static io.semblance.engine.cpu.FloatCoefficients.TANH_9;

/**
 * Transcendental functions in single precision by fixed polynomials with fused multiply-add, within
 * 2 units in the last place: the same bits on every machine, and a quarter of the cost of the
 * double ones.
 */
public final class FloatMath {

  private FloatMath() {}

  /** e^x; zero where that is below the smallest normal float. */
  public static float exp(float x) {
    if (!(x >= EXP_LOWEST)) {
      return x < EXP_LOWEST ? 0 : x;
    }
    if (x > EXP_HIGHEST) {
      return Float.POSITIVE_INFINITY;
    }
    float n = (float) Math.rint(x * LOG2_E);
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    // Taylor to r^7: |r| <= ln 2 / 2, so the remainder is below 6e-9.
    float p = EXP_7;
    p = Math.fma(p, r, EXP_6);
    p = Math.fma(p, r, EXP_5);
    p = Math.fma(p, r, EXP_4);
    p = Math.fma(p, r, EXP_3);
    p = Math.fma(p, r, 0.5f);
    p = Math.fma(p, r, 1f);
    p = Math.fma(p, r, 1f);
    // Two factors, because 2^128 alone is no float.
    int half = (int) n >> 1;
    return p * power(half) * power((int) n - half);
  }

  private static float power(int exponent) {
    return Float.intBitsToFloat(exponent + 127 << 23);
  }

  /** Natural logarithm. */
  public static float log(float x) {
    if (!(x > 0)) {
      return x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
    }
    if (x == Float.POSITIVE_INFINITY) {
      return x;
    }
    float scaled = x < Float.MIN_NORMAL ? x * 0x1p25f : x;
    int bits = Float.floatToRawIntBits(scaled);
    int exponent = (bits >>> 23) - 126 - (x < Float.MIN_NORMAL ? 25 : 0);
    float m = Float.intBitsToFloat(bits & 0x007FFFFF | 0x3F000000); // in [.5, 1)
    if (m < SQRT_HALF) {
      exponent--;
      m += m;
    }
    float f = m - 1;
    float z = f * f;
    // The minimax polynomial of the Cephes library's logf (Moshier).
    float p = LOG_11;
    p = Math.fma(p, f, LOG_10);
    p = Math.fma(p, f, LOG_9);
    p = Math.fma(p, f, LOG_8);
    p = Math.fma(p, f, LOG_7);
    p = Math.fma(p, f, LOG_6);
    p = Math.fma(p, f, LOG_5);
    p = Math.fma(p, f, LOG_4);
    p = Math.fma(p, f, LOG_3);
    float y = p * f * z;
    y = Math.fma(exponent, LN2_LOW, y);
    y = Math.fma(-0.5f, z, y);
    return Math.fma(exponent, LN2_HIGH, f + y);
  }

  /** Hyperbolic tangent. */
  public static float tanh(float x) {
    float a = Math.abs(x);
    if (a < 0.625f) {
      float z = x * x;
      // The minimax polynomial of the Cephes library's tanhf (Moshier).
      float p = TANH_11;
      p = Math.fma(p, z, TANH_9);
      p = Math.fma(p, z, TANH_7);
      p = Math.fma(p, z, TANH_5);
      p = Math.fma(p, z, TANH_3);
      return Math.fma(p * z, x, x);
    }
    if (Float.isNaN(a)) {
      return x;
    }
    float t = a > 10 ? 1 : 1 - 2 / (exp(2 * a) + 1);
    return x < 0 ? -t : t;
  }

  /**
   * cos(2 pi t), t being a number of turns of size below 2^22, as sin(2 pi (1/4 - |t|)) with t
   * brought to [-1/2, 1/2]. Own minimax fit, relative error 6e-9 before rounding.
   */
  public static float cosTurns(float t) {
    float b = 0.25f - Math.abs(t - (float) Math.rint(t));
    float z = b * b;
    float p = SIN_9;
    p = Math.fma(p, z, SIN_7);
    p = Math.fma(p, z, SIN_5);
    p = Math.fma(p, z, SIN_3);
    p = Math.fma(p, z, SIN_1);
    return p * b;
  }

  /**
   * A standard normal number (Box-Muller) from a uniform one and an angle: {@code radius(u) *
   * cosTurns(v)}; the second of the pair is {@code radius(u) * cosTurns(v - 1/4)}.
   */
  public static float radius(float u) {
    return (float) Math.sqrt(-2f * log(u));
  }
}
