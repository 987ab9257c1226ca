package io.semblance.engine.compile;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import java.util.List;
import java.util.Map;

/**
 * A compiled step, still without a backend.
 *
 * @param instructions in an order that may be executed
 * @param slots sizes in elements of the memories that temporaries share
 * @param outputs where the step's outputs are after a run, by the nodes the caller knows
 * @param advances counters advanced at the end of a run
 */
public record Plan(
    List<Instruction> instructions,
    List<Integer> slots,
    Map<Node, Buffer> outputs,
    Map<Counter, Long> advances) {
  /** A table for people and tests; see {@link PlanText}. */
  public String describe() {
    return PlanText.of(this);
  }
}
