package io.semblance.data.trees;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Grows trees from histograms of derivatives, of one score or of several together (the gain is the
 * sum of theirs). Of two children only the smaller is summed, the other is the parent less the
 * smaller. Columns are shared among threads and each is summed by one thread in the order of the
 * rows, so the number of threads changes nothing.
 */
public final class TreeGrower {

  /** Fewer additions than this are done before another thread has woken up. */
  private static final long WORTH_SHARING = 200_000;

  private final BinnedRows rows;
  private final TreeOptions options;
  private final int outputs;
  private final boolean shared;
  private final SplitFinder finder;
  private final int[] offsets;
  private final int[] order;
  private final int[] spare;
  private final double[][] gradients;
  private final double[] hessians;
  private final Deque<double[]> pool = new ArrayDeque<>();
  private final double[] gains;

  /**
   * @param rows to grow trees from
   * @param outputs first derivatives of a row
   * @param shared whether columns are shared among the threads of the common pool
   */
  public TreeGrower(BinnedRows rows, TreeOptions options, int outputs, boolean shared) {
    this.rows = rows;
    this.options = options;
    this.outputs = outputs;
    this.shared = shared;
    this.finder = new SplitFinder(options, outputs);
    this.offsets = new int[rows.width() + 1];
    for (int c = 0; c < rows.width(); c++) {
      offsets[c + 1] = offsets[c] + (outputs + 1) * rows.mappers().get(c).bins();
    }
    this.order = new int[rows.rows()];
    this.spare = new int[rows.rows()];
    this.gradients = new double[outputs][rows.rows()];
    this.hessians = new double[rows.rows()];
    this.gains = new double[rows.width()];
  }

  /** Total gain of the splits on each column, over all trees grown so far. */
  public double[] gains() {
    return gains.clone();
  }

  /** What a leaf says. */
  @FunctionalInterface
  public interface Leaves {
    /**
     * The value of a leaf.
     *
     * @param rows its rows are those from {@code from} to before {@code to}; not to be changed
     * @param gradients sums of their first derivatives, by output
     * @param hessian sum of their second derivatives
     */
    double value(int leaf, int[] rows, int from, int to, double[] gradients, double hessian);
  }

  /** A node that may still be split: its rows are {@code order[begin..end)}. */
  private record Open(
      int node,
      int depth,
      int begin,
      int end,
      double[] histogram,
      double[] gradients,
      double hessian) {}

  /**
   * Grows a tree.
   *
   * @param gradient first derivatives of the loss by the scores, for each output of each row
   * @param hessian second derivative, of each row, for all outputs alike
   */
  public Tree grow(double[][] gradient, double[] hessian, Leaves leaves) {
    Arrays.setAll(order, i -> i);
    Tree tree = new Tree();
    double[] histogram = histogram(0, order.length, gradient, hessian);
    double[] sums = new double[outputs];
    Arrays.setAll(sums, k -> Arrays.stream(gradient[k]).sum());
    Deque<Open> open = new ArrayDeque<>(); // depth first: few histograms are needed at a time
    open.push(
        new Open(tree.leaf(), 0, 0, order.length, histogram, sums, Arrays.stream(hessian).sum()));
    while (!open.isEmpty()) {
      Open next = open.pop();
      Split split = next.depth == options.depth() ? null : best(next, gradient);
      if (split == null) {
        close(tree, next, leaves);
      } else {
        gains[split.feature()] += split.gain();
        children(tree, next, split, gradient, hessian, open);
      }
    }
    return tree;
  }

  /** The best gain of a single split on each column, 0 where none helps. */
  public double[] firstGains(double[][] gradient, double[] hessian) {
    Arrays.setAll(order, i -> i);
    double[] sums = new double[outputs];
    Arrays.setAll(sums, k -> Arrays.stream(gradient[k]).sum());
    double all = Arrays.stream(hessian).sum();
    double[] histogram = histogram(0, order.length, gradient, hessian);
    Split[] found = splits(new Open(0, 0, 0, order.length, histogram, sums, all), 0);
    pool.push(histogram);
    return Arrays.stream(found).mapToDouble(split -> split == null ? 0 : split.gain()).toArray();
  }

  private void close(Tree tree, Open open, Leaves leaves) {
    tree.value(
        open.node,
        leaves.value(open.node, order, open.begin, open.end, open.gradients, open.hessian));
    if (open.histogram != null) {
      pool.push(open.histogram);
    }
  }

