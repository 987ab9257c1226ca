package io.semblance.synth.train;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that changes while a model is trained, by name: weights, moments, averages, counters. */
final class TrainingState {
  private final Session session;
  private final Set<Variable> variables = new LinkedHashSet<>();
  private final Set<Counter> counters = new LinkedHashSet<>();
  private final List<Variable> rates;

  /** What these steps change, and the learning rates, which the loop changes. */
  TrainingState(Session session, List<Step> steps, List<Variable> rates) {
    this.session = session;
    this.rates = List.copyOf(rates);
    for (Step step : steps) {
      variables.addAll(step.assignments().keySet());
      counters.addAll(step.advances().keySet());
    }
    variables.addAll(rates);
  }

  /** The values at one moment. */
  record Values(Map<String, float[]> variables, Map<String, Long> counters) {
    boolean finite() {
      return variables.values().stream().allMatch(TrainingState::finite);
    }
  }

  static boolean finite(float[] values) {
    for (float v : values) {
      if (!Float.isFinite(v)) {
        return false;
      }
    }
    return true;
  }

  Values capture() {
    Map<String, float[]> values = new LinkedHashMap<>();
    variables.forEach(v -> values.put(v.name(), session.get(v)));
    Map<String, Long> counts = new LinkedHashMap<>();
    counters.forEach(c -> counts.put(c.name(), session.get(c)));
    return new Values(values, counts);
  }

  /** Whether values are those of this state: the same names and sizes. */
  boolean fits(Values values) {
    return values.variables().size() == variables.size()
        && values.counters().size() == counters.size()
        && variables.stream()
            .allMatch(
                v ->
                    values.variables().containsKey(v.name())
                        && values.variables().get(v.name()).length == v.shape().size())
        && counters.stream().allMatch(c -> values.counters().containsKey(c.name()));
  }

  void restore(Values values) {
    variables.forEach(v -> session.set(v, values.variables().get(v.name())));
    counters.forEach(c -> session.set(c, values.counters().get(c.name())));
  }

  /** Values whose learning rates are multiplied. */
  Values slowed(Values values, double factor) {
    Map<String, float[]> slowed = new LinkedHashMap<>(values.variables());
    for (Variable rate : rates) {
      slowed.put(
          rate.name(), new float[] {(float) (values.variables().get(rate.name())[0] * factor)});
    }
    return new Values(slowed, values.counters());
  }
}
