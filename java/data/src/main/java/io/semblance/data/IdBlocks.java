package io.semblance.data;

import java.util.Base64;
import java.util.BitSet;
import java.util.Objects;

/**
 * In which blocks of the possible identifiers of a shape real ones lie, so that new ones are made
 * in the others. A block holds at least {@value #LEAST_BLOCK} possible identifiers; which of them
 * is real is not known.
 */
final class IdBlocks {
  static final int LEAST_BLOCK = 64;

  /** Blocks for each real identifier, so that most blocks are free. */
  private static final int BLOCKS_EACH = 4;

  private static final int MOST_BLOCKS = 1 << 22;

  /** Free identifiers for each real one, below which it is not worth it. */
  private static final int LEAST_FREE = 4;

  private final long size;
  private final BitSet taken;
  private final int blocks;

  /** How many free blocks lie before each word of 64. */
  private final int[] freeBefore;

  private IdBlocks(long capacity, int blocks, BitSet taken) {
    this.blocks = blocks;
    this.size = capacity / blocks; // the rest at the end is never used
    this.taken = taken;
    this.freeBefore = new int[(blocks + 63) / 64 + 1];
    for (int w = 0; w < freeBefore.length - 1; w++) {
      int end = Math.min(blocks, 64 * w + 64);
      freeBefore[w + 1] = freeBefore[w] + end - 64 * w - taken.get(64 * w, end).cardinality();
    }
  }

  /**
   * Those of real identifiers.
   *
   * @param capacity possible ones
   * @param real numbers of real ones, from 0 to before the capacity
   * @return null if too few possible ones are left
   */
  static IdBlocks of(long capacity, long[] real) {
    long wanted = Math.min((long) BLOCKS_EACH * real.length, capacity / LEAST_BLOCK);
    int blocks = (int) Math.min(MOST_BLOCKS, wanted);
    IdBlocks made = blocks < 2 ? null : of(capacity, blocks, real);
    return made == null || made.free() < (long) LEAST_FREE * real.length ? null : made;
  }

  /**
   * Those of real identifiers in blocks of the least size, so that those of several columns can be
   * put together.
   *
   * @return null if less than half of the possible ones are left
   */
  static IdBlocks ofLeast(long capacity, long[] real) {
    IdBlocks made = of(capacity, (int) (capacity / LEAST_BLOCK), real);
    return made.free() < capacity / 2 ? null : made;
  }

  private static IdBlocks of(long capacity, int blocks, long[] real) {
    long size = capacity / blocks;
    BitSet taken = new BitSet(blocks);
    for (long index : real) {
      taken.set((int) Math.min(blocks - 1, index / size));
    }
    return new IdBlocks(capacity, blocks, taken);
  }

  /** Blocks that are taken in either; both of as many blocks of the same size. */
  IdBlocks and(IdBlocks other) {
    BitSet both = (BitSet) taken.clone();
    both.or(other.taken);
    return new IdBlocks(size * blocks, blocks, both);
  }

  static IdBlocks read(long capacity, String text) {
    if (text == null) {
      return null;
    }
    int colon = text.indexOf(':');
    try {
      int blocks = Integer.parseInt(text.substring(0, Math.max(0, colon)));
      BitSet taken = BitSet.valueOf(Base64.getDecoder().decode(text.substring(colon + 1)));
      boolean fits = blocks > 1 && blocks <= MOST_BLOCKS && taken.length() <= blocks;
      if (fits && capacity / blocks > 0 && taken.cardinality() < blocks) {
        return new IdBlocks(capacity, blocks, taken);
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new DataException("\"taken\" of an identifier template is not as it was written");
  }

  String text() {
    return blocks + ":" + Base64.getEncoder().encodeToString(taken.toByteArray());
  }

  /** How many identifiers lie in free blocks. */
  long free() {
    return freeBefore[freeBefore.length - 1] * size;
  }

  /** The number of the nth identifier, from 0, of those in free blocks. */
  long nthFree(long n) {
    int block = (int) (n / size);
    int word = 0;
    int beyond = freeBefore.length - 1;
    while (beyond - word > 1) {
      int middle = (word + beyond) >>> 1;
      if (freeBefore[middle] <= block) {
        word = middle;
      } else {
        beyond = middle;
      }
    }
    int at = taken.nextClearBit(64 * word);
    for (int left = block - freeBefore[word]; left > 0; left--) {
      at = taken.nextClearBit(at + 1);
    }
    return at * size + n % size;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof IdBlocks other
        && other.size == size
        && other.blocks == blocks
        && other.taken.equals(taken);
  }

  @Override
  public int hashCode() {
    return Objects.hash(size, blocks, taken);
  }
}
