package io.semblance.quality.summary;

import io.semblance.data.Hash;
import java.util.Arrays;

/**
 * Quantiles of a stream in a few kilobytes: the sketch of Karnin, Lang and Liberty (FOCS 2016). A
 * value at level h stands for 2^h values; a full level is sorted and every second value promoted,
 * from an offset that in the paper is a coin and here a counter's bit, so that results repeat. With
 * {@value #CAPACITY} values at the top the rank error is well below half a percent.
 *
 * <p>Our own code rather than a library's: the ones at hand flip real coins, so that two runs
 * differ, or read memory in ways that tie them to a range of JDKs; and this is all there is to it.
 */
public final class KllSketch {
  private static final int CAPACITY = 1024;
  private static final double SHRINK = 2.0 / 3;
  private static final int SMALLEST = 8;

  private double[][] levels = {new double[CAPACITY]};
  private int[] sizes = {0};
  private long count;
  private long coins;

  /** Adds one finite value. */
  public void add(double x) {
    push(0, x);
    count++;
  }

  /** Adds one finite value many times. */
  public void add(double x, long times) {
    count += times;
    long rest = times;
    for (int level = 0; rest > 0; level++, rest >>= 1) {
      if ((rest & 1) == 1) {
        push(level, x);
      }
    }
  }

  /** Adds all that another sketch has seen. */
  public void merge(KllSketch other) {
    for (int level = 0; level < other.sizes.length; level++) {
      for (int i = 0; i < other.sizes[level]; i++) {
        push(level, other.levels[level][i]);
      }
    }
    count += other.count;
  }

  /** How many values came in. */
  public long count() {
    return count;
  }

  private void push(int level, double x) {
    grow(level);
    if (sizes[level] == levels[level].length) {
      levels[level] = Arrays.copyOf(levels[level], 2 * levels[level].length);
    }
    levels[level][sizes[level]++] = x;
    int full = level;
    while (sizes[full] >= capacity(full)) {
      compact(full);
      full++;
    }
  }

  private void grow(int level) {
    int had = levels.length;
    if (level >= had) {
      levels = Arrays.copyOf(levels, level + 1);
      sizes = Arrays.copyOf(sizes, level + 1);
      for (int i = had; i <= level; i++) {
        levels[i] = new double[SMALLEST];
      }
    }
  }

  /** The top level is large, and each one below it a third smaller. */
  private int capacity(int level) {
    int below = levels.length - 1 - level;
    return Math.max(SMALLEST, (int) (CAPACITY * Math.pow(SHRINK, below)));
  }

  private void compact(int level) {
    double[] values = levels[level];
    int n = sizes[level];
    Arrays.sort(values, 0, n);
    int offset = (int) (Hash.mix(coins++) & 1);
    grow(level + 1);
    int paired = n & ~1;
    double odd = values[n - 1];
    sizes[level] = 0;
    for (int i = offset; i < paired; i += 2) {
      double promoted = values[i];
      if (sizes[level + 1] == levels[level + 1].length) {
        levels[level + 1] = Arrays.copyOf(levels[level + 1], 2 * levels[level + 1].length);
      }
      levels[level + 1][sizes[level + 1]++] = promoted;
    }
    if (paired < n) {
      values[0] = odd;
      sizes[level] = 1;
    }
  }

  /** The values held and how many each stands for. */
  public Distribution distribution() {
    int n = 0;
    for (int size : sizes) {
      n += size;
    }
    double[] values = new double[n];
    long[] weights = new long[n];
    int at = 0;
    for (int level = 0; level < sizes.length; level++) {
      for (int i = 0; i < sizes[level]; i++) {
        values[at] = levels[level][i];
        weights[at++] = 1L << level;
      }
    }
    return Distribution.of(values, weights, false);
  }
}
