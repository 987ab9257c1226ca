package io.semblance.engine.compile;

import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A step as instructions, on its way to a {@link Plan}.
 *
 * @param instructions in an order that may be executed
 * @param slots sizes of the memories that temporaries share; empty until they do
 * @param outputs where the step's outputs are after a run
 * @param assigned where each assigned variable's new value is computed
 */
record Lowered(
    List<Instruction> instructions,
    List<Integer> slots,
    Map<Node, Buffer> outputs,
    Map<Variable, Buffer> assigned) {
  /** The same with other instructions. */
  Lowered with(List<Instruction> others) {
    return new Lowered(others, slots, outputs, assigned);
  }

  /** The same with memory for the temporaries. */
  Lowered withSlots() {
    List<Integer> shared = BufferPlan.assign(instructions, outputs.values());
    return new Lowered(instructions, shared, outputs, assigned);
  }

  /** Buffers that are read after the instructions have run. */
  List<Buffer> kept() {
    List<Buffer> kept = new ArrayList<>(outputs.values());
    kept.addAll(assigned.values());
    return kept;
  }
}
