package io.semblance.engine.cpu;

/**
 * Coefficients of the functions of {@link FloatMath}, by the power that they stand before. Whoever
 * computes the same on vectors takes them from here, since the same bits are wanted; {@code
 * native/src/float_math.h} repeats them, and tests of both sides compare results. All are constants
 * to the compiler, so nobody reads a field.
 */
public final class FloatCoefficients {

  /** log2 e. */
  public static final float LOG2_E = 1.44269504f;

  /** The first bits of ln 2, so few that multiples by small integers are exact. */
  public static final float LN2_HIGH = 0.693145752f;

  /** What is missing there. */
  public static final float LN2_LOW = 1.42860677e-6f;

  /** The root of 1/2. */
  public static final float SQRT_HALF = 0.70710678f;

  /** Below this e^x would be denormal, which is slow to compute with; it becomes zero. */
  public static final float EXP_LOWEST = -87.33654f;

  /** Above this e^x is no float. */
  public static final float EXP_HIGHEST = 88.72283f;

  // e^r up to r^7, after 1 + r + r^2 / 2: Taylor; |r| <= ln 2 / 2, so the remainder is below 6e-9.
  public static final float EXP_3 = 0.166666667f;
  public static final float EXP_4 = 4.16666667e-2f;
  public static final float EXP_5 = 8.33333333e-3f;
  public static final float EXP_6 = 1.38888889e-3f;
  public static final float EXP_7 = 1.98412698e-4f;

  // log(1 + f) after f - f^2 / 2: the minimax polynomial of the Cephes library's logf (Moshier).
  public static final float LOG_3 = 3.3333331174e-1f;
  public static final float LOG_4 = -2.4999993993e-1f;
  public static final float LOG_5 = 2.0000714765e-1f;
  public static final float LOG_6 = -1.6668057665e-1f;
  public static final float LOG_7 = 1.4249322787e-1f;
  public static final float LOG_8 = -1.2420140846e-1f;
  public static final float LOG_9 = 1.1676998740e-1f;
  public static final float LOG_10 = -1.1514610310e-1f;
  public static final float LOG_11 = 7.0376836292e-2f;

  // tanh x after x, for |x| below .625: the minimax polynomial of the Cephes library's tanhf
  // (Moshier).
  public static final float TANH_3 = -3.33332819422e-1f;
  public static final float TANH_5 = 1.33314422036e-1f;
  public static final float TANH_7 = -5.37397155531e-2f;
  public static final float TANH_9 = 2.06390887954e-2f;
  public static final float TANH_11 = -5.70498872745e-3f;

  // sin(2 pi b) for |b| <= 1/4: own minimax fit, relative error 6e-9 before rounding.
  public static final float SIN_1 = 6.2831855f;
  public static final float SIN_3 = -41.34168f;
  public static final float SIN_5 = 81.602234f;
  public static final float SIN_7 = -76.57499f;
  public static final float SIN_9 = 39.71092f;

  /**
   * 1.5 * 2^23: added to a small number, it rounds it to an integer that stands in the low bits.
   */
  public static final float ROUNDER = 12582912f;

  public static final int ROUNDER_BITS = 0x4B400000;

  private FloatCoefficients() {}
}
