package io.semblance.cuda;

import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.compile.Compiler;
import io.semblance.engine.compile.Instruction.Product;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.State;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * State resident on a device: variables, indices and counters, each a memory of its own, read and
 * changed by all programs of the session.
 */
final class CudaSession implements Session {
  private final Device device;
  private final long seed;
  private final long tiledBelow;
  private final Transfers transfers;
  private final Set<State> states = new LinkedHashSet<>();
  private final Map<Variable, Long> variables = new IdentityHashMap<>();
  private final Map<IndexVariable, Long> indices = new IdentityHashMap<>();
  private final Map<Counter, Long> counters = new IdentityHashMap<>();
  private final List<CudaProgram> programs = new ArrayList<>();
  private final List<Device.Graph> sequences = new ArrayList<>();
  private boolean closed;

  /**
   * @param device the session's own, which it closes
   * @param tiledBelow multiply-adds from which on a product goes to a library, if there is one
   */
  CudaSession(SessionOptions options, Device device, long tiledBelow) {
    this.device = device;
    this.seed = options.seed();
    this.tiledBelow = tiledBelow;
    device.use();
    Native.prepare();
    this.transfers = new Transfers(device);
  }

  Device device() {
    return device;
  }

  Transfers transfers() {
    return transfers;
  }

  long seed() {
    return seed;
  }

  /** Whether the library's own kernel computes a product, alone or with others in one launch. */
  boolean tiled(Product p) {
    boolean small = (long) p.m() * p.n() * p.k() < tiledBelow;
    return small || device.blas() == null;
  }

  @Override
  public Program compile(Step step) {
    use();
    states.addAll(step.state());
    CudaProgram program = new CudaProgram(Compiler.compile(step), this);
    programs.add(program);
    return program;
  }

  /** All launches of all programs in one graph. */
  @Override
  public Runnable sequence(List<Program> sequence) {
    use();
    CudaProgram[] all = sequence.stream().map(this::own).toArray(CudaProgram[]::new);
    device.synchronize();
    Device.Graph graph =
        device.capture(
            () -> {
              for (CudaProgram p : all) {
                p.enqueue();
              }
            });
    sequences.add(graph);
    return () -> {
      use();
      graph.launch();
      for (CudaProgram p : all) {
        p.hasRun();
      }
    };
  }

  private CudaProgram own(Program p) {
    if (p instanceof CudaProgram own && programs.contains(own)) {
      return own;
    }
    throw new EngineException("A sequence is made of programs of its own session");
  }

  /** Makes the device current on the calling thread. */
  void use() {
    if (closed) {
      throw new EngineException("The session is closed");
    }
    device.use();
  }

  long memory(Variable v) {
    Long known = variables.get(v);
    if (known != null) {
      return known;
    }
    int size = v.shape().size();
    long fresh = device.allocate((long) Float.BYTES * size, "variable " + v);
    variables.put(v, fresh);
    device.fill(fresh, size, Float.floatToRawIntBits((float) v.initial()));
    return fresh;
  }

  long memory(IndexVariable index) {
    Long known = indices.get(index);
    if (known != null) {
      return known;
    }
    long fresh = device.allocate((long) Integer.BYTES * index.length(), "index " + index);
    indices.put(index, fresh);
    device.fill(fresh, index.length(), 0);
    return fresh;
  }

  long memory(Counter c) {
    Long known = counters.get(c);
    if (known != null) {
      return known;
    }
    long fresh = device.allocate(Long.BYTES, "counter " + c);
    counters.put(c, fresh);
    device.fill(fresh, 2, 0);
    return fresh;
  }

  @Override
  public void set(Variable v, float[] values) {
    checkLength(v.toString(), v.shape().size(), values.length);
    use();
    states.add(v);
    transfers.write(memory(v), values);
  }

  @Override
  public void set(Variable v, double[] values) {
    checkLength(v.toString(), v.shape().size(), values.length);
    use();
    states.add(v);
    transfers.write(memory(v), values);
  }

  @Override
  public float[] get(Variable v) {
    use();
    float[] values = new float[v.shape().size()];
    transfers.read(memory(v), values, values.length);
    return values;
  }

  @Override
  public double[] getDoubles(Variable v) {
    float[] values = get(v);
    double[] copy = new double[values.length];
    Arrays.setAll(copy, i -> values[i]);
    return copy;
  }

  @Override
  public void set(IndexVariable index, int[] places) {
    checkLength(index.toString(), index.length(), places.length);
    use();
    states.add(index);
    transfers.write(memory(index), places);
  }

  @Override
  public int[] get(IndexVariable index) {
    use();
    int[] places = new int[index.length()];
    transfers.read(memory(index), places, places.length);
    return places;
  }

  @Override
  public void set(Counter counter, long value) {
    use();
    states.add(counter);
    transfers.write(memory(counter), value);
  }

  @Override
  public long get(Counter counter) {
    use();
    return transfers.readLong(memory(counter));
  }

  @Override
  public List<State> state() {
    return List.copyOf(states);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    device.use();
    closed = true;
    try {
      device.synchronize();
      sequences.forEach(Device.Graph::close);
      programs.forEach(CudaProgram::close);
      variables.values().forEach(device::free);
      indices.values().forEach(device::free);
      counters.values().forEach(device::free);
    } finally {
      device.close();
    }
  }

  private static void checkLength(String what, int expected, int found) {
    if (expected != found) {
      throw new EngineException(what + " takes " + expected + " values, not " + found);
    }
  }
}
