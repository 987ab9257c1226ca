package io.semblance.data.infer;

import java.util.Arrays;

/** Codes of numbers that have come before, by their bits: open addressing, at most half full. */
final class CodesByBits {
  private long[] bits = new long[32];
  private int[] codes = new int[32];
  private int size;

  CodesByBits() {
    Arrays.fill(codes, -1);
  }

  /** The code; -1 for bits that have none yet. */
  int get(long key) {
    return codes[place(key)];
  }

  /** Adds bits that have no code yet. */
  void put(long key, int code) {
    if (2 * ++size > codes.length) {
      long[] oldBits = bits;
      int[] oldCodes = codes;
      bits = new long[2 * oldBits.length];
      codes = new int[bits.length];
      Arrays.fill(codes, -1);
      for (int i = 0; i < oldBits.length; i++) {
        if (oldCodes[i] >= 0) {
          set(place(oldBits[i]), oldBits[i], oldCodes[i]);
        }
      }
    }
    set(place(key), key, code);
  }

  private void set(int at, long key, int code) {
    bits[at] = key;
    codes[at] = code;
  }

  private int place(long key) {
    int mask = codes.length - 1;
    long h = key * 0x9E3779B97F4A7C15L;
    int at = (int) (h ^ h >>> 32) & mask;
    while (codes[at] >= 0 && bits[at] != key) {
      at = at + 1 & mask;
    }
    return at;
  }
}
