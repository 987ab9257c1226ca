package io.semblance.engine.optim;

import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;
import java.util.List;
import java.util.Map;

/** A rule that makes new parameters of gradients, with whatever state it needs for that. */
public interface Optimiser {
  /** The learning rate, a scalar; a schedule may change it between steps. */
  Variable rate();

  /** All state beside the parameters: what a checkpoint must hold. */
  List<Variable> state();

  /**
   * One update, to be assigned by a step: new values of parameters and state.
   *
   * @param gradients of what is to be made small, in the order and the shapes of the parameters
   */
  Map<Variable, Node> update(List<Node> gradients);
}