  private Split best(Open open, double[][] gradient) {
    double least = options.minGain() == 0 ? 0 : options.minGain() * variance(open, gradient);
    Split best = null;
    for (Split split : splits(open, least)) {
      if (split != null && (best == null || split.gain() > best.gain())) {
        best = split;
      }
    }
    return best;
  }

  private Split[] splits(Open open, double least) {
    Split[] found = new Split[rows.width()];
    each(
        offsets[rows.width()],
        c ->
            found[c] =
                finder.find(
                    c,
                    rows.mappers().get(c),
                    open.histogram,
                    offsets[c],
                    open.gradients,
                    open.hessian,
                    least));
    return found;
  }

  /** Of the derivatives of a node's rows, all outputs together. */
  private double variance(Open open, double[][] gradient) {
    double squares = 0;
    int count = open.end - open.begin;
    for (int k = 0; k < outputs; k++) {
      double mean = open.gradients[k] / count;
      for (int i = open.begin; i < open.end; i++) {
        double d = gradient[k][order[i]] - mean;
        squares += d * d;
      }
    }
    return squares / count;
  }

  private void children(
      Tree tree,
      Open parent,
      Split split,
      double[][] gradient,
      double[] hessian,
      Deque<Open> open) {
    tree.split(parent.node, split);
    int middle = partition(parent, split);
    int depth = parent.depth + 1;
    double[] left = null;
    double[] right = null;
    if (depth < options.depth()) {
      boolean smallLeft = middle - parent.begin <= parent.end - middle;
      double[] small =
          smallLeft
              ? histogram(parent.begin, middle, gradient, hessian)
              : histogram(middle, parent.end, gradient, hessian);
      double[] large = parent.histogram;
      for (int k = 0; k < large.length; k++) {
        large[k] -= small[k];
      }
      left = smallLeft ? small : large;
      right = smallLeft ? large : small;
    } else {
      pool.push(parent.histogram);
    }
    double[] g = split.leftGradients();
    double[] others = parent.gradients.clone();
    Arrays.setAll(others, k -> others[k] - g[k]);
    double h = split.leftHessian();
    int node = parent.node;
    open.push(
        new Open(tree.right(node), depth, middle, parent.end, right, others, parent.hessian - h));
    open.push(new Open(tree.left(node), depth, parent.begin, middle, left, g, h));
  }

  /** Rows that go left first, both sides in the order they had. */
  private int partition(Open open, Split split) {
    byte[] bins = rows.column(split.feature());
    int left = open.begin;
    int right = 0;
    for (int i = open.begin; i < open.end; i++) {
      int row = order[i];
      if (Split.contains(split.left(), bins[row] & 0xff)) {
        order[left++] = row;
      } else {
        spare[right++] = row;
      }
    }
    System.arraycopy(spare, 0, order, left, right);
    return left;
  }

  private double[] histogram(int begin, int end, double[][] gradient, double[] hessian) {
    double[] out = pool.isEmpty() ? new double[offsets[rows.width()]] : pool.pop();
    Arrays.fill(out, 0);
    int count = end - begin;
    for (int i = 0; i < count; i++) { // gathered once, read once per column
      int row = order[begin + i];
      hessians[i] = hessian[row];
      for (int k = 0; k < outputs; k++) {
        gradients[k][i] = gradient[k][row];
      }
    }
    each(
        (long) count * rows.width() * outputs,
        c -> {
          if (outputs == 1) {
            addOne(rows.column(c), begin, count, out, offsets[c]);
          } else {
            add(rows.column(c), begin, count, out, offsets[c]);
          }
        });
    return out;
  }

  private void addOne(byte[] bins, int begin, int count, double[] out, int offset) {
    double[] only = gradients[0];
    for (int i = 0; i < count; i++) {
      int at = offset + 2 * (bins[order[begin + i]] & 0xff);
      out[at] += only[i];
      out[at + 1] += hessians[i];
    }
  }

  private void add(byte[] bins, int begin, int count, double[] out, int offset) {
    for (int i = 0; i < count; i++) {
      int at = offset + (outputs + 1) * (bins[order[begin + i]] & 0xff);
      for (int k = 0; k < outputs; k++) {
        out[at + k] += gradients[k][i];
      }
      out[at + outputs] += hessians[i];
    }
  }

  private void each(long work, IntConsumer task) {
    IntStream columns = IntStream.range(0, rows.width());
    (shared && work > WORTH_SHARING ? columns.parallel() : columns).forEach(task);
  }
}
