package io.semblance.data.trees;

import java.util.Arrays;

/** One tree over bins; nodes are numbered from the root, 0. */
public final class Tree {

  private int[] feature = new int[15];
  private long[][] leftBins = new long[15][];
  private int[] left = new int[15];
  private int[] right = new int[15];
  private double[] value = new double[15];
  private int size;

  /** Adds a leaf and returns its number. */
  int leaf() {
    if (size == feature.length) {
      feature = Arrays.copyOf(feature, 2 * size);
      leftBins = Arrays.copyOf(leftBins, 2 * size);
      left = Arrays.copyOf(left, 2 * size);
      right = Arrays.copyOf(right, 2 * size);
      value = Arrays.copyOf(value, 2 * size);
    }
    feature[size] = -1;
    return size++;
  }

  void value(int node, double v) {
    value[node] = v;
  }

  /** Turns a leaf into an inner node with two new leaves. */
  void split(int node, Split split) {
    int first = leaf(); // may move the arrays, so before any of them is touched
    int second = leaf();
    feature[node] = split.feature();
    leftBins[node] = split.left();
    left[node] = first;
    right[node] = second;
  }

  /** The node that rows of the split go to. */
  public int left(int node) {
    return left[node];
  }

  /** The node that all other rows go to. */
  public int right(int node) {
    return right[node];
  }

  /** How many nodes there are. */
  public int size() {
    return size;
  }

  /** The column that a node is split by; -1 for a leaf. */
  public int feature(int node) {
    return feature[node];
  }

  /** The bins that go left, of a node that is split. */
  public long[] leftBins(int node) {
    return leftBins[node];
  }

  /** The value of the leaf that a row comes to. */
  public double predict(BinnedRows rows, int row) {
    int node = 0;
    while (feature[node] >= 0) {
      boolean goesLeft = Split.contains(leftBins[node], rows.bin(feature[node], row));
      node = goesLeft ? left[node] : right[node];
    }
    return value[node];
  }
}
