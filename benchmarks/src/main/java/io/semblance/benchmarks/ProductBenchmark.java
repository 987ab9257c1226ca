package io.semblance.benchmarks;

import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Single-precision products on one thread, by backend; the counter is floating-point operations.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {
      "--add-modules",
      "jdk.incubator.vector",
      "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
    })
public class ProductBenchmark {
  @Param({"ejml", "vector"})
  private String backend;

  /** Extents m x n x k. */
  @Param({"128x512x256", "384x64x512", "384x512x256", "512x512x512"})
  private String size;

  private Session session;
  private Program program;
  private long operations;

  /** Counts floating-point operations beside calls. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Work {
    public long flops;

    /** Starts from zero in every iteration. */
    @Setup(Level.Iteration)
    public void reset() {
      flops = 0;
    }
  }

  /** Compiles the product. */
  @Setup
  public void compile() {
    int[] s = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
    Variable a = Variable.filled("a", Shape.of(s[0], s[2]), 0.5);
    Variable b = Variable.filled("b", Shape.of(s[2], s[1]), 0.5);
    Node product = Ops.matmul(a.node(), b.node());
    session = Backends.select(backend).open(new SessionOptions(1, 1));
    program = session.compile(new Step().output(product));
    operations = 2L * s[0] * s[1] * s[2];
  }

  /** Ends the session's threads. */
  @TearDown
  public void close() {
    session.close();
  }

  /** One product. */
  @Benchmark
  public void product(Work work) {
    program.run();
    work.flops += operations;
  }
}
