package io.semblance.quality.summary;

import java.util.function.LongConsumer;

/**
 * How often each key occurs, exactly while there are few distinct keys. Beyond the bound only keys
 * whose hash begins with some zero bits are kept, and one more bit each time the bound is met
 * again: distinct sampling (Gibbons, VLDB 2001). What is kept has its true count, and every 2^bits
 * of the distinct keys are in the sample, so the number of distinct keys is known up to a relative
 * error of about one over the root of the bound.
 */
public final class SampledCounts {
  private static final int FIRST_SLOTS = 64;

  private final int bound;
  private long[] keys = new long[FIRST_SLOTS];
  private int[] counts = new int[FIRST_SLOTS];
  private int size;
  private int bits;
  private long total;

  /**
   * An empty summary.
   *
   * @param bound how many distinct keys are kept at most
   */
  public SampledCounts(int bound) {
    this.bound = bound;
  }

  /**
   * Counts one occurrence of a key.
   *
   * @param key a hash of 64 well mixed bits
   * @return how often it has occurred by now, or 0 when it is not in the sample
   */
  public int add(long key) {
    total++;
    return put(key, 1);
  }

  private int put(long key, int times) {
    if (bits > 0 && key >>> (64 - bits) != 0) {
      return 0;
    }
    int slot = slot(key);
    if (counts[slot] > 0) {
      counts[slot] = (int) Math.min(Integer.MAX_VALUE, (long) counts[slot] + times);
      return counts[slot];
    }
    keys[slot] = key;
    counts[slot] = times;
    size++;
    if (size > bound) {
      bits++;
      rebuild(keys.length);
    } else if (3 * size > 2 * keys.length) {
      rebuild(2 * keys.length);
    }
    return times;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    // The leading bits of all that is kept are alike, so the trailing ones spread it.
    int slot = (int) key & mask;
    while (counts[slot] > 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rebuild(int slots) {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[slots];
    counts = new int[slots];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] > 0 && (bits == 0 || oldKeys[i] >>> (64 - bits) == 0)) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
        size++;
      }
    }
  }

  /** Adds all that another summary has seen. */
  public void merge(SampledCounts other) {
    total += other.total;
    if (other.bits > bits) {
      bits = other.bits;
      rebuild(keys.length);
    }
    for (int i = 0; i < other.keys.length; i++) {
      if (other.counts[i] > 0) {
        put(other.keys[i], other.counts[i]);
      }
    }
  }

  /** Whether all keys are kept, so that nothing is an estimate. */
  public boolean exact() {
    return bits == 0;
  }

  /** How many occurrences were counted. */
  public long total() {
    return total;
  }

  /** How often a key occurred; 0 when it is not in the sample. */
  public int count(long key) {
    return counts[slot(key)];
  }

  /** How many distinct keys there are. */
  public long distinct() {
    return Math.min(total, (long) size << bits);
  }

  /** How many keys occur exactly once. */
  public long once() {
    long n = 0;
    for (int count : counts) {
      n += count == 1 ? 1 : 0;
    }
    return Math.min(total, n << bits);
  }

  /** Visits the keys of the sample, in no order that means anything. */
  public void forEachKey(LongConsumer visitor) {
    for (int i = 0; i < keys.length; i++) {
      if (counts[i] > 0) {
        visitor.accept(keys[i]);
      }
    }
  }
}
