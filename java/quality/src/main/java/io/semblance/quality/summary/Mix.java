package io.semblance.quality.summary;

/** Mixing of 64 bits; the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
final class Mix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Mix() {}

  static long mix(long x) {
    long z = x + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A hash of a text in 64 bits: two different ones meet once in some billions of pairs. */
  static long hash(String text) {
    long h = text.length();
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * 0x100000001B3L;
      h ^= h >>> 29;
    }
    return mix(h);
  }
}
