package io.semblance.engine.compile;

import static io.semblance.engine.graph.Ops.broadcast;
import static io.semblance.engine.graph.Ops.fill;
import static io.semblance.engine.graph.Ops.matmul;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.reshape;
import static io.semblance.engine.graph.Ops.sum;
import static io.semblance.engine.graph.Ops.transpose;

import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Exact;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Primitive;
import io.semblance.engine.graph.Shape;
import java.util.List;
import java.util.function.BinaryOperator;

/** Algebra that holds for all finite values: neutral elements, zeros, constants, views of views. */
final class Simplify extends Pass {
  @Override
  Node rewrite(Node original, Node n) {
    return switch (n.primitive()) {
      case STOP_GRADIENT -> n.input(0); // Only derivatives see it, and they have been taken.
      case ADD, MUL, DIV, MAX, GREATER, EXP, LOG, SQRT, TANH -> elementwise(n);
      case BROADCAST -> view(n, Simplify::repeated);
      case RESHAPE -> view(n, Simplify::reshaped);
      case SUM -> view(n, Simplify::summed);
      case TRANSPOSE -> view(n, Simplify::turned);
      case SLICE -> view(n, Simplify::part);
      case MATMUL -> product(n);
      case CONSTANT,
          VARIABLE,
          RANDOM,
          CONCAT,
          SEGMENT_SUM,
          SEGMENT_MAX,
          GATHER,
          SCATTER_ADD,
          LOOKUP,
          LOOKUP_ADD,
          PICK,
          PLACE,
          ROWS_LOG_SUM_EXP,
          CHOOSE ->
          n;
    };
  }

  private static Node elementwise(Node n) {
    if (n.inputs().stream().allMatch(i -> i.attr() instanceof Attr.Fill)) {
      return fill(n.shape(), fold(n));
    }
    Node small = beforeBroadcast(n);
    if (small != null) {
      return small;
    }
    if (n.inputs().size() == 1) {
      return n;
    }
    Node a = n.input(0);
    Node b = n.input(1);
    if (n.is(Primitive.ADD) || n.is(Primitive.MUL)) {
      // Constants to the right, else the older first: equal sums and products then look equal.
      boolean swap =
          a.attr() instanceof Attr.Fill || !(b.attr() instanceof Attr.Fill) && b.id() < a.id();
      return neutral(swap ? n.withInputs(List.of(b, a)) : n);
    }
    if (n.is(Primitive.DIV)) {
      return b.isFill(1) || a.isFill(0) ? a : n;
    }
    return n;
  }

  private static Node neutral(Node n) {
    Node a = n.input(0);
    Node b = n.input(1);
    if (n.is(Primitive.ADD)) {
      return b.isFill(0) ? a : n;
    }
    if (b.isFill(1)) {
      return a;
    }
    if (b.isFill(0)) {
      return b;
    }
    if (a.is(Primitive.MUL)
        && a.input(1).attr() instanceof Attr.Fill inner
        && b.attr() instanceof Attr.Fill outer) {
      double factor = inner.value() * outer.value();
      return factor == 1 ? a.input(0) : mul(a.input(0), factor);
    }
    return n;
  }

  /** f(broadcast(x)) is broadcast(f(x)): the same work on fewer elements. */
  private static Node beforeBroadcast(Node n) {
    Shape shape = null;
    for (Node in : n.inputs()) {
      if (in.is(Primitive.BROADCAST)) {
        Shape from = in.input(0).shape();
        if (shape != null && !shape.equals(from)) {
          return null;
        }
        shape = from;
      } else if (!(in.attr() instanceof Attr.Fill)) {
        return null;
      }
    }
    if (shape == null) {
      return null;
    }
    Shape small = shape;
    List<Node> inputs =
        n.inputs().stream()
            .map(in -> in.attr() instanceof Attr.Fill f ? fill(small, f.value()) : in.input(0))
            .toList();
    Node inner = Ops.elementwise(n.primitive(), inputs);
    return broadcast(elementwise(inner), n.shape());
  }

