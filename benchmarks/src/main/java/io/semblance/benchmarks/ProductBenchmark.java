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
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Single-precision products of all transposed forms, as programs of one operation. */
public class ProductBenchmark extends EngineBenchmark {
  @Param({"ejml", "vector"})
  private String backend;

  @Param("1")
  private int threads;

  /** A B, A^T B or A B^T: which factor lies transposed in memory. */
  @Param({"ab", "atb", "abt"})
  private String form;

  /** Extents m x n x k. */
  @Param({"128x512x256", "384x64x512", "384x512x256", "512x512x512"})
  private String size;

  private Session session;
  private Program program;

  /** Compiles the product. */
  @Setup
  public void compile() {
    Extents e = Extents.parse(size);
    boolean ta = form.equals("atb");
    boolean tb = form.equals("abt");
    Variable a = Variable.zeros("a", ta ? Shape.of(e.k(), e.m()) : Shape.of(e.m(), e.k()));
    Variable b = Variable.zeros("b", tb ? Shape.of(e.n(), e.k()) : Shape.of(e.k(), e.n()));
    Node product = Ops.matmul(a.node(), ta, b.node(), tb);
    session = Backends.select(backend).open(new SessionOptions(1, threads));
    program = session.compile(new Step().output(product));
    Random random = new Random(1);
    session.set(a, random.doubles(a.shape().size(), -1, 1).toArray());
    session.set(b, random.doubles(b.shape().size(), -1, 1).toArray());
  }

  /** Ends the session's threads. */
  @TearDown
  public void close() {
    session.close();
  }

  /** One product. */
  @Benchmark
  public void product() {
    program.run();
  }
}
