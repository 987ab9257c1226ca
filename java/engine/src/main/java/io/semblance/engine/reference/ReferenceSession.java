package io.semblance.engine.reference;

import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.State;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds state as double arrays and interprets steps as they were written, without any compiler
 * pass.
 */
final class ReferenceSession implements Session, Interpreter.Leaves {
  private final long seed;
  private final Set<State> states = new LinkedHashSet<>();
  private final Map<Variable, double[]> variables = new HashMap<>();
  private final Map<IndexVariable, int[]> indices = new HashMap<>();
  private final Map<Counter, Long> counters = new HashMap<>();

  ReferenceSession(long seed) {
    this.seed = seed;
  }

  @Override
  public Program compile(Step step) {
    states.addAll(step.state());
    List<Node> order = Gradients.ancestors(step.roots());
    Map<Node, double[]> values = new HashMap<>();
    return new Program() {
      @Override
      public void run() {
        values.clear();
        for (Node n : order) {
          double[][] in = n.inputs().stream().map(values::get).toArray(double[][]::new);
          values.put(n, Interpreter.evaluate(n, in, ReferenceSession.this));
        }
        step.assignments().forEach((v, n) -> variables.put(v, values.get(n).clone()));
        step.advances().forEach((c, by) -> counters.merge(c, by, Long::sum));
      }

      @Override
      public void read(Node output, float[] into) {
        double[] v = read(output);
        for (int i = 0; i < v.length; i++) {
          into[i] = (float) v[i];
        }
      }

      @Override
      public double[] read(Node output) {
        if (!step.outputs().contains(output)) {
          throw new EngineException("Not an output of this step: " + output);
        }
        if (values.isEmpty()) {
          throw new EngineException("The program has not run yet");
        }
        return values.get(output).clone();
      }
    };
  }

  @Override
  public double[] value(Variable v) {
    return variables.computeIfAbsent(
        v,
        key -> {
          double[] fresh = new double[key.shape().size()];
          Arrays.fill(fresh, key.initial());
          return fresh;
        });
  }

  @Override
  public int row(Attr.Rows rows, int i) {
    int[] places = places(rows.index());
    long at = (rows.counter() == null ? 0 : counter(rows.counter())) + i;
    return places[(int) Math.floorMod(at, (long) places.length)];
  }

  private int[] places(IndexVariable index) {
    return indices.computeIfAbsent(index, key -> new int[key.length()]);
  }

  @Override
  public long counter(Counter c) {
    return counters.getOrDefault(c, 0L);
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public void set(Variable v, float[] values) {
    states.add(v);
    double[] target = value(v);
    checkLength(v.toString(), target.length, values.length);
    for (int i = 0; i < values.length; i++) {
      target[i] = values[i];
    }
  }

  @Override
  public void set(Variable v, double[] values) {
    states.add(v);
    checkLength(v.toString(), v.shape().size(), values.length);
    variables.put(v, values.clone());
  }

  @Override
  public float[] get(Variable v) {
    double[] source = value(v);
    float[] copy = new float[source.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = (float) source[i];
    }
    return copy;
  }

  @Override
  public double[] getDoubles(Variable v) {
    return value(v).clone();
  }

  @Override
  public void set(IndexVariable index, int[] places) {
    states.add(index);
    checkLength(index.toString(), index.length(), places.length);
    indices.put(index, places.clone());
  }

  @Override
  public int[] get(IndexVariable index) {
    return places(index).clone();
  }

  @Override
  public void set(Counter counter, long value) {
    states.add(counter);
    counters.put(counter, value);
  }

  @Override
  public long get(Counter counter) {
    return counter(counter);
  }

  @Override
  public boolean doublePrecision() {
    return true;
  }

  @Override
  public List<State> state() {
    return List.copyOf(states);
  }

  @Override
  public void close() {}

  private static void checkLength(String what, int expected, int found) {
    if (expected != found) {
      throw new EngineException(what + " takes " + expected + " values, not " + found);
    }
  }
}
