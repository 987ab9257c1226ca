package io.semblance.synth.train;

import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionState;
import io.semblance.engine.graph.State;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that changes while a model is trained: weights, moments, averages, counters. */
final class TrainingState {
  private final Session session;
  private final Set<State> changing = new HashSet<>();
  private final List<Variable> rates;

  /** What these steps change, and the learning rates, which the loop changes. */
  TrainingState(Session session, List<Step> steps, List<Variable> rates) {
    this.session = session;
    this.rates = List.copyOf(rates);
    for (Step step : steps) {
      changing.addAll(step.assignments().keySet());
      changing.addAll(step.advances().keySet());
    }
    changing.addAll(rates);
  }

  SessionState capture() {
    return session.save(changing::contains);
  }

  /**
   * Goes back to what was captured.
   *
   * @throws io.semblance.engine.EngineException if the state is of other networks
   */
  void restore(SessionState values) {
    session.restore(values);
  }

  /** Whether no number has overflowed. */
  static boolean finite(SessionState state) {
    return state.values().values().stream()
        .allMatch(
            value ->
                value instanceof SessionState.Floats f
                    ? finite(f.elements())
                    : !(value instanceof SessionState.Doubles d) || finite(d.elements()));
  }

  static boolean finite(float[] values) {
    for (float v : values) {
      if (!Float.isFinite(v)) {
        return false;
      }
    }
    return true;
  }

  private static boolean finite(double[] values) {
    for (double v : values) {
      if (!Double.isFinite(v)) {
        return false;
      }
    }
    return true;
  }

  /** The state with its learning rates multiplied. */
  SessionState slowed(SessionState state, double factor) {
    Map<String, SessionState.Value> slowed = new LinkedHashMap<>(state.values());
    for (Variable rate : rates) {
      slowed.computeIfPresent(rate.name(), (name, value) -> times(value, factor));
    }
    return new SessionState(slowed);
  }

  private static SessionState.Value times(SessionState.Value value, double factor) {
    return value instanceof SessionState.Floats f
        ? new SessionState.Floats(f.shape(), new float[] {(float) (f.elements()[0] * factor)})
        : new SessionState.Doubles(
            ((SessionState.Doubles) value).shape(),
            new double[] {((SessionState.Doubles) value).elements()[0] * factor});
  }
}
