package io.semblance.engine.compile;

import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Primitive;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stacks products with the same right factor and independent left factors, such as the critic's
 * layer on real, generated and mixed rows, or a recurrent net's projection of its inputs over all
 * steps: [a; b; c] W is one product, whose parts are rows of the result. Stacking and taking apart
 * cost nothing where {@link Lowering} computes the parts in their places.
 */
final class StackProducts {
  /**
   * Products with one factor that may follow on one another where they are still stacked. Those of
   * a recurrent layer's steps are as many as the steps: stacked over several sequences they would
   * be copied together and apart at each step, and the graph rewritten as often.
   */
  private static final int MOST_LEVELS = 8;

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
    Map<Right, List<Integer>> byRight = new LinkedHashMap<>();
    Map<Node, Integer> places = new HashMap<>();
    int[][] inputs = new int[order.size()][];
    for (int i = 0; i < inputs.length; i++) {
      Node n = order.get(i);
      places.put(n, i);
      inputs[i] = n.inputs().stream().mapToInt(places::get).toArray();
      if (n.is(Primitive.MATMUL) && !n.attr(Attr.Transposed.class).left()) {
        byRight
            .computeIfAbsent(
                new Right(n.input(1), n.attr(Attr.Transposed.class).right()),
                k -> new ArrayList<>())
            .add(i);
      }
    }
    for (List<Integer> candidates : byRight.values()) {
      List<Integer> stack = independent(inputs, candidates);
      if (stack.size() > 1) {
        // The same order as in earlier stacks, so that what belongs together stays side by side.
        return stack.stream()
            .map(order::get)
            .sorted(Comparator.comparingInt(StackProducts::earlierPlace))
            .toList();
      }
    }
    return null;
  }

  /**
   * The first candidates that do not depend on each other, in topological order; none if each
   * depends on the one before, as the steps of one sequence do. Found by how many candidates lie on
   * the longest way to each: those with equally many are independent.
   *
   * @param inputs of all nodes, by their places in topological order
   */
  private static List<Integer> independent(int[][] inputs, List<Integer> candidates) {
    if (candidates.size() < 2) {
      return List.of();
    }
    int[] depth = new int[inputs.length];
    BitSet candidate = new BitSet();
    candidates.forEach(candidate::set);
    for (int i = candidates.get(0); i < inputs.length; i++) {
      int deepest = 0;
      for (int in : inputs[i]) {
        deepest = Math.max(deepest, depth[in]);
      }
      depth[i] = candidate.get(i) ? deepest + 1 : deepest;
    }
    Map<Integer, List<Integer>> levels = new TreeMap<>();
    for (int i : candidates) {
      levels.computeIfAbsent(depth[i], d -> new ArrayList<>()).add(i);
    }
    return levels.size() > MOST_LEVELS
        ? List.of()
        : levels.values().stream().filter(l -> l.size() > 1).findFirst().orElse(List.of());
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
