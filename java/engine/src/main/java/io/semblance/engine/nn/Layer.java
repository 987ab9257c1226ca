package io.semblance.engine.nn;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;
import java.util.List;

/** A function with parameters from [batch, in] to [batch, out]. */
public interface Layer {
  /** The expression of this layer on {@code x}, of shape [batch, in]. */
  Node apply(Node x, Mode mode);

  /** Parameters in a fixed order; empty for layers without any. */
  default List<Variable> parameters() {
    return List.of();
  }

  /** Writes starting values, a function of {@code seed} and the parameters' names. */
  default void initialize(Session session, long seed) {}
}
