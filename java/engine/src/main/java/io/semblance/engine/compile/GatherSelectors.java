package io.semblance.engine.compile;

import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Primitive;
import java.util.HashMap;
import java.util.Map;

/**
 * Brings factors together that only select and scale: slopes of rectifiers and dropout masks. A
 * network's forward pass computes (z s) m, its backward pass (g m) s, the slope of the gradient
 * penalty (t s) m; as z (s m), g (s m) and t (s m) they share one factor, so one multiplication and
 * one array instead of two each.
 */
final class GatherSelectors extends Pass {
  private final Map<Node, Boolean> selectors = new HashMap<>();

  @Override
  Node rewrite(Node original, Node n) {
    if (!n.is(Primitive.MUL) || isSelector(n)) {
      return n;
    }
    Node outer = selectorOf(n);
    Node rest = outer == null ? null : other(n, outer);
    if (rest == null || !rest.is(Primitive.MUL)) {
      return n;
    }
    Node inner = selectorOf(rest);
    if (inner == null) {
      return n;
    }
    // The older first, so that products met in either order are equal.
    boolean swap = outer.id() < inner.id();
    Node both = Ops.mul(swap ? outer : inner, swap ? inner : outer);
    return Ops.mul(other(rest, inner), both);
  }

  private Node selectorOf(Node product) {
    return isSelector(product.input(1))
        ? product.input(1)
        : isSelector(product.input(0)) ? product.input(0) : null;
  }

  private static Node other(Node product, Node factor) {
    return product.input(0) == factor ? product.input(1) : product.input(0);
  }

  /** Whether the node is made of comparisons and constants alone, so takes only a few values. */
  private boolean isSelector(Node n) {
    Boolean known = selectors.get(n);
    if (known != null) {
      return known;
    }
    boolean is =
        n.is(Primitive.GREATER)
            || (n.is(Primitive.ADD) || n.is(Primitive.MUL))
                && n.inputs().stream().anyMatch(this::isSelector)
                && n.inputs().stream()
                    .allMatch(i -> i.attr() instanceof Attr.Fill || isSelector(i));
    selectors.put(n, is);
    return is;
  }
}
