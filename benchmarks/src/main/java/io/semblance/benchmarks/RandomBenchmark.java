package io.semblance.benchmarks;

import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time per random number, drawn in [384, 512] numbers at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {
      "--add-modules",
      "jdk.incubator.vector",
      "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
    })
public class RandomBenchmark {
  static final int ROWS = 384;
  static final int COLS = 512;

  @Param({"ejml", "vector"})
  private String backend;

  @Param("1")
  private int threads;

  @Param({"uniform", "uniform16", "normal"})
  private String distribution;

  private Session session;
  private Program program;

  /** Compiles the draw. */
  @Setup
  public void compile() {
    Counter rows = new Counter("rows");
    Shape shape = Shape.of(ROWS, COLS);
    Node drawn =
        switch (distribution) {
          case "uniform" -> Ops.uniform(shape, 1, rows);
          case "uniform16" -> Ops.uniform16(shape, 1, rows);
          default -> Ops.normal(shape, 1, rows);
        };
    session = Backends.select(backend).open(new SessionOptions(1, threads));
    program = session.compile(new Step().output(drawn).advance(rows, ROWS));
  }

  /** Ends the session's threads. */
  @TearDown
  public void close() {
    session.close();
  }

  /** One draw of all numbers. */
  @Benchmark
  @OperationsPerInvocation(ROWS * COLS)
  public void draw() {
    program.run();
  }
}
