package io.semblance.engine.compile;

import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A rewriting of a graph that changes no value. Nodes are visited inputs first. */
abstract class Pass {
  /** The roots rewritten, in the same order; shapes stay. */
  List<Node> apply(List<Node> roots) {
    Map<Node, Node> rewritten = new HashMap<>();
    for (Node n : Gradients.ancestors(roots)) {
      Node same = n.withInputs(n.inputs().stream().map(rewritten::get).toList());
      rewritten.put(n, rewrite(n, same));
    }
    return roots.stream().map(rewritten::get).toList();
  }

  /**
   * An equivalent of {@code n}; {@code n} itself if none is better.
   *
   * @param original the node as it was
   * @param n the same with its inputs rewritten
   */
  abstract Node rewrite(Node original, Node n);
}
