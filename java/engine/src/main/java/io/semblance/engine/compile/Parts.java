package io.semblance.engine.compile;

import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Primitive;
import io.semblance.engine.graph.Shape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds values that can be computed in their place inside a concatenation, so that nothing need be
 * copied: rows stacked on rows lie one after the other in memory. A value has one such place at
 * most.
 */
final class Parts {
  /** Where a value stands: elements from {@code start} of {@code whole}'s memory. */
  record Place(Node whole, int start) {}

  private final Map<Node, Place> places = new HashMap<>();

  Parts(Views views) {
    Set<Node> wholes = new HashSet<>();
    for (Node n : views.computed()) {
      if (!n.is(Primitive.CONCAT) || !contiguous(n.shape(), axis(n))) {
        continue;
      }
      int at = 0;
      for (Node part : n.inputs()) {
        Node base = views.base(part);
        // A concatenation that has parts of its own is copied: parts of parts are rare.
        if (ownsMemory(base)
            && !wholes.contains(base)
            && places.putIfAbsent(base, new Place(n, at)) == null) {
          wholes.add(n);
        }
        at += part.shape().size();
      }
    }
  }

  /** The place of {@code n}, or null if it has memory of its own. */
  Place of(Node n) {
    return places.get(n);
  }

  /** Whether ranges along {@code axis} are ranges of memory. */
  static boolean contiguous(Shape s, int axis) {
    return s.product(0, axis) == 1;
  }

  private static int axis(Node concat) {
    return concat.attr(Attr.Axes.class).axes().get(0);
  }

  /** Whether computing the node fills memory that is not another node's. */
  private static boolean ownsMemory(Node n) {
    return !Views.isLeaf(n)
        && !n.is(Primitive.SLICE)
        && !n.is(Primitive.SUM)
        && !(n.is(Primitive.MATMUL) && n.inputs().size() > 2);
  }
}
