package io.semblance.engine.compile;

import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Primitive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a sum of products one product after the other into the same memory: a b + c d is {@code
 * MATMUL(c, d, MATMUL(a, b))}, the third input being what the product is added to. The gradient of
 * a weight that is used several times is such a sum.
 */
final class AccumulateProducts extends Pass {
  private final Map<Node, Integer> uses = new HashMap<>();

  @Override
  List<Node> apply(List<Node> roots) {
    roots.forEach(r -> uses.merge(r, 1, Integer::sum));
    for (Node n : Gradients.ancestors(roots)) {
      n.inputs().forEach(in -> uses.merge(in, 1, Integer::sum));
    }
    return super.apply(roots);
  }

  @Override
  Node rewrite(Node original, Node n) {
    if (!n.is(Primitive.ADD)
        || !isProduct(original.input(0), n.input(0))
        || !isProduct(original.input(1), n.input(1))) {
      return n;
    }
    Node first = n.input(0);
    Node second = n.input(1);
    if (second.inputs().size() == 2) {
      return second.withInputs(List.of(second.input(0), second.input(1), first));
    }
    return first.inputs().size() == 2
        ? first.withInputs(List.of(first.input(0), first.input(1), second))
        : n;
  }

  /** Whether the node is a product, or a sum of them, that nobody else reads. */
  private boolean isProduct(Node original, Node rewritten) {
    return rewritten.is(Primitive.MATMUL) && uses.get(original) == 1;
  }
}
