package io.semblance.quality.series;

import java.util.Arrays;

/**
 * Arithmetic on rows of one number per window of a batch. Each loop runs over the batch, is short,
 * and reads whole arrays by one index, as that is what the JIT compiler turns into vector
 * instructions. The order of additions is fixed: results depend on no thread and no machine.
 */
final class Rows {

  /** Beyond this the hyperbolic tangent is 1 in floats. */
  private static final float FLAT = 9;

  private Rows() {}

  /**
   * out = bias + sum over k of w[at + k * stride] rows[k].
   *
   * @param count how many rows
   */
  static void affine(
      float[] out, float bias, float[] w, int at, int stride, float[][] rows, int count) {
    Arrays.fill(out, bias);
    add(out, w, at, stride, rows, count);
  }

  /** out += sum over k of w[at + k * stride] rows[k]. */
  static void add(float[] out, float[] w, int at, int stride, float[][] rows, int count) {
    int k = 0;
    int p = at;
    for (; k + 4 <= count; k += 4, p += 4 * stride) {
      add4(
          out,
          w[p],
          rows[k],
          w[p + stride],
          rows[k + 1],
          w[p + 2 * stride],
          rows[k + 2],
          w[p + 3 * stride],
          rows[k + 3]);
    }
    for (; k + 2 <= count; k += 2, p += 2 * stride) {
      add2(out, w[p], rows[k], w[p + stride], rows[k + 1]);
    }
    if (k < count) {
      add1(out, w[p], rows[k]);
    }
  }

  /** out += v a. */
  static void add1(float[] out, float v, float[] a) {
    for (int b = 0; b < out.length; b++) {
      out[b] += v * a[b];
    }
  }

  private static void add2(float[] out, float v, float[] a, float w, float[] c) {
    for (int b = 0; b < out.length; b++) {
      out[b] += v * a[b] + w * c[b];
    }
  }

  private static void add4(
      float[] out, float v, float[] a, float w, float[] c, float x, float[] d, float y, float[] e) {
    for (int b = 0; b < out.length; b++) {
      out[b] += v * a[b] + w * c[b] + (x * d[b] + y * e[b]);
    }
  }

  /** The sum over steps and batch of left[t] right[t]; {@code spare} is overwritten. */
  static float dot(float[][] left, float[][] right, int steps, float[] spare) {
    Arrays.fill(spare, 0);
    int t = 0;
    for (; t + 4 <= steps; t += 4) {
      multiply4(
          spare,
          left[t],
          right[t],
          left[t + 1],
          right[t + 1],
          left[t + 2],
          right[t + 2],
          left[t + 3],
          right[t + 3]);
    }
    for (; t < steps; t++) {
      multiply(spare, left[t], right[t]);
    }
    return sum(spare);
  }

  private static void multiply(float[] out, float[] a, float[] c) {
    for (int b = 0; b < out.length; b++) {
      out[b] += a[b] * c[b];
    }
  }

  private static void multiply4(
      float[] out,
      float[] a,
      float[] c,
      float[] d,
      float[] e,
      float[] f,
      float[] g,
      float[] h,
      float[] i) {
    for (int b = 0; b < out.length; b++) {
      out[b] += a[b] * c[b] + d[b] * e[b] + (f[b] * g[b] + h[b] * i[b]);
    }
  }

  /** The sum over steps and batch; {@code spare} is overwritten. */
  static float total(float[][] rows, int steps, float[] spare) {
    Arrays.fill(spare, 0);
    for (int t = 0; t < steps; t++) {
      plus(spare, rows[t]);
    }
    return sum(spare);
  }

  static void plus(float[] out, float[] a) {
    for (int b = 0; b < out.length; b++) {
      out[b] += a[b];
    }
  }

  /** Four sums side by side, as one alone waits for each addition. */
  static float sum(float[] a) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int b = 0;
    for (; b + 4 <= a.length; b += 4) {
      s0 += a[b];
      s1 += a[b + 1];
      s2 += a[b + 2];
      s3 += a[b + 3];
    }
    for (; b < a.length; b++) {
      s0 += a[b];
    }
    return s0 + s1 + (s2 + s3);
  }

  /** Each number becomes its logistic function, which is a hyperbolic tangent of the half. */
  static void sigmoid(float[] a) {
    for (int b = 0; b < a.length; b++) {
      float y = .25f * Math.max(-2 * FLAT, Math.min(2 * FLAT, a[b]));
      float s = y * y;
      float t =
          y * (135135 + s * (17325 + s * (378 + s))) / (135135 + s * (62370 + s * (3150 + s * 28)));
      a[b] = .5f + t / (1 + t * t);
    }
  }

  /**
   * Each number becomes its hyperbolic tangent: Lambert's continued fraction of the half, then the
   * double angle; within 2e-7. It needs no table and no bit of the exponent, so it is vectorised.
   */
  static void tanh(float[] a) {
    for (int b = 0; b < a.length; b++) {
      float y = .5f * Math.max(-FLAT, Math.min(FLAT, a[b]));
      float s = y * y;
      float t =
          y * (135135 + s * (17325 + s * (378 + s))) / (135135 + s * (62370 + s * (3150 + s * 28)));
      a[b] = 2 * t / (1 + t * t);
    }
  }

  /** n += r q. */
  static void gated(float[] n, float[] r, float[] q) {
    for (int b = 0; b < n.length; b++) {
      n[b] += r[b] * q[b];
    }
  }

  /** next = n + z (h - n). */
  static void mix(float[] next, float[] n, float[] z, float[] h) {
    for (int b = 0; b < next.length; b++) {
      next[b] = n[b] + z[b] * (h[b] - n[b]);
    }
  }

  /** next = h where the mask is 0, and stays where it is 1. */
  static void hold(float[] next, float[] mask, float[] h) {
    for (int b = 0; b < next.length; b++) {
      next[b] = h[b] + mask[b] * (next[b] - h[b]);
    }
  }

  /** out = a c. */
  static void product(float[] out, float[] a, float[] c) {
    for (int b = 0; b < out.length; b++) {
      out[b] = a[b] * c[b];
    }
  }

  /** dz = d (h - n) z (1 - z), the gradient before the logistic function. */
  static void updateGradient(float[] dz, float[] d, float[] h, float[] n, float[] z) {
    for (int b = 0; b < dz.length; b++) {
      dz[b] = d[b] * (h[b] - n[b]) * z[b] * (1 - z[b]);
    }
  }

  /** dn = d (1 - z) (1 - n n), the gradient before the hyperbolic tangent. */
  static void candidateGradient(float[] dn, float[] d, float[] z, float[] n) {
    for (int b = 0; b < dn.length; b++) {
      dn[b] = d[b] * (1 - z[b]) * (1 - n[b] * n[b]);
    }
  }

  /** dr = dn q r (1 - r), the gradient before the logistic function. */
  static void resetGradient(float[] dr, float[] dn, float[] q, float[] r) {
    for (int b = 0; b < dr.length; b++) {
      dr[b] = dn[b] * q[b] * r[b] * (1 - r[b]);
    }
  }

  /** out = d - m d (1 - z): what a step hands on unchanged. */
  static void kept(float[] out, float[] d, float[] mask, float[] z) {
    for (int b = 0; b < out.length; b++) {
      out[b] = d[b] - mask[b] * d[b] * (1 - z[b]);
    }
  }
}
