package io.semblance.benchmarks;

import java.util.Arrays;

/** Extents of a product: [m, k] times [k, n]. */
public record Extents(int m, int n, int k) {
  /** From {@code MxNxK}. */
  public static Extents parse(String text) {
    int[] e = Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
    if (e.length != 3) {
      throw new IllegalArgumentException("extents are written MxNxK, not " + text);
    }
    return new Extents(e[0], e[1], e[2]);
  }

  /** Floating-point operations of one product: a multiplication and an addition each. */
  public long operations() {
    return 2L * m * n * k;
  }
}
