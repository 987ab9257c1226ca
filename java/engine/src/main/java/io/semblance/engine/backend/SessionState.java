package io.semblance.engine.backend;

import io.semblance.engine.EngineException;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.State;
import io.semblance.engine.graph.Variable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of a session's state by name, bit by bit: what checkpoints are made of. Made by {@link
 * Session#save()}, or from a file; taken back by {@link Session#restore}. The map keeps its order;
 * arrays are not copied and must not be changed.
 *
 * @param values of each state, by its name
 */
public record SessionState(Map<String, Value> values) {
  public SessionState {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A value of one kind of state. */
  public sealed interface Value {
    /** The kind and extents, for people. */
    String describe();
  }

  /** Of a {@link Variable} on a backend of single precision; elements are row-major. */
  public record Floats(Shape shape, float[] elements) implements Value {
    public Floats {
      checkLength(shape, elements.length);
    }

    @Override
    public String describe() {
      return "a variable " + shape;
    }
  }

  /** Of a {@link Variable} on a backend of double precision; elements are row-major. */
  public record Doubles(Shape shape, double[] elements) implements Value {
    public Doubles {
      checkLength(shape, elements.length);
    }

    @Override
    public String describe() {
      return "a variable " + shape + " in double precision";
    }
  }

  /** Of an {@link IndexVariable}. */
  public record Places(int[] places) implements Value {
    @Override
    public String describe() {
      return "an index of " + places.length + " places";
    }
  }

  /** Of a {@link Counter}. */
  public record Count(long value) implements Value {
    @Override
    public String describe() {
      return "a counter";
    }
  }

  private static void checkLength(Shape shape, int elements) {
    if (shape.size() != elements) {
      throw new EngineException(elements + " elements do not make a variable " + shape);
    }
  }

  /** The values that some state has in a session. */
  static SessionState read(Session session, List<State> states) {
    Reader reader = new Reader(session);
    Map<String, Value> values = new LinkedHashMap<>();
    byName(states).forEach((name, state) -> values.put(name, state.accept(reader)));
    return new SessionState(values);
  }

  /** Writes all values to a session that has state of their names, or none if one does not fit. */
  void write(Session session) {
    Map<String, State> there = byName(session.state());
    values.forEach(
        (name, value) -> {
          State state = there.get(name);
          if (state == null) {
            throw new EngineException(
                "This session has no state \"" + name + "\"; it has " + there.keySet());
          }
          state.accept(new Writer(session, value, false));
        });
    values.forEach((name, value) -> there.get(name).accept(new Writer(session, value, true)));
  }

  private static Map<String, State> byName(List<State> states) {
    Map<String, State> byName = new LinkedHashMap<>();
    for (State s : states) {
      if (byName.put(s.name(), s) != null) {
        throw new EngineException(
            "State is saved by name, but two in this session are named \"" + s.name() + "\"");
      }
    }
    return byName;
  }

  private record Reader(Session session) implements State.Visitor<Value> {
    @Override
    public Value variable(Variable v) {
      return session.doublePrecision()
          ? new Doubles(v.shape(), session.getDoubles(v))
          : new Floats(v.shape(), session.get(v));
    }

    @Override
    public Value index(IndexVariable i) {
      return new Places(session.get(i));
    }

    @Override
    public Value counter(Counter c) {
      return new Count(session.get(c));
    }
  }

  /** Checks that a value fits, and writes it if told so. */
  private record Writer(Session session, Value value, boolean write)
      implements State.Visitor<Boolean> {
    @Override
    public Boolean variable(Variable v) {
      if (value instanceof Floats f && f.shape().equals(v.shape())) {
        if (write) {
          session.set(v, f.elements());
        }
        return true;
      }
      // Bits would be lost on a backend of single precision.
      if (value instanceof Doubles d && d.shape().equals(v.shape()) && session.doublePrecision()) {
        if (write) {
          session.set(v, d.elements());
        }
        return true;
      }
      throw misfit(v, "a variable " + v.shape());
    }

    @Override
    public Boolean index(IndexVariable i) {
      if (value instanceof Places p && p.places().length == i.length()) {
        if (write) {
          session.set(i, p.places());
        }
        return true;
      }
      throw misfit(i, "an index of " + i.length() + " places");
    }

    @Override
    public Boolean counter(Counter c) {
      if (value instanceof Count n) {
        if (write) {
          session.set(c, n.value());
        }
        return true;
      }
      throw misfit(c, "a counter");
    }

    private EngineException misfit(State state, String wanted) {
      return new EngineException(
          "State \""
              + state.name()
              + "\" is "
              + wanted
              + " in this session, but "
              + value.describe()
              + " was saved");
    }
  }
}
