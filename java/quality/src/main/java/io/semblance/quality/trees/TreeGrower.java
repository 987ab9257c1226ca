package io.semblance.quality.trees;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Grows trees level by level from histograms of derivatives. Of two children only the smaller is
 * summed, the other is the parent less the smaller. Columns are shared among threads and each is
 * summed by one thread in the order of the rows, so the number of threads changes nothing.
 */
final class TreeGrower {

  /** Fewer additions than this are done before another thread has woken up. */
  private static final long WORTH_SHARING = 200_000;

  private final BinnedRows rows;
  private final BoostingOptions options;
  private final SplitFinder finder;
  private final int[] offsets;
  private final int[] order;
  private final int[] spare;
  private final double[] gradients;
  private final double[] hessians;
  private final Deque<double[]> pool = new ArrayDeque<>();
  private final double[] gains;

  TreeGrower(BinnedRows rows, BoostingOptions options) {
    this.rows = rows;
    this.options = options;
    this.finder = new SplitFinder(options);
    this.offsets = new int[rows.width() + 1];
    for (int c = 0; c < rows.width(); c++) {
      offsets[c + 1] = offsets[c] + 2 * rows.mappers().get(c).bins();
    }
    this.order = new int[rows.rows()];
    this.spare = new int[rows.rows()];
    this.gradients = new double[rows.rows()];
    this.hessians = new double[rows.rows()];
    this.gains = new double[rows.width()];
  }

  /** Total gain of the splits on each column, over all trees grown so far. */
  double[] gains() {
    return gains.clone();
  }

  /** A node that may still be split: its rows are {@code order[begin..end)}. */
  private record Open(
      int node, int begin, int end, double[] histogram, double gradient, double hessian) {}

  /**
   * Grows a tree and adds its values to the scores of the rows that it was grown from.
   *
   * @param gradient first derivative of the loss by the score, per row
   * @param hessian second derivative, per row
   * @param scores one per row; changed
   */
  Tree grow(double[] gradient, double[] hessian, double[] scores) {
    Arrays.setAll(order, i -> i);
    Tree tree = new Tree();
    double[] histogram = histogram(0, order.length, gradient, hessian);
    Open root =
        new Open(
            tree.leaf(),
            0,
            order.length,
            histogram,
            Arrays.stream(gradient).sum(),
            Arrays.stream(hessian).sum());
    List<Open> level = List.of(root);
    for (int depth = 0; depth < options.depth() && !level.isEmpty(); depth++) {
      List<Open> next = new ArrayList<>();
      boolean last = depth + 1 == options.depth();
      for (Open open : level) {
        Split split = best(open);
        if (split == null) {
          close(tree, open, scores);
        } else {
          gains[split.feature()] += split.gain();
          children(tree, open, split, last, gradient, hessian, next);
        }
      }
      level = next;
    }
    for (Open open : level) {
      close(tree, open, scores);
    }
    return tree;
  }

  private void close(Tree tree, Open open, double[] scores) {
    double value = -options.learningRate() * open.gradient / (open.hessian + options.lambda());
    tree.value(open.node, value);
    for (int i = open.begin; i < open.end; i++) {
      scores[order[i]] += value;
    }
    if (open.histogram != null) {
      pool.push(open.histogram);
    }
  }

  private Split best(Open open) {
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
                    open.gradient,
                    open.hessian));
    Split best = null;
    for (Split split : found) {
      if (split != null && (best == null || split.gain() > best.gain())) {
        best = split;
      }
    }
    return best;
  }

  private void children(
      Tree tree,
      Open open,
      Split split,
      boolean last,
      double[] gradient,
      double[] hessian,
      List<Open> next) {
    tree.split(open.node, split);
    int middle = partition(open, split);
    double[] left = null;
    double[] right = null;
    if (!last) {
      boolean smallLeft = middle - open.begin <= open.end - middle;
      double[] small =
          smallLeft
              ? histogram(open.begin, middle, gradient, hessian)
              : histogram(middle, open.end, gradient, hessian);
      double[] large = open.histogram;
      for (int k = 0; k < large.length; k++) {
        large[k] -= small[k];
      }
      left = smallLeft ? small : large;
      right = smallLeft ? large : small;
    } else {
      pool.push(open.histogram);
    }
    double g = split.leftGradient();
    double h = split.leftHessian();
    next.add(new Open(tree.left(open.node), open.begin, middle, left, g, h));
    next.add(
        new Open(
            tree.right(open.node), middle, open.end, right, open.gradient - g, open.hessian - h));
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

  private double[] histogram(int begin, int end, double[] gradient, double[] hessian) {
    double[] out = pool.isEmpty() ? new double[offsets[rows.width()]] : pool.pop();
    Arrays.fill(out, 0);
    int count = end - begin;
    for (int i = 0; i < count; i++) { // gathered once, read once per column
      int row = order[begin + i];
      gradients[i] = gradient[row];
      hessians[i] = hessian[row];
    }
    each(
        (long) count * rows.width(),
        c -> {
          byte[] bins = rows.column(c);
          int offset = offsets[c];
          for (int i = 0; i < count; i++) {
            int at = offset + 2 * (bins[order[begin + i]] & 0xff);
            out[at] += gradients[i];
            out[at + 1] += hessians[i];
          }
        });
    return out;
  }

  private void each(long work, IntConsumer task) {
    IntStream columns = IntStream.range(0, rows.width());
    (work > WORTH_SHARING ? columns.parallel() : columns).forEach(task);
  }
}
