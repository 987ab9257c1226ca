package io.semblance.engine.compile;

import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A rewriting of a graph that changes no value. Nodes are visited inputs first. */
abstract class Pass {
  /** The roots rewritten, in the same order; shapes stay. */
  final List<Node> apply(List<Node> roots) {
    Map<Node, Node> rewritten = new HashMap<>();
    for (Node n : Gradients.ancestors(roots)) {
      Node same = n.withInputs(n.inputs().stream().map(rewritten::get).toList());
      rewritten.put(n, rewrite(same));
    }
    return roots.stream().map(rewritten::get).toList();
  }

  /**
   * An equivalent of {@code n}, whose inputs have been rewritten already; {@code n} itself if none
   * is better.
   */
  abstract Node rewrite(Node n);
}
