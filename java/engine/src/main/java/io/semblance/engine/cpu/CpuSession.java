package io.semblance.engine.cpu;

import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.compile.Compiler;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.State;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** State in float arrays, one team of threads, and the kernels of one backend. */
public final class CpuSession implements Session {
  /** A counter's value, shared by the programs that read it. */
  static final class Count {
    long value;
  }

  private final long seed;
  private final Kernels kernels;
  private final Team team;
  private final Set<State> states = new LinkedHashSet<>();
  private final Map<Variable, StateMemory> variables = new IdentityHashMap<>();
  private final Map<IndexVariable, int[]> indices = new IdentityHashMap<>();
  private final Map<Counter, Count> counters = new IdentityHashMap<>();

  public CpuSession(SessionOptions options, Kernels kernels) {
    this.seed = options.seed();
    this.kernels = kernels;
    this.team = new Team(options.threads());
  }

  @Override
  public Program compile(Step step) {
    states.addAll(step.state());
    return new CpuProgram(Compiler.compile(step), this, kernels, team);
  }

  long seed() {
    return seed;
  }

  StateMemory state(Variable v) {
    return variables.computeIfAbsent(v, StateMemory::new);
  }

  private float[] memory(Variable v) {
    return state(v).elements();
  }

  int[] memory(IndexVariable index) {
    return indices.computeIfAbsent(index, key -> new int[key.length()]);
  }

  Count count(Counter c) {
    return counters.computeIfAbsent(c, key -> new Count());
  }

  @Override
  public void set(Variable v, float[] values) {
    states.add(v);
    float[] target = memory(v);
    checkLength(v.toString(), target.length, values.length);
    System.arraycopy(values, 0, target, 0, target.length);
    state(v).markChanged();
  }

  @Override
  public void set(Variable v, double[] values) {
    states.add(v);
    float[] target = memory(v);
    checkLength(v.toString(), target.length, values.length);
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) values[i];
    }
    state(v).markChanged();
  }

  @Override
  public float[] get(Variable v) {
    return memory(v).clone();
  }

  @Override
  public double[] getDoubles(Variable v) {
    float[] source = memory(v);
    double[] copy = new double[source.length];
    Arrays.setAll(copy, i -> source[i]);
    return copy;
  }

  @Override
  public void set(IndexVariable index, int[] places) {
    states.add(index);
    int[] target = memory(index);
    checkLength(index.toString(), target.length, places.length);
    System.arraycopy(places, 0, target, 0, target.length);
  }

  @Override
  public int[] get(IndexVariable index) {
    return memory(index).clone();
  }

  @Override
  public void set(Counter counter, long value) {
    states.add(counter);
    count(counter).value = value;
  }

  @Override
  public long get(Counter counter) {
    return count(counter).value;
  }

  @Override
  public List<State> state() {
    return List.copyOf(states);
  }

  @Override
  public void close() {
    team.close();
  }

  private static void checkLength(String what, int expected, int found) {
    if (expected != found) {
      throw new EngineException(what + " takes " + expected + " values, not " + found);
    }
  }
}
