package io.semblance.synth.cart;

import java.util.Arrays;

/**
 * A tree that ends in shares of codes. Nodes are numbered from the root, 0; children have greater
 * numbers than their parents.
 *
 * @param feature the variable that a node is split by; -1 for a leaf
 * @param left the node that codes of the set go to; -1 for a leaf
 * @param right the node that others go to; -1 for a leaf
 * @param sets bins that go left, four words a node; of leaves none
 * @param from where the codes of a leaf begin; one more than there are nodes
 * @param codes of the leaves, one leaf after the other
 * @param sums shares of the codes up to each, those of a leaf ending in 1
 */
record CodeTree(
    int[] feature, int[] left, int[] right, long[] sets, int[] from, int[] codes, float[] sums) {

  /**
   * Draws a code.
   *
   * @param bins of the codes of a row that are drawn already
   * @param uniform in [0, 1)
   */
  int draw(byte[] bins, double uniform) {
    int node = 0;
    while (feature[node] >= 0) {
      int bin = bins[feature[node]] & 0xff;
      boolean goesLeft = (sets[4 * node + (bin >> 6)] >>> bin & 1) != 0;
      node = goesLeft ? left[node] : right[node];
    }
    int at = Arrays.binarySearch(sums, from[node], from[node + 1], (float) uniform);
    int place = at >= 0 ? at + 1 : -at - 1;
    return codes[Math.min(place, from[node + 1] - 1)];
  }

  /** Collects nodes. */
  static final class Builder {
    private final int[] feature;
    private final int[] left;
    private final int[] right;
    private final long[] sets;
    private final int[] from;
    private int[] codes = new int[64];
    private float[] sums = new float[64];
    private int size;
    private int nodes;

    Builder(int count) {
      feature = new int[count];
      left = new int[count];
      right = new int[count];
      sets = new long[4 * count];
      from = new int[count + 1];
      Arrays.fill(feature, -1);
      Arrays.fill(left, -1);
      Arrays.fill(right, -1);
    }

    /** The next node, which is split. */
    void inner(int by, long[] set, int leftNode, int rightNode) {
      feature[nodes] = by;
      left[nodes] = leftNode;
      right[nodes] = rightNode;
      System.arraycopy(set, 0, sets, 4 * nodes, 4);
      from[++nodes] = size;
    }

    /** The next node, a leaf with these shares; those below {@code least} are left out. */
    void leaf(double[] shares, double least) {
      double all = 0;
      for (double share : shares) {
        all += share >= least ? share : 0;
      }
      double sum = 0;
      for (int code = 0; code < shares.length; code++) {
        if (shares[code] >= least) {
          if (size == codes.length) {
            codes = Arrays.copyOf(codes, 2 * size);
            sums = Arrays.copyOf(sums, 2 * size);
          }
          sum += shares[code];
          codes[size] = code;
          sums[size++] = (float) (sum / all);
        }
      }
      sums[size - 1] = 1;
      from[++nodes] = size;
    }

    CodeTree tree() {
      return new CodeTree(
          feature, left, right, sets, from, Arrays.copyOf(codes, size), Arrays.copyOf(sums, size));
    }
  }

  /**
   * Whether it is a tree of so many codes that looks at variables before its own alone.
   *
   * @param variable its own number
   */
  boolean sound(int variable, int states) {
    int nodes = feature.length;
    boolean sound =
        nodes > 0
            && left.length == nodes
            && right.length == nodes
            && sets.length == 4 * nodes
            && from.length == nodes + 1
            && codes.length == sums.length
            && from[0] == 0
            && from[nodes] == codes.length;
    for (int node = 0; sound && node < nodes; node++) {
      boolean leaf = feature[node] < 0;
      sound =
          from[node + 1] >= from[node]
              && from[node + 1] <= codes.length
              && leaf == from[node + 1] > from[node]
              && (leaf
                  ? sums[from[node + 1] - 1] == 1
                  : feature[node] < variable
                      && Math.min(left[node], right[node]) > node
                      && Math.max(left[node], right[node]) < nodes);
      for (int i = from[node]; sound && i < from[node + 1]; i++) {
        sound = codes[i] >= 0 && codes[i] < states && sums[i] >= (i > from[node] ? sums[i - 1] : 0);
      }
    }
    return sound;
  }
}
