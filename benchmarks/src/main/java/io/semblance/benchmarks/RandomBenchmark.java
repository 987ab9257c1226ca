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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Time per random number, drawn in [384, 512] numbers at a time. */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RandomBenchmark extends EngineBenchmark {
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
