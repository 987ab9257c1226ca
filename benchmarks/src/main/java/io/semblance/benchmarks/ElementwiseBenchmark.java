package io.semblance.benchmarks;

import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.optim.Adam;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Time per element of chains of element-wise operations over [384, 512] numbers. */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ElementwiseBenchmark extends EngineBenchmark {
  static final int ROWS = 384;
  static final int COLS = 512;

  @Param({"ejml", "vector"})
  private String backend;

  @Param("1")
  private int threads;

  /**
   * {@code layer}: bias, leaky ReLU and dropout mask of a stored uniform number; {@code adam}: the
   * optimiser's update of one parameter; else the function of that name.
   */
  @Param({"layer", "adam", "exp", "log", "tanh", "sigmoid", "softmax"})
  private String chain;

  private Session session;
  private Program program;

  /** Compiles the chain. */
  @Setup
  public void compile() {
    Variable x = Variable.zeros("x", Shape.of(ROWS, COLS));
    Variable y = Variable.zeros("y", Shape.of(ROWS, COLS));
    Variable bias = Variable.filled("bias", Shape.of(COLS), 0.1);
    session = Backends.select(backend).open(new SessionOptions(1, threads));
    program = session.compile(step(x, y, bias));
    Random random = new Random(1);
    session.set(x, random.doubles(ROWS * COLS, 0.1, 1).toArray());
    session.set(y, random.doubles(ROWS * COLS, 0, 1).toArray());
  }

  private Step step(Variable x, Variable y, Variable bias) {
    if (chain.equals("adam")) {
      Adam adam = new Adam("adam", List.of(x), 1e-6, 0.5, 0.9, 1e-8);
      return new Step().assignAll(adam.update(List.of(y.node())));
    }
    return new Step().output(result(x.node(), y.node(), bias.node()));
  }

  private Node result(Node x, Node y, Node bias) {
    return switch (chain) {
      case "layer" ->
          Ops.mul(
              Functions.leakyRelu(Ops.add(x, bias), 0.2), Ops.mul(Ops.greater(y, 0.1), 1 / 0.9));
      case "exp" -> Ops.exp(x);
      case "log" -> Ops.log(x);
      case "tanh" -> Ops.tanh(x);
      case "sigmoid" -> Functions.sigmoid(x);
      case "softmax" -> Functions.softmax(x);
      default -> throw new IllegalArgumentException("there is no chain " + chain);
    };
  }

  /** Ends the session's threads. */
  @TearDown
  public void close() {
    session.close();
  }

  /** One pass over all elements. */
  @Benchmark
  @OperationsPerInvocation(ROWS * COLS)
  public void pass() {
    program.run();
  }
}
