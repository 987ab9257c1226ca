package io.semblance.engine.cpu;

/**
 * Transcendental functions in single precision by fixed polynomials with fused multiply-add, within
 * 2 units in the last place: the same bits on every machine, and a quarter of the cost of the
 * double ones.
 */
public final class FloatMath {
  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HIGH = 0.693145752f;
  private static final float LN2_LOW = 1.42860677e-6f;
  private static final float SQRT_HALF = 0.70710678f;

  /** Below this the result would be denormal, which is slow to compute with; it becomes zero. */
  private static final float EXP_LOWEST = -87.33654f;

  private static final float EXP_HIGHEST = 88.72283f;

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
    float p = 1.98412698e-4f;
    p = Math.fma(p, r, 1.38888889e-3f);
    p = Math.fma(p, r, 8.33333333e-3f);
    p = Math.fma(p, r, 4.16666667e-2f);
    p = Math.fma(p, r, 0.166666667f);
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
    float p = 7.0376836292e-2f;
    p = Math.fma(p, f, -1.1514610310e-1f);
    p = Math.fma(p, f, 1.1676998740e-1f);
    p = Math.fma(p, f, -1.2420140846e-1f);
    p = Math.fma(p, f, 1.4249322787e-1f);
    p = Math.fma(p, f, -1.6668057665e-1f);
    p = Math.fma(p, f, 2.0000714765e-1f);
    p = Math.fma(p, f, -2.4999993993e-1f);
    p = Math.fma(p, f, 3.3333331174e-1f);
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
      float p = -5.70498872745e-3f;
      p = Math.fma(p, z, 2.06390887954e-2f);
      p = Math.fma(p, z, -5.37397155531e-2f);
      p = Math.fma(p, z, 1.33314422036e-1f);
      p = Math.fma(p, z, -3.33332819422e-1f);
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
    float p = 39.71092f;
    p = Math.fma(p, z, -76.57499f);
    p = Math.fma(p, z, 81.602234f);
    p = Math.fma(p, z, -41.34168f);
    p = Math.fma(p, z, 6.2831855f);
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
