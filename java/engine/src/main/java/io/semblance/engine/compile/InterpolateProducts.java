package io.semblance.engine.compile;

import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Primitive;
import io.semblance.engine.graph.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A product with interpolated rows is the interpolation of the products: where u W and v W are
 * there, (u + b (v - u)) W is u W + b (v W - u W), with one number b for each row. So the first
 * layer of a critic costs nothing for the mixed rows of its gradient penalty, which lie between
 * real and generated ones, and a critic of rectifiers does not need the mixed rows at all. Columns
 * that stand beside the interpolated ones, such as a condition, may be anything that u and v have
 * beside them too.
 */
final class InterpolateProducts {
  /** A product by what it multiplies; the left factor as the parts that stand side by side. */
  private record Factors(List<Node> left, Node right, boolean transposed) {
    static Factors of(Node product) {
      Node left = product.input(0);
      boolean parts =
          left.is(Primitive.CONCAT) && left.attr(Attr.Axes.class).axes().equals(List.of(1));
      return new Factors(
          parts ? left.inputs() : List.of(left),
          product.input(1),
          product.attr(Attr.Transposed.class).right());
    }

    /** The same product with another node in one part of the left factor. */
    Factors with(int part, Node other) {
      List<Node> parts = new ArrayList<>(left);
      parts.set(part, other);
      return new Factors(parts, right, transposed);
    }
  }

  /** {@code from + share * (to - from)}; the share is a column. */
  private record Interpolation(Node from, Node to, Node share) {}

  private InterpolateProducts() {}

  /** The roots rewritten, in the same order. */
  static List<Node> apply(List<Node> roots) {
    List<Node> current = roots;
    while (true) {
      Map<Node, Node> next = next(current);
      if (next.isEmpty()) {
        return current;
      }
      current = new Replacement(next).apply(current);
    }
  }

  /** The first product that is better interpolated, and what to put in its place. */
  private static Map<Node, Node> next(List<Node> roots) {
    Map<Factors, Node> products = new LinkedHashMap<>();
    for (Node n : Gradients.ancestors(roots)) {
      if (n.is(Primitive.MATMUL) && !n.attr(Attr.Transposed.class).left()) {
        products.put(Factors.of(n), n);
      }
    }
    for (Map.Entry<Factors, Node> entry : products.entrySet()) {
      Factors factors = entry.getKey();
      for (int part = 0; part < factors.left().size(); part++) {
        Interpolation i = interpolation(factors.left().get(part));
        Node from = i == null ? null : products.get(factors.with(part, i.from()));
        Node to = i == null ? null : products.get(factors.with(part, i.to()));
        if (from != null && to != null) {
          return Map.of(entry.getValue(), Ops.add(from, Ops.mul(i.share(), Ops.sub(to, from))));
        }
      }
    }
    return Map.of();
  }

  private static Interpolation interpolation(Node sum) {
    if (!sum.is(Primitive.ADD)) {
      return null;
    }
    for (int i = 0; i < 2; i++) {
      Node from = sum.input(i);
      Node step = sum.input(1 - i);
      for (int j = 0; step.is(Primitive.MUL) && j < 2; j++) {
        Node share = columnOf(step.input(j));
        Node to = share == null ? null : minuend(step.input(1 - j), from);
        if (to != null) {
          return new Interpolation(from, to, share);
        }
      }
    }
    return null;
  }

  /** The column that a matrix repeats in all columns, or null. */
  private static Node columnOf(Node matrix) {
    Shape column = Shape.of(matrix.shape().dim(0), 1);
    return matrix.is(Primitive.BROADCAST) && matrix.input(0).shape().equals(column)
        ? matrix.input(0)
        : null;
  }

  /** The a of {@code a - subtrahend}, or null. */
  private static Node minuend(Node difference, Node subtrahend) {
    for (int i = 0; difference.is(Primitive.ADD) && i < 2; i++) {
      Node negative = difference.input(i);
      if (negative.is(Primitive.MUL)
          && negative.input(0) == subtrahend
          && negative.input(1).isFill(-1)) {
        return difference.input(1 - i);
      }
    }
    return null;
  }
}
