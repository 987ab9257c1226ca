package io.semblance.engine.compile;

import io.semblance.engine.graph.Node;
import java.util.Map;

/** Puts other nodes in the place of some, of which none may need any of those replaced. */
final class Replacement extends Pass {
  private final Map<Node, Node> replacements;

  Replacement(Map<Node, Node> replacements) {
    this.replacements = replacements;
  }

  @Override
  Node rewrite(Node original, Node n) {
    return replacements.getOrDefault(original, n);
  }
}
