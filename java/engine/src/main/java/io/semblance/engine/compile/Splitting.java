package io.semblance.engine.compile;

import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes long chains apart into work that has nothing in common, such as the optimiser's on several
 * weights of one shape: together it would save no memory traffic, only need more registers and more
 * streams of memory at once than a processor has.
 */
final class Splitting {
  /** Operations up to which a chain is left whole. */
  private static final int LONG = 32;

  private Splitting() {}

  /** The chain, or several that together do the same, each in the order of the chain. */
  static List<List<Node>> of(List<Node> chain, Views views) {
    if (chain.size() <= LONG) {
      return List.of(chain);
    }
    Map<Node, Node> parents = new HashMap<>();
    for (Node n : chain) {
      parents.putIfAbsent(n, n);
      for (Node in : n.inputs()) {
        if (views.access(in) == Where.INPUT) {
          Node base = views.base(in);
          parents.putIfAbsent(base, base);
          parents.put(root(n, parents), root(base, parents));
        }
      }
    }
    Map<Node, List<Node>> connected = new LinkedHashMap<>();
    for (Node n : chain) {
      connected.computeIfAbsent(root(n, parents), r -> new ArrayList<>()).add(n);
    }
    List<List<Node>> parts = new ArrayList<>();
    for (List<Node> part : connected.values()) {
      List<Node> last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
      if (last != null && last.size() + part.size() <= LONG) {
        last.addAll(part);
      } else {
        parts.add(part);
      }
    }
    return parts;
  }

  private static Node root(Node n, Map<Node, Node> parents) {
    Node at = n;
    while (parents.get(at) != at) {
      at = parents.get(at);
    }
    return at;
  }
}
