package io.semblance.cuda;

import io.semblance.cuda.schedule.Schedule;
import io.semblance.cuda.schedule.Task;
import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Program;
import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.Instruction.Product;
import io.semblance.engine.compile.Plan;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * A plan bound to a device: temporaries and constants in one memory, descriptors of all jobs in
 * another, and the launches as one graph. A run is the launch of that graph.
 */
final class CudaProgram implements Program, AutoCloseable {
  /** Something that is put on the stream. */
  private interface Launch {
    void enqueue();
  }

  private final Plan plan;
  private final CudaSession session;
  private final Device device;
  private final List<Launch> launches = new ArrayList<>();
  private final List<Long> memories = new ArrayList<>();
  private final Map<Buffer.Literal, Long> literals = new IdentityHashMap<>();
  private final Schedule schedule;
  private final long arena;
  private Device.Graph graph;
  private boolean hasRun;

  CudaProgram(Plan plan, CudaSession session) {
    this.plan = plan;
    this.session = session;
    this.device = session.device();
    this.schedule = Schedule.of(plan, session::tiled);
    boolean done = false;
    try {
      this.arena = allocate(Float.BYTES * schedule.arena().size(), "intermediate values");
      bind();
      device.synchronize();
      graph = device.capture(this::enqueue);
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private long allocate(long bytes, String what) {
    long address = device.allocate(bytes, what + " of a program");
    memories.add(address);
    return address;
  }

  /** Writes descriptors to the device and fills in what {@link #enqueue} does. */
  private void bind() {
    Image image = new Image();
    JobWriter writer =
        new JobWriter(
            image,
            new Jobs.Places() {
              @Override
              public long of(Buffer buffer) {
                return memory(buffer);
              }

              @Override
              public long of(Counter counter) {
                return session.memory(counter);
              }

              @Override
              public long of(IndexVariable index) {
                return session.memory(index);
              }
            },
            session.seed(),
            device.processors());
    // Descriptors have no place yet, so launches of them are made when they have.
    List<LongFunction<Launch>> order = new ArrayList<>();
    for (List<Task> level : schedule.levels()) {
      List<Task> together = new ArrayList<>();
      for (Task t : level) {
        Optional<Product> alone = Schedule.standingAlone(t, session::tiled);
        alone.ifPresentOrElse(p -> order.add(base -> sgemm(p)), () -> together.add(t));
      }
      if (!together.isEmpty()) {
        JobWriter.Launch launch = writer.write(together);
        order.add(base -> group(base, launch));
      }
    }
    long base = allocate(image.size(), "descriptors");
    session.transfers().write(base, image.at(base));
    order.forEach(launch -> launches.add(launch.apply(base)));
  }

  private Launch group(long base, JobWriter.Launch l) {
    long jobs = base + l.jobs();
    long table = base + l.table();
    long stream = device.stream();
    return () -> Native.group(jobs, table, l.blocks(), l.sharedBytes(), l.products(), stream);
  }

  /** Row-major C = A B is column-major C^T = B^T A^T: the factors change places, nothing else. */
  private Launch sgemm(Product p) {
    Blas blas = device.blas();
    long a = memory(p.a());
    long b = memory(p.b());
    long out = memory(p.out());
    int lda = p.transposeA() ? p.m() : p.k();
    int ldb = p.transposeB() ? p.k() : p.n();
    return () ->
        blas.sgemm(
            p.transposeB(),
            p.transposeA(),
            p.n(),
            p.m(),
            p.k(),
            b,
            ldb,
            a,
            lda,
            p.accumulate(),
            out,
            p.n());
  }

  private long memory(Buffer b) {
    return b.accept(
        new Buffer.Visitor<>() {
          @Override
          public Long temporary(Buffer.Temporary t) {
            return arena + Float.BYTES * schedule.arena().place(t);
          }

          @Override
          public Long part(Buffer.Part p) {
            return memory(p.whole()) + (long) Float.BYTES * p.start();
          }

          @Override
          public Long state(Buffer.State s) {
            return session.memory(s.variable());
          }

          @Override
          public Long literal(Buffer.Literal l) {
            return CudaProgram.this.literal(l);
          }
        });
  }

  private long literal(Buffer.Literal l) {
    Long known = literals.get(l);
    if (known == null) {
      known = allocate((long) Float.BYTES * l.size(), "constants");
      session.transfers().write(known, l.values());
      literals.put(l, known);
    }
    return known;
  }

  /** Puts all launches of one run on the stream. */
  void enqueue() {
    for (int i = 0; i < launches.size(); i++) {
      launches.get(i).enqueue();
    }
  }

  /** Nodes of the graph that a run launches. */
  int nodes() {
    return graph.nodes();
  }

  /** Says that a run of this program was part of something larger. */
  void hasRun() {
    hasRun = true;
  }

  @Override
  public void run() {
    session.use();
    graph.launch();
    hasRun = true;
  }

  @Override
  public void read(Node output, float[] into) {
    session.use();
    session.transfers().read(place(output), into, output.shape().size());
  }

  @Override
  public double[] read(Node output) {
    float[] values = new float[output.shape().size()];
    read(output, values);
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  private long place(Node output) {
    Buffer place = plan.outputs().get(output);
    if (place == null) {
      throw new EngineException("Not an output of this step: " + output);
    }
    if (!hasRun) {
      throw new EngineException("The program has not run yet");
    }
    return memory(place);
  }

  @Override
  public void close() {
    if (graph != null) {
      graph.close();
      graph = null;
    }
    memories.forEach(device::free);
    memories.clear();
  }
}
