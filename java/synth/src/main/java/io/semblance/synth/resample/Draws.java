package io.semblance.synth.resample;

import io.semblance.engine.random.Philox;
import java.util.Arrays;

/** Streams of random numbers of this package, and numbers made of their words. */
final class Draws {
  /** Choices of drawn rows: block 0 for class and base, 1 for the neighbour, 2 + c for column c. */
  static final int ROW = 4000;

  /** Order of the rows of a class in the pool. */
  static final int ORDER = 4001;

  /** Rows of the whole table among which densities are measured. */
  static final int DENSITY = 4002;

  private Draws() {}

  /** A whole number in [0, bound) from two words; 63 bits of them, so without bias that matters. */
  static int below(int word0, int word1, int bound) {
    long bits = ((word0 & 0xFFFFFFFFL) << 31) ^ (word1 >>> 1);
    return (int) Math.multiplyHigh(bits, (long) bound << 1);
  }

  /** Uniform on the open interval (0, 1) from 52 bits of two words. */
  static double uniform(int word0, int word1) {
    long bits = ((word0 & 0xFFFFFFFFL) << 20) ^ (word1 >>> 12);
    return (bits + 0.5) * 0x1p-52;
  }

  /**
   * Some of the given numbers, drawn without replacement, in random order.
   *
   * @param group numbers the draws of one stream apart
   * @param most how many at most
   */
  static int[] sample(int[] from, int most, long seed, int stream, int group) {
    int[] rest = from.clone();
    int count = Math.min(most, rest.length);
    for (int i = 0; i < count; i++) {
      int j = i + Philox.below(seed, stream, (long) group << 32 | i, rest.length - i);
      int drawn = rest[j];
      rest[j] = rest[i];
      rest[i] = drawn;
    }
    return Arrays.copyOf(rest, count);
  }
}