  private static double fold(Node n) {
    double a = n.input(0).attr(Attr.Fill.class).value();
    double b = n.inputs().size() < 2 ? 0 : n.input(1).attr(Attr.Fill.class).value();
    return Exact.of(n.primitive()).applyAsDouble(a, b);
  }

  /** The same number everywhere in what a view of one number shows; else {@code otherwise}. */
  private static Node view(Node n, BinaryOperator<Node> otherwise) {
    Node a = n.input(0);
    if (a.attr() instanceof Attr.Fill f) {
      double repeats = (double) a.shape().size() / n.shape().size();
      return fill(n.shape(), n.is(Primitive.SUM) ? f.value() * repeats : f.value());
    }
    return otherwise.apply(n, a);
  }

  private static Node reshaped(Node n, Node a) {
    return a.is(Primitive.RESHAPE) ? reshape(a.input(0), n.shape()) : n;
  }

  private static Node repeated(Node n, Node a) {
    return a.is(Primitive.BROADCAST) ? broadcast(a.input(0), n.shape()) : n;
  }

  private static Node summed(Node n, Node a) {
    return a.is(Primitive.BROADCAST) && a.input(0).shape().equals(n.shape())
        ? mul(a.input(0), (double) a.shape().size() / n.shape().size())
        : n;
  }

  /** Two transposes are one, or none. */
  private static Node turned(Node n, Node a) {
    List<Integer> outer = n.attr(Attr.Axes.class).axes();
    int[] order = outer.stream().mapToInt(Integer::intValue).toArray();
    Node from = a;
    if (a.is(Primitive.TRANSPOSE)) {
      List<Integer> inner = a.attr(Attr.Axes.class).axes();
      order = outer.stream().mapToInt(inner::get).toArray();
      from = a.input(0);
    }
    boolean same = true;
    for (int axis = 0; axis < order.length; axis++) {
      same &= order[axis] == axis;
    }
    return same ? from : from == a ? n : transpose(from, order);
  }

  /** A slice that is exactly one part of a concatenation is that part. */
  private static Node part(Node n, Node a) {
    Attr.Range r = n.attr(Attr.Range.class);
    if (a.is(Primitive.CONCAT) && a.attr(Attr.Axes.class).axes().get(0) == r.axis()) {
      int at = 0;
      for (Node p : a.inputs()) {
        int extent = p.shape().dim(r.axis());
        if (at == r.start() && extent == r.length()) {
          return p;
        }
        at += extent;
      }
    }
    return n;
  }

  private static Node product(Node n) {
    Node a = n.input(0);
    Node b = n.input(1);
    boolean empty = n.shape().size() == 0 || a.shape().size() == 0;
    if (empty || a.isFill(0) || b.isFill(0)) {
      return fill(n.shape(), 0);
    }
    Attr.Transposed t = n.attr(Attr.Transposed.class);
    int m = n.shape().dim(0);
    int columns = n.shape().dim(1);
    if (b.attr() instanceof Attr.Fill f) {
      // Every column is the sum of the rows of op(a), times a number.
      Node sums = reshape(sum(a, t.left() ? 0 : 1), Shape.of(m, 1));
      return broadcast(mul(sums, f.value()), n.shape());
    }
    if (a.shape().dim(t.left() ? 0 : 1) == 1) {
      Node column = broadcast(reshape(a, Shape.of(m, 1)), n.shape());
      return elementwise(mul(column, broadcast(reshape(b, Shape.of(1, columns)), n.shape())));
    }
    boolean ta = a.is(Primitive.TRANSPOSE);
    boolean tb = b.is(Primitive.TRANSPOSE);
    if (!ta && !tb) {
      return n;
    }
    return matmul(ta ? unturn(a) : a, t.left() ^ ta, tb ? unturn(b) : b, t.right() ^ tb);
  }

  /** The matrix under a transpose; an order of (0, 1) would not be one. */
  private static Node unturn(Node t) {
    return t.attr(Attr.Axes.class).axes().equals(List.of(1, 0))
        ? t.input(0)
        : transpose(t.input(0), 1, 0);
  }
}
