package io.semblance.engine.graph;

import static io.semblance.engine.graph.Ops.broadcast;
import static io.semblance.engine.graph.Ops.div;
import static io.semblance.engine.graph.Ops.exp;
import static io.semblance.engine.graph.Ops.fill;
import static io.semblance.engine.graph.Ops.gather;
import static io.semblance.engine.graph.Ops.greater;
import static io.semblance.engine.graph.Ops.lookup;
import static io.semblance.engine.graph.Ops.lookupAdd;
import static io.semblance.engine.graph.Ops.matmul;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.neg;
import static io.semblance.engine.graph.Ops.pick;
import static io.semblance.engine.graph.Ops.place;
import static io.semblance.engine.graph.Ops.reshape;
import static io.semblance.engine.graph.Ops.scatterAdd;
import static io.semblance.engine.graph.Ops.segmentSum;
import static io.semblance.engine.graph.Ops.slice;
import static io.semblance.engine.graph.Ops.sub;
import static io.semblance.engine.graph.Ops.sum;
import static io.semblance.engine.graph.Ops.transpose;

import java.util.ArrayList;
import java.util.List;

/**
 * The table of derivatives: for each primitive, its vector-Jacobian product as graph operations. As
 * the rules yield expressions of primitives, derivatives of derivatives need nothing more.
 */
final class Derivatives {
  /**
   * Shares of a softmax below this are zero in its derivative. What follows from them is of no
   * account, but would be denormal numbers in products and squares, which slow them tenfold.
   */
  private static final double LEAST_SHARE = 1e-12;

  private Derivatives() {}

  /**
   * Cotangents of the inputs of {@code y} for the cotangent {@code g} of its value. An element is
   * null where the derivative is zero everywhere, which keeps zeros out of graphs from the start.
   */
  static List<Node> pullBack(Node y, Node g) {
    Node a = y.inputs().isEmpty() ? null : y.input(0);
    Node b = y.inputs().size() < 2 ? null : y.input(1);
    return switch (y.primitive()) {
      case CONSTANT, VARIABLE, RANDOM -> List.of();
      case GREATER, CHOOSE -> none(2);
      case STOP_GRADIENT, SEGMENT_MAX -> none(1);

      case ADD -> List.of(g, g);
      case MUL -> List.of(mul(g, b), mul(g, a));
      case DIV -> List.of(div(g, b), neg(div(mul(g, y), b)));
      case MAX -> {
        // At a tie the second input takes all, so that relu has derivative 0 at 0.
        Node first = greater(a, b);
        yield List.of(mul(g, first), mul(g, sub(fill(first.shape(), 1), first)));
      }
      case EXP -> List.of(mul(g, y));
      case LOG -> List.of(div(g, a));
      case SQRT -> List.of(div(mul(g, 0.5), y));
      case TANH -> List.of(mul(g, sub(fill(y.shape(), 1), mul(y, y))));

      case BROADCAST -> List.of(sum(g, repeatedAxes(a.shape(), y.shape())));
      case SUM -> List.of(broadcast(g, a.shape()));
      case RESHAPE -> List.of(reshape(g, a.shape()));
      case TRANSPOSE -> List.of(transpose(g, inverse(y.attr(Attr.Axes.class).axes())));
      case SLICE -> throw new IllegalStateException("Cotangents puts slices side by side");
      case CONCAT -> parts(y, g);

      case MATMUL -> matmulRule(y, a, b, g);
      case SEGMENT_SUM -> List.of(segmentSum(g, y.attr(Attr.Segments.class).bounds()));
      case GATHER -> {
        Attr.Rows r = y.attr(Attr.Rows.class);
        yield List.of(scatterAdd(g, r.index(), r.counter(), a.shape().dim(0)));
      }
      case SCATTER_ADD -> {
        Attr.Rows r = y.attr(Attr.Rows.class);
        yield List.of(gather(g, r.index(), r.counter(), a.shape().dim(0)));
      }
      case LOOKUP -> ofFirst(lookupAdd(g, b, a.shape().dim(0)));
      case LOOKUP_ADD -> ofFirst(lookup(g, b));
      case PICK -> ofFirst(place(g, b, y.attr(Attr.Segments.class).bounds()));
      case PLACE -> ofFirst(pick(g, b, y.attr(Attr.Segments.class).bounds()));
      case ROWS_LOG_SUM_EXP -> {
        List<Integer> bounds = y.attr(Attr.Segments.class).bounds();
        Node softmax = exp(sub(a, Functions.repeatRows(y, bounds)));
        Node shares = mul(softmax, greater(softmax, LEAST_SHARE));
        yield List.of(mul(shares, Functions.repeatRows(g, bounds)));
      }
    };
  }

  /** y = op(a) op(b): each factor's cotangent is g times the other, transposed to fit. */
  private static List<Node> matmulRule(Node y, Node a, Node b, Node g) {
    Attr.Transposed t = y.attr(Attr.Transposed.class);
    Node da = t.left() ? matmul(b, t.right(), g, true) : matmul(g, false, b, !t.right());
    Node db = t.right() ? matmul(g, true, a, t.left()) : matmul(a, !t.left(), g, false);
    return List.of(da, db);
  }

  /** Nothing flows to the codes. */
  private static List<Node> ofFirst(Node cotangent) {
    List<Node> all = none(2);
    all.set(0, cotangent);
    return all;
  }

  private static List<Node> none(int n) {
    List<Node> nulls = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      nulls.add(null);
    }
    return nulls;
  }

  private static int[] repeatedAxes(Shape from, Shape to) {
    int[] axes = new int[to.rank()];
    int n = 0;
    for (int i = 0; i < to.rank(); i++) {
      if (from.dim(i) != to.dim(i)) {
        axes[n++] = i;
      }
    }
    return java.util.Arrays.copyOf(axes, n);
  }

  private static int[] inverse(List<Integer> order) {
    int[] inverse = new int[order.size()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[order.get(i)] = i;
    }
    return inverse;
  }

  private static List<Node> parts(Node y, Node g) {
    int axis = y.attr(Attr.Axes.class).axes().get(0);
    List<Node> cotangents = new ArrayList<>();
    int at = 0;
    for (Node in : y.inputs()) {
      int extent = in.shape().dim(axis);
      cotangents.add(slice(g, axis, at, extent));
      at += extent;
    }
    return cotangents;
  }
}
