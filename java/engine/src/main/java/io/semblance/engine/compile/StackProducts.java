package io.semblance.engine.compile;

import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Primitive;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stacks products with the same right factor and independent left factors, such as the critic's
 * layer on real, generated and mixed rows, or a recurrent net's projection of its inputs over all
 * steps: [a; b; c] W is one product, whose parts are rows of the result. Stacking and taking apart
 * cost nothing where {@link Lowering} computes the parts in their places.
 */
final class StackProducts {
  private record Right(Node factor, boolean transposed) {}

  private StackProducts() {}

  /** The roots rewritten, in the same order. */
  static List<Node> apply(List<Node> roots) {
    List<Node> current = roots;
    while (true) {
      List<Node> stack = next(current);
      if (stack == null) {
        return current;
      }
      current = new Replacement(replacements(stack)).apply(current);
    }
  }

  /** The first set of products that may be stacked, or null. */
  private static List<Node> next(List<Node> roots) {
    List<Node> order = Gradients.ancestors(roots);
    Map<Right, List<Node>> byRight = new LinkedHashMap<>();
    for (Node n : order) {
      if (n.is(Primitive.MATMUL) && !n.attr(Attr.Transposed.class).left()) {
        byRight
            .computeIfAbsent(
                new Right(n.input(1), n.attr(Attr.Transposed.class).right()),
                k -> new ArrayList<>())
            .add(n);
      }
    }
    for (List<Node> candidates : byRight.values()) {
      // In topological order a product that depends on the first ones can only come after them.
      while (candidates.size() > 1) {
        List<Node> stack = independent(order, candidates);
        if (stack.size() > 1) {
          return stack;
        }
        candidates.remove(0);
      }
    }
    return null;
  }

  /** The first candidate and those that neither depend on it nor on each other. */
  private static List<Node> independent(List<Node> order, List<Node> candidates) {
    List<Node> chosen = new ArrayList<>();
    Map<Node, Boolean> depends = new HashMap<>();
    for (Node n : order) {
      boolean after = n.inputs().stream().anyMatch(in -> depends.get(in));
      boolean take = !after && candidates.contains(n);
      if (take) {
        chosen.add(n);
      }
      depends.put(n, after || take);
    }
    // The same order as in earlier stacks, so that what belongs together stays side by side.
    chosen.sort(Comparator.comparingInt(StackProducts::earlierPlace));
    return chosen;
  }

  /** The first row that the product's left factor takes from the stacks next to it. */
  private static int earlierPlace(Node product) {
    int first = Integer.MAX_VALUE;
    Deque<Node> open = new ArrayDeque<>(List.of(product.input(0)));
    Set<Node> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Node n = open.pop();
      boolean part = n.is(Primitive.SLICE) && n.input(0).is(Primitive.MATMUL);
      if (part && n.attr(Attr.Range.class).axis() == 0) {
        first = Math.min(first, n.attr(Attr.Range.class).start());
      } else if (seen.add(n)) {
        open.addAll(n.inputs());
      }
    }
    return first;
  }

  private static Map<Node, Node> replacements(List<Node> stack) {
    Node first = stack.get(0);
    Node left = Ops.concat(0, stack.stream().map(n -> n.input(0)).toList());
    Node product =
        Ops.matmul(left, false, first.input(1), first.attr(Attr.Transposed.class).right());
    Map<Node, Node> parts = new HashMap<>();
    int row = 0;
    for (Node n : stack) {
      parts.put(n, Ops.slice(product, 0, row, n.shape().rows()));
      row += n.shape().rows();
    }
    return parts;
  }
}
