package io.semblance.engine.graph;

import io.semblance.engine.EngineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one run of a program does: values to be read afterwards, variables assigned, counters
 * advanced. All expressions see the variables as they were when the run began.
 */
public final class Step {
  private final List<Node> outputs = new ArrayList<>();
  private final Map<Variable, Node> assignments = new LinkedHashMap<>();
  private final Map<Counter, Long> advances = new LinkedHashMap<>();

  /** The value of {@code node} can be read after a run. */
  public Step output(Node node) {
    outputs.add(node);
    return this;
  }

  /** {@code variable} takes the value of {@code value} at the end of a run. */
  public Step assign(Variable variable, Node value) {
    if (!variable.shape().equals(value.shape())) {
      throw new EngineException("Cannot assign " + value.shape() + " to " + variable);
    }
    if (assignments.putIfAbsent(variable, value) != null) {
      throw new EngineException("Variable " + variable.name() + " is assigned twice in one step");
    }
    return this;
  }

  /** The same for several variables: what an optimiser returns, say. */
  public Step assignAll(Map<Variable, Node> all) {
    all.forEach(this::assign);
    return this;
  }

  /** {@code counter} grows by {@code by} at the end of a run. */
  public Step advance(Counter counter, long by) {
    if (advances.putIfAbsent(counter, by) != null) {
      throw new EngineException("Counter " + counter.name() + " is advanced twice in one step");
    }
    return this;
  }

  /** What can be read after a run, in the order it was named. */
  public List<Node> outputs() {
    return List.copyOf(outputs);
  }

  /** The new value of each variable that is assigned. */
  public Map<Variable, Node> assignments() {
    return assignments;
  }

  /** By how much each counter grows. */
  public Map<Counter, Long> advances() {
    return advances;
  }

  /**
   * All state that a run reads or changes, each once, in an order that depends on how the step was
   * written alone.
   */
  public List<State> state() {
    Set<State> state = new LinkedHashSet<>();
    for (Node n : Gradients.ancestors(roots())) {
      if (n.attr() instanceof Attr.Reads r) {
        state.add(r.variable());
      } else if (n.attr() instanceof Attr.Random r) {
        state.add(r.counter());
      } else if (n.attr() instanceof Attr.Rows r) {
        state.add(r.index());
        if (r.counter() != null) {
          state.add(r.counter());
        }
      }
    }
    state.addAll(assignments.keySet());
    state.addAll(advances.keySet());
    return List.copyOf(state);
  }

  /** Outputs, then assigned values: everything that must be computed. */
  public List<Node> roots() {
    List<Node> roots = new ArrayList<>(outputs);
    roots.addAll(assignments.values());
    return roots;
  }
}
