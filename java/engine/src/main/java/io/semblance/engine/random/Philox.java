package io.semblance.engine.random;

/**
 * Philox4x32-10, the counter-based generator of Salmon et al., "Parallel random numbers: as easy as
 * 1, 2, 3" (SC 2011). A number is a function of key and counter, never of threads or order.
 *
 * <p>The engine's convention: key = (seed low word, seed high word xor stream), counter = (row low,
 * row high, column / 4, 0), and word {@code column % 4} of the block belongs to that column.
 *
 * <p>Numbers of 16 bits need half as many blocks: the counter's third word is column / 8, and
 * columns 2i and 2i + 1 of the block's eight take the low and the high half of word i.
 */
public final class Philox {
  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_1 = 0xCD9E8D57;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;

  private Philox() {}

  /**
   * One block of four 32-bit words for key (k0, k1) and counter (c0..c3), written to {@code out}.
   */
  public static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out, int at) {
    int key0 = k0;
    int key1 = k1;
    int x0 = c0;
    int x1 = c1;
    int x2 = c2;
    int x3 = c3;
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = (MULTIPLIER_0 & 0xFFFFFFFFL) * (x0 & 0xFFFFFFFFL);
      long p1 = (MULTIPLIER_1 & 0xFFFFFFFFL) * (x2 & 0xFFFFFFFFL);
      x0 = (int) (p1 >>> 32) ^ x1 ^ key0;
      x2 = (int) (p0 >>> 32) ^ x3 ^ key1;
      x1 = (int) p1;
      x3 = (int) p0;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
    out[at] = x0;
    out[at + 1] = x1;
    out[at + 2] = x2;
    out[at + 3] = x3;
  }

  /**
   * Block {@code index} of {@code row}, by the engine's convention: of columns 4 {@code index} to 4
   * {@code index} + 3, or of twice as many numbers of 16 bits.
   */
  public static void block(long seed, int stream, long row, int index, int[] out, int at) {
    block(
        (int) row, (int) (row >>> 32), index, 0, (int) seed, (int) (seed >>> 32) ^ stream, out, at);
  }

  /** Uniform on the open interval (0, 1) from the 23 high bits of a word; exact as a float. */
  public static double uniform(int word) {
    return ((word >>> 9) + 0.5) * 0x1.0p-23;
  }

  /** Uniform on the open interval (0, 1) from 52 bits of two words. */
  public static double uniform(int word0, int word1) {
    long bits = ((word0 & 0xFFFFFFFFL) << 20) ^ (word1 >>> 12);
    return (bits + 0.5) * 0x1p-52;
  }

  /**
   * Uniform on the open interval (0, 1) from 16 bits of a word, exact as a float: from the low half
   * for an even column, from the high half for an odd one.
   */
  public static double uniform16(int word, int column) {
    return ((word >>> 16 * (column & 1) & 0xFFFF) + 0.5) * 0x1.0p-16;
  }

  /**
   * Two independent standard normal numbers (Box-Muller) from two words: {@code out[at]} and {@code
   * out[at + 1]}.
   */
  public static void normals(int word0, int word1, double[] out, int at) {
    double radius = Math.sqrt(-2 * Math.log(uniform(word0)));
    double angle = 2 * Math.PI * uniform(word1);
    out[at] = radius * Math.cos(angle);
    out[at + 1] = radius * Math.sin(angle);
  }

  /**
   * A whole number in [0, bound) for host-side choices, without bias that matters (64-bit product).
   */
  public static int below(long seed, int stream, long row, int bound) {
    int[] w = new int[4];
    block(seed, stream, row, 0, w, 0);
    return below(w[0], w[1], bound);
  }

  /** A whole number in [0, bound) from two words. */
  public static int below(int word0, int word1, int bound) {
    long bits = ((word0 & 0xFFFFFFFFL) << 31) ^ (word1 >>> 1); // 63 bits, never negative
    return (int) Math.multiplyHigh(bits, (long) bound << 1);
  }
}
