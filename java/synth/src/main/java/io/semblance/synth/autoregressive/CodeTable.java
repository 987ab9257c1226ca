package io.semblance.synth.autoregressive;

import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Variable;

/**
 * Numbers for each state of a variable: its embedding, or the weights of its score. Of an ordered
 * one they are U + B V with the functions B of {@link OrderedBasis}.
 *
 * @param own U, [states, numbers]
 * @param shared V, [functions, numbers]; null without an order
 * @param basis B, [states, functions]; null without an order
 */
public record CodeTable(Variable own, Variable shared, Node basis) {
  /** All of it, [states, numbers]. */
  public Node node() {
    return basis == null ? own.node() : Ops.add(own.node(), Ops.matmul(basis, shared.node()));
  }
}
