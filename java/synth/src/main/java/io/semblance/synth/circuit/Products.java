package io.semblance.synth.circuit;

/** Products of small row-major matrices, in loops that the JVM makes vector code of. */
final class Products {
  private Products() {}

  /** {@code out = a w}: {@code a} has {@code rows} rows of {@code n} numbers, {@code w} n x n. */
  static void multiply(float[] a, int rows, int n, float[] w, float[] out) {
    int r = 0;
    for (; r + 1 < rows; r += 2) {
      twoRows(a, r * n, n, w, out);
    }
    if (r < rows) {
      oneRow(a, r * n, n, w, out);
    }
  }

  private static void twoRows(float[] a, int at, int n, float[] w, float[] out) {
    int next = at + n;
    for (int j = 0; j < n; j++) {
      out[at + j] = 0;
      out[next + j] = 0;
    }
    for (int k = 0; k < n; k += 4) {
      addTwo(
          a[at + k],
          a[at + k + 1],
          a[at + k + 2],
          a[at + k + 3],
          a[next + k],
          a[next + k + 1],
          a[next + k + 2],
          a[next + k + 3],
          w,
          k * n,
          n,
          out,
          at);
    }
  }

  private static void addTwo(
      float a0,
      float a1,
      float a2,
      float a3,
      float b0,
      float b1,
      float b2,
      float b3,
      float[] w,
      int wAt,
      int n,
      float[] out,
      int at) {
    int w1 = wAt + n;
    int w2 = w1 + n;
    int w3 = w2 + n;
    int next = at + n;
    for (int j = 0; j < n; j++) {
      out[at + j] += a0 * w[wAt + j] + a1 * w[w1 + j] + (a2 * w[w2 + j] + a3 * w[w3 + j]);
    }
    for (int j = 0; j < n; j++) {
      out[next + j] += b0 * w[wAt + j] + b1 * w[w1 + j] + (b2 * w[w2 + j] + b3 * w[w3 + j]);
    }
  }

  private static void oneRow(float[] a, int at, int n, float[] w, float[] out) {
    for (int j = 0; j < n; j++) {
      out[at + j] = 0;
    }
    for (int k = 0; k < n; k++) {
      add(a[at + k], w, k * n, n, out, at);
    }
  }

  private static void add(float x, float[] w, int wAt, int n, float[] out, int at) {
    for (int j = 0; j < n; j++) {
      out[at + j] += x * w[wAt + j];
    }
  }

  /**
   * {@code out += a' b}: both have {@code rows} rows of {@code n} numbers, {@code out} is n x n.
   */
  static void addTransposed(float[] a, float[] b, int rows, int n, float[] out) {
    int r = 0;
    for (; r + 3 < rows; r += 4) {
      for (int i = 0; i < n; i++) {
        addFour(
            a[r * n + i],
            a[(r + 1) * n + i],
            a[(r + 2) * n + i],
            a[(r + 3) * n + i],
            b,
            r * n,
            n,
            out,
            i * n);
      }
    }
    for (; r < rows; r++) {
      for (int i = 0; i < n; i++) {
        add(a[r * n + i], b, r * n, n, out, i * n);
      }
    }
  }

  private static void addFour(
      float a0, float a1, float a2, float a3, float[] b, int bAt, int n, float[] out, int at) {
    int b1 = bAt + n;
    int b2 = b1 + n;
    int b3 = b2 + n;
    for (int j = 0; j < n; j++) {
      out[at + j] += a0 * b[bAt + j] + a1 * b[b1 + j] + (a2 * b[b2 + j] + a3 * b[b3 + j]);
    }
  }

  /** The transpose of an n x n matrix. */
  static float[] transposed(float[] w, int n) {
    float[] out = new float[w.length];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[j * n + i] = w[i * n + j];
      }
    }
    return out;
  }
}
