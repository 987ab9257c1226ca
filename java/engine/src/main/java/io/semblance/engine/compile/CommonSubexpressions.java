package io.semblance.engine.compile;

import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Primitive;
import io.semblance.engine.graph.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes equal expressions once. Random numbers are equal when stream, counter and shape are. */
final class CommonSubexpressions extends Pass {
  private record Key(Primitive primitive, Shape shape, Attr attr, List<Node> inputs) {}

  private final Map<Key, Node> known = new HashMap<>();

  @Override
  Node rewrite(Node original, Node n) {
    Node first = known.putIfAbsent(new Key(n.primitive(), n.shape(), n.attr(), n.inputs()), n);
    return first == null ? n : first;
  }
}
