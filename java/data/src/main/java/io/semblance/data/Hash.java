package io.semblance.data;

/**
 * Numbers that look random but are a function of their keys alone, so that results never depend on
 * threads, batches or the order of work. The mixing is the finaliser of SplitMix64 (Steele, Lea and
 * Flood, 2014).
 */
public final class Hash {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final int ROUNDS = 4;

  private Hash() {}

  /** A bijection of the 64-bit numbers whose output bits all depend on all input bits. */
  public static long mix(long x) {
    long z = x + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A hash of a text in 64 bits: two different ones meet once in some billions of pairs. */
  public static long text(String text) {
    long h = text.length();
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * 0x100000001B3L;
      h ^= h >>> 29;
    }
    return mix(h);
  }

  /** A number in [0, 1) for a seed, a stream (such as a column's position) and a row. */
  public static double uniform(long seed, long stream, long row) {
    long bits = mix(mix(mix(seed) ^ stream) ^ row);
    return (bits >>> 11) * 0x1p-53;
  }

  /**
   * Where a random-looking permutation of the numbers below {@code n} takes one of them: a Feistel
   * network on as few bits as hold them, walked until it comes back below {@code n} (Black and
   * Rogaway, "Ciphers with arbitrary finite domains", 2002).
   *
   * @param index from 0 to before {@code n}
   */
  public static long permuted(long index, long n, long seed) {
    int half = Math.max(1, (65 - Long.numberOfLeadingZeros(n - 1)) / 2);
    long mask = (1L << half) - 1;
    long at = index;
    do {
      long left = at >>> half;
      long right = at & mask;
      for (int round = 0; round < ROUNDS; round++) {
        long next = left ^ (mix(mix(seed + round) ^ right) & mask);
        left = right;
        right = next;
      }
      at = left << half | right;
    } while (at >= n);
    return at;
  }
}
