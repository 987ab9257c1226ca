// Transcendental functions in single precision by fixed polynomials with fused multiply-add, within 2
// units in the last place. The formulas and constants are those of io.semblance.engine.cpu.FloatMath,
// so that a GPU and a CPU compute the same bits; build with contraction off (-fmad=false,
// -ffp-contract=off), or the compiler fuses what is not fused there.
#ifndef SEMBLANCE_FLOAT_MATH_H
#define SEMBLANCE_FLOAT_MATH_H

#include "portable.h"

namespace semblance {

constexpr float LN2_HIGH = 0.693145752f;
constexpr float LN2_LOW = 1.42860677e-6f;

SEM_HD float power_of_two(int exponent) {
  return from_bits(static_cast<int32_t>(static_cast<uint32_t>(exponent + 127) << 23));
}

// e^x; zero where that is below the smallest normal float.
SEM_HD float exp_float(float x) {
  if (!(x >= -87.33654f)) {
    return x < -87.33654f ? 0.0f : x;
  }
  if (x > 88.72283f) {
    return from_bits(0x7F800000);
  }
  float n = rintf(x * 1.44269504f);
  float r = fmaf(n, -LN2_LOW, fmaf(n, -LN2_HIGH, x));
  // Taylor to r^7: |r| <= ln 2 / 2, so the remainder is below 6e-9.
  float p = 1.98412698e-4f;
  p = fmaf(p, r, 1.38888889e-3f);
  p = fmaf(p, r, 8.33333333e-3f);
  p = fmaf(p, r, 4.16666667e-2f);
  p = fmaf(p, r, 0.166666667f);
  p = fmaf(p, r, 0.5f);
  p = fmaf(p, r, 1.0f);
  p = fmaf(p, r, 1.0f);
  // Two factors, because 2^128 alone is no float.
  int whole = static_cast<int>(n);
  int half = whole >> 1;
  return p * power_of_two(half) * power_of_two(whole - half);
}

// Natural logarithm.
SEM_HD float log_float(float x) {
  if (!(x > 0.0f)) {
    return x == 0.0f ? from_bits(static_cast<int32_t>(0xFF800000u)) : from_bits(0x7FC00000);
  }
  if (x == from_bits(0x7F800000)) {
    return x;
  }
  constexpr float MIN_NORMAL = 1.17549435e-38f;
  bool tiny = x < MIN_NORMAL;
  float scaled = tiny ? x * 33554432.0f : x;  // 2^25
  int32_t bits = to_bits(scaled);
  int exponent = static_cast<int>(static_cast<uint32_t>(bits) >> 23) - 126 - (tiny ? 25 : 0);
  float m = from_bits((bits & 0x007FFFFF) | 0x3F000000);  // in [.5, 1)
  if (m < 0.70710678f) {
    exponent--;
    m += m;
  }
  float f = m - 1.0f;
  float z = f * f;
  // The minimax polynomial of the Cephes library's logf (Moshier).
  float p = 7.0376836292e-2f;
  p = fmaf(p, f, -1.1514610310e-1f);
  p = fmaf(p, f, 1.1676998740e-1f);
  p = fmaf(p, f, -1.2420140846e-1f);
  p = fmaf(p, f, 1.4249322787e-1f);
  p = fmaf(p, f, -1.6668057665e-1f);
  p = fmaf(p, f, 2.0000714765e-1f);
  p = fmaf(p, f, -2.4999993993e-1f);
  p = fmaf(p, f, 3.3333331174e-1f);
  float y = p * f * z;
  float e = static_cast<float>(exponent);
  y = fmaf(e, LN2_LOW, y);
  y = fmaf(-0.5f, z, y);
  return fmaf(e, LN2_HIGH, f + y);
}

// Hyperbolic tangent.
SEM_HD float tanh_float(float x) {
  float a = fabsf(x);
  if (a < 0.625f) {
    float z = x * x;
    // The minimax polynomial of the Cephes library's tanhf (Moshier).
    float p = -5.70498872745e-3f;
    p = fmaf(p, z, 2.06390887954e-2f);
    p = fmaf(p, z, -5.37397155531e-2f);
    p = fmaf(p, z, 1.33314422036e-1f);
    p = fmaf(p, z, -3.33332819422e-1f);
    return fmaf(p * z, x, x);
  }
  if (a != a) {
    return x;
  }
  float t = a > 10.0f ? 1.0f : 1.0f - 2.0f / (exp_float(2.0f * a) + 1.0f);
  return x < 0.0f ? -t : t;
}

// cos(2 pi t), t being a number of turns of size below 2^22.
SEM_HD float cos_turns(float t) {
  float b = 0.25f - fabsf(t - rintf(t));
  float z = b * b;
  float p = 39.71092f;
  p = fmaf(p, z, -76.57499f);
  p = fmaf(p, z, 81.602234f);
  p = fmaf(p, z, -41.34168f);
  p = fmaf(p, z, 6.2831855f);
  return p * b;
}

// Of a pair of standard normal numbers (Box-Muller), from a uniform one.
SEM_HD float radius(float u) { return sqrtf(-2.0f * log_float(u)); }

}  // namespace semblance

#endif
