package io.semblance.engine.graph;

import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.div;
import static io.semblance.engine.graph.Ops.exp;
import static io.semblance.engine.graph.Ops.greater;
import static io.semblance.engine.graph.Ops.log;
import static io.semblance.engine.graph.Ops.max;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.neg;
import static io.semblance.engine.graph.Ops.segmentMax;
import static io.semblance.engine.graph.Ops.segmentSum;
import static io.semblance.engine.graph.Ops.slice;
import static io.semblance.engine.graph.Ops.sqrt;
import static io.semblance.engine.graph.Ops.sub;
import static io.semblance.engine.graph.Ops.sum;
import static io.semblance.engine.graph.Ops.tanh;

import java.util.ArrayList;
import java.util.List;

/** Common functions composed from the primitives, so that they have derivatives of any order. */
public final class Functions {
  private Functions() {}

  /** x^2, element by element. */
  public static Node square(Node x) {
    return mul(x, x);
  }

  /** |x|, element by element; its derivative at 0 is taken as -1. */
  public static Node abs(Node x) {
    return max(x, neg(x));
  }

  /** max(x, 0), element by element; its derivative at 0 is 0. */
  public static Node relu(Node x) {
    return max(x, 0);
  }

  /** {@code x} brought into [low, high], element by element; no derivative flows from outside. */
  public static Node clamp(Node x, double low, double high) {
    return neg(max(neg(max(x, low)), -high));
  }

  /**
   * {@code x} where positive, else {@code slope * x}. Written as a product with the slope, which
   * the derivative then shares.
   */
  public static Node leakyRelu(Node x, double slope) {
    return mul(x, add(mul(greater(x, 0), 1 - slope), slope));
  }

  /** 1 / (1 + e^-x), by the hyperbolic tangent, which cannot overflow. */
  public static Node sigmoid(Node x) {
    return add(mul(tanh(mul(x, 0.5)), 0.5), 0.5);
  }

  /** log(1 + e^x), stable for large |x|. */
  public static Node softplus(Node x) {
    return add(relu(x), log(add(exp(neg(abs(x))), 1)));
  }

  /** The logarithm of the sigmoid, -log(1 + e^-x), stable for large |x|. */
  public static Node logSigmoid(Node x) {
    return neg(softplus(neg(x)));
  }

  /** Mean over all elements, a scalar. */
  public static Node mean(Node x) {
    return div(sum(x), x.shape().size());
  }

  /** Mean over {@code axes}, whose extents become 1. */
  public static Node mean(Node x, int... axes) {
    Node s = sum(x, axes);
    return div(s, (double) x.shape().size() / s.shape().size());
  }

  /** Euclidean norm of each row of a matrix, [rows, 1]; {@code guard} is added under the root. */
  public static Node rowNorm(Node x, double guard) {
    return sqrt(add(sum(square(x), 1), guard));
  }

  /** Softmax over each segment of the last axis; bounds as in {@link Attr.Segments}. */
  public static Node segmentSoftmax(Node x, List<Integer> bounds) {
    Node e = exp(sub(x, segmentMax(x, bounds)));
    return div(e, segmentSum(e, bounds));
  }

  /** Softmax over the last axis. */
  public static Node softmax(Node x) {
    return segmentSoftmax(x, List.of(0, x.shape().dim(-1)));
  }

  /** Logarithm of the softmax over each segment of the last axis. */
  public static Node segmentLogSoftmax(Node x, List<Integer> bounds) {
    Node shifted = sub(x, segmentMax(x, bounds));
    return sub(shifted, log(segmentSum(exp(shifted), bounds)));
  }

  /**
   * Each element becomes log(sum of e^x) over the segment of the last axis it stands in, stable for
   * large |x|; bounds as in {@link Attr.Segments}.
   */
  public static Node segmentLogSumExp(Node x, List<Integer> bounds) {
    Node largest = segmentMax(x, bounds);
    return add(largest, log(segmentSum(exp(sub(x, largest)), bounds)));
  }

  /** log(sum of e^x) over the last axis, whose extent becomes 1. */
  public static Node logSumExp(Node x) {
    int last = x.shape().rank() - 1;
    return slice(segmentLogSumExp(x, List.of(0, x.shape().dim(last))), last, 0, 1);
  }

  /**
   * Row s of {@code x} repeated over segment s of the first axis of the result.
   *
   * @param x [segments, columns]
   * @param bounds as in {@link Attr.Segments}, of the first axis
   */
  public static Node repeatRows(Node x, List<Integer> bounds) {
    int columns = x.shape().dim(1);
    if (x.attr() instanceof Attr.Fill f) {
      return Ops.fill(Shape.of(bounds.get(bounds.size() - 1), columns), f.value());
    }
    List<Node> parts = new ArrayList<>();
    for (int s = 0; s + 1 < bounds.size(); s++) {
      Shape part = Shape.of(bounds.get(s + 1) - bounds.get(s), columns);
      parts.add(Ops.broadcast(slice(x, 0, s, 1), part));
    }
    return Ops.concat(0, parts);
  }

  /**
   * Cross entropy, in nats, of categories given by scores: -log softmax(x)[t] over each segment of
   * the first axis, with t the code of what was seen.
   *
   * @param scores [states of all categories, rows]
   * @param codes [categories, rows], whole numbers from 0 on
   * @param bounds where the states of each category begin, as in {@link Attr.Segments}
   * @return [categories, rows]
   */
  public static Node crossEntropy(Node scores, Node codes, List<Integer> bounds) {
    return sub(Ops.rowsLogSumExp(scores, bounds), Ops.pick(scores, codes, bounds));
  }

  /** Standard Gumbel noise from uniform numbers on (0, 1): -log(-log u). */
  public static Node gumbel(Node uniform) {
    return neg(log(neg(log(uniform))));
  }

  /**
   * {@code x} where |x| exceeds {@code tiny}, else 0: keeps denormals, which are slow, out of
   * state.
   */
  public static Node flush(Node x, double tiny) {
    return mul(x, greater(abs(x), tiny));
  }
}
