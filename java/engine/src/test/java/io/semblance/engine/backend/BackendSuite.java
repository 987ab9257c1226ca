package io.semblance.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.semblance.engine.GoldenStepsTest;
import io.semblance.engine.RecurrentTest;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.engine.optim.Adam;
import io.semblance.engine.reference.ReferenceBackend;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every backend must do, measured against the reference interpreter. Extended by each backend.
 */
public abstract class BackendSuite {
  private final List<Variable> floats = new ArrayList<>();
  private final IndexVariable places = new IndexVariable("places", 7);
  private final Counter counter = new Counter("counter");

  protected abstract Backend backend();

  /** Largest error allowed, relative to the largest magnitude of an array. */
  protected double tolerance() {
    return 2e-6;
  }

  private Node x(int... dims) {
    Variable v = Variable.zeros("x" + floats.size(), Shape.of(dims));
    floats.add(v);
    return v.node();
  }

  private Node positive(int... dims) {
    return Ops.add(Functions.square(x(dims)), 0.1);
  }

  private Map<String, Node> expressions() {
    Map<String, Node> e = new LinkedHashMap<>();
    for (int n : new int[] {1, 5, 16, 100, 513, 5000}) {
      e.put("chain " + n, Ops.div(Ops.add(Ops.mul(x(n), x(n)), 1), positive(n)));
      e.put("unary " + n, Ops.tanh(Ops.log(Ops.exp(Ops.sqrt(positive(n))))));
      e.put("compare " + n, Ops.mul(Ops.greater(x(n), x(n)), Ops.max(x(n), x(n))));
      Node a = x(n);
      e.put("scalars " + n, Ops.sub(Ops.div(Ops.fill(a.shape(), 3), positive(n)), Ops.max(a, .3)));
      Node less = Ops.greater(Ops.fill(a.shape(), 0.2), a);
      e.put("scalar left " + n, Ops.mul(less, Ops.max(Ops.fill(a.shape(), 0.1), a)));
    }
    for (int[] s : new int[][] {{1, 1}, {3, 700}, {700, 3}, {130, 130}}) {
      Node m = x(s[0], s[1]);
      Node row = x(s[1]);
      Node column = x(s[0], 1);
      Node both = Ops.mul(Ops.add(m, row), Ops.add(column, x(1)));
      e.put("rows and columns " + s[0] + "x" + s[1], both);
      e.put("repeated alone " + s[0] + "x" + s[1], Ops.add(row, Ops.exp(column)));
      e.put("row sums " + s[0] + "x" + s[1], Ops.sum(m, 1));
      e.put("column sums " + s[0] + "x" + s[1], Ops.sum(m, 0));
      e.put("sum of all " + s[0] + "x" + s[1], Ops.sum(m));
      e.put("transposed " + s[0] + "x" + s[1], Ops.transpose(m));
      e.put("softmax " + s[0] + "x" + s[1], Functions.softmax(m));
    }
    e.put("sum of axes", Ops.sum(x(3, 4, 5, 6), 0, 2));
    e.put(
        "reduced view",
        Ops.mul(Ops.broadcast(Ops.reshape(x(12), Shape.of(3, 1, 4)), Shape.of(3, 5, 4)), 2));
    e.put("broadcast alone", Ops.broadcast(x(3, 1), Shape.of(2, 3, 4)));
    e.put(
        "view of a broadcast",
        Ops.exp(Ops.reshape(Ops.broadcast(x(3, 1), Shape.of(3, 4)), Shape.of(12))));
    e.put("permuted", Ops.transpose(x(3, 4, 5), 2, 0, 1));
    e.put("slice and concat", Ops.concat(1, Ops.slice(x(9, 8), 1, 2, 3), x(9, 2)));
    e.put("concat of one twice", concatTwice(x(3, 4)));
    e.put(
        "segments",
        Ops.sub(
            Ops.segmentSum(x(30, 9), List.of(0, 1, 5, 9)),
            Ops.segmentMax(x(30, 9), List.of(0, 4, 9))));
    e.put("sum of products with one whole", productsOfOneWhole());
    e.put("gathered", Ops.gather(x(6, 40), places, counter, 500));
    e.put("scattered", Ops.scatterAdd(x(500, 4), places, counter, 6));
    for (int[] s : new int[][] {{1, 1, 1}, {7, 3, 65}, {300, 13, 200}}) {
      Node code = Ops.transpose(Ops.gather(codes(s[0]), places, counter, s[2]));
      Node one = Ops.slice(code, 0, 0, 1);
      String name = " " + s[0] + "x" + s[1] + "x" + s[2];
      e.put("lookup" + name, Ops.lookup(x(s[0], s[1]), one));
      e.put("lookup add" + name, Ops.lookupAdd(x(s[1], s[2]), one, s[0]));
      List<Integer> cut = s[0] < 5 ? List.of(0, s[0]) : List.of(0, 2, 5, s[0]);
      Node many = Ops.slice(code, 0, 0, cut.size() - 1);
      e.put("pick" + name, Ops.pick(x(s[0], s[2]), many, cut));
      e.put("place" + name, Ops.place(x(cut.size() - 1, s[2]), many, cut));
      e.put("rows log sum exp" + name, Ops.rowsLogSumExp(Ops.mul(x(s[0], s[2]), 30), cut));
      Node impossible = Ops.constant(Shape.of(s[0], 1), impossible(s[0]));
      e.put(
          "choose" + name,
          Ops.choose(
              Ops.add(Ops.mul(x(s[0], s[2]), 2), impossible),
              Ops.transpose(Ops.uniform(Shape.of(s[2], 1), 5, counter))));
    }
    e.put("uniform", Ops.uniform(Shape.of(301, 7), 3, counter));
    e.put("uniform of 16 bits", Ops.uniform16(Shape.of(301, 13), 3, counter));
    e.put("normal", Ops.normal(Shape.of(301, 6), 4, counter));
    for (int[] mnk :
        new int[][] {
          {1, 1, 1}, {5, 1, 9}, {1, 40, 7}, {33, 17, 65}, {130, 70, 129}, {256, 64, 200}
        }) {
      for (boolean ta : new boolean[] {false, true}) {
        for (boolean tb : new boolean[] {false, true}) {
          Node a = ta ? x(mnk[2], mnk[0]) : x(mnk[0], mnk[2]);
          Node b = tb ? x(mnk[1], mnk[2]) : x(mnk[2], mnk[1]);
          String name = mnk[0] + "x" + mnk[1] + "x" + mnk[2] + " " + ta + " " + tb;
          e.put("product " + name, Ops.matmul(a, ta, b, tb));
        }
      }
    }
    Sequential net = Sequential.mlp("net", 6, List.of(40, 30), 1, Activation.TANH, true, 0.3);
    floats.addAll(net.parameters());
    Node in = x(200, 6);
    Node slope = Gradients.of(Ops.sum(net.apply(in, Mode.training(counter, 90))), in);
    e.put(
        "double derivative",
        Gradients.of(Functions.mean(Functions.square(slope)), net.parameters().get(0).node()));
    return e;
  }

  /** Left and right factors are parts of one value, and both lack a third that fits one place. */
  private Node productsOfOneWhole() {
    Node a = Ops.exp(x(4, 6));
    Node b = Ops.tanh(x(4, 6));
    Node all = Ops.matmul(Ops.concat(0, a, b, Ops.exp(x(4, 6))), x(6, 6));
    Node left = Ops.tanh(Ops.slice(all, 0, 0, 4));
    Node right = Ops.matmul(Ops.slice(all, 0, 4, 4), x(6, 6));
    return Ops.add(
        Ops.add(Ops.matmul(a, true, a, false), Ops.matmul(b, true, b, false)),
        Ops.matmul(left, true, right, false));
  }

  /** A table of [7, 3] codes, some of which lie outside of what they number. */
  private Node codes(int states) {
    double[] codes = new double[7 * 3];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = i * 29 % (states + 3) - 1;
    }
    return Ops.constant(Shape.of(7, 3), codes);
  }

  /** Minus infinity for every third state but the first, the last among them. */
  private static double[] impossible(int states) {
    double[] scores = new double[states];
    for (int i = 1; i < states; i++) {
      scores[i] = i % 3 == (states - 1) % 3 ? Double.NEGATIVE_INFINITY : 0;
    }
    return scores;
  }

  private static Node concatTwice(Node x) {
    return Ops.concat(0, x, x);
  }

  private void fill(Session s) {
    Random r = new Random(17);
    for (Variable v : floats) {
      float[] values = new float[v.shape().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) r.nextGaussian();
      }
      s.set(v, values);
    }
    s.set(places, new int[] {5, 0, 3, 3, 1, 2, 4});
    s.set(counter, 10_000_000_000L);
  }

  @TestFactory
  List<DynamicTest> agreesWithTheReference() {
    List<DynamicTest> tests = new ArrayList<>();
    expressions()
        .forEach((name, node) -> tests.add(DynamicTest.dynamicTest(name, () -> compare(node))));
    return tests;
  }

  private void compare(Node node) {
    Step step = new Step().output(node);
    double[] expected;
    try (Session s = new ReferenceBackend().open(new SessionOptions(42, 1))) {
      fill(s);
      Program p = s.compile(step);
      p.run();
      expected = p.read(node);
    }
    float[] one = run(step, node, 1);
    double scale = 1e-30;
    for (double v : expected) {
      scale = Math.max(scale, Math.abs(v));
    }
    for (int i = 0; i < one.length; i++) {
      assertThat(Math.abs(one[i] - expected[i]) / scale).as("element " + i).isLessThan(tolerance());
    }
    assertThat(run(step, node, 2)).as("two threads").isEqualTo(one);
    assertThat(run(step, node, 3)).as("three threads").isEqualTo(one);
  }

  private float[] run(Step step, Node node, int threads) {
    try (Session s = backend().open(new SessionOptions(42, threads))) {
      fill(s);
      Program p = s.compile(step);
      p.run();
      float[] out = new float[node.shape().size()];
      p.read(node, out);
      return out;
    }
  }

  @Test
  void variablesChangeTogetherAtTheEndOfARun() {
    Variable a = Variable.filled("a", Shape.of(3), 1);
    Variable b = Variable.filled("b", Shape.of(3), 2);
    Variable c = Variable.filled("c", Shape.of(3), 5);
    Variable d = Variable.zeros("d", Shape.of(3));
    Node sum = Ops.add(a.node(), b.node());
    Node old = a.node();
    Counter steps = new Counter("steps");
    Step step =
        new Step()
            .output(old)
            .assign(a, b.node())
            .assign(b, a.node())
            .assign(c, Ops.add(Ops.mul(c.node(), sum), Ops.mul(c.node(), 2)))
            .assign(d, sum)
            .advance(steps, 3);
    try (Session s = backend().open(new SessionOptions(1, 2))) {
      Program p = s.compile(step);
      p.run();
      assertThat(p.read(old)).containsOnly(1);
      assertThat(s.get(a)).containsOnly(2);
      assertThat(s.get(b)).containsOnly(1);
      assertThat(s.get(c)).containsOnly(25);
      assertThat(s.get(d)).containsOnly(3);
      assertThat(s.get(steps)).isEqualTo(3);
      p.run();
      assertThat(s.get(a)).containsOnly(1);
      assertThat(s.get(c)).containsOnly(125);
      assertThat(s.get(steps)).isEqualTo(6);
    }
  }

  @Test
  void trainingGivesTheSameBytesOnAnyNumberOfThreads() {
    float[][] alone = train(1);
    assertThat(train(2)).isDeepEqualTo(alone);
    assertThat(train(3)).isDeepEqualTo(alone);
  }

  private float[][] train(int threads) {
    Sequential net =
        Sequential.mlp("net", 12, List.of(150, 70), 3, Activation.LEAKY_RELU, true, 0.2);
    Counter rows = new Counter("rows");
    Node in = Ops.normal(Shape.of(210, 12), 1, rows);
    Node loss =
        Functions.mean(Functions.square(Ops.sub(net.apply(in, Mode.training(rows, 10)), 1)));
    Adam adam = new Adam("adam", net.parameters(), 1e-2, .9, .999, 1e-8);
    List<Node> gradients =
        Gradients.of(loss, net.parameters().stream().map(Variable::node).toList());
    Step step = new Step().output(loss).assignAll(adam.update(gradients)).advance(rows, 210);
    try (Session s = backend().open(new SessionOptions(8, threads))) {
      net.initialize(s, 8);
      Program p = s.compile(step);
      p.run();
      double first = p.readScalar(loss);
      for (int i = 0; i < 60; i++) {
        p.run();
      }
      assertThat(p.readScalar(loss)).isLessThan(first / 2);
      return net.parameters().stream().map(s::get).toArray(float[][]::new);
    }
  }

  @Test
  void aRestoredTrainingGoesOnBitByBit() {
    Checkpoint.check(backend(), 2);
  }

  /** Every pass of the compiler, buffers shared and variables overwritten, in many combinations. */
  @Test
  void randomStepsAgreeWithTheReference() {
    // A property, because time on a borrowed GPU may be short.
    int steps = Integer.getInteger("semblance.random.steps", 600);
    for (int seed = 0; seed < steps; seed++) {
      RandomStep random = new RandomStep(seed);
      try (Session exact = new ReferenceBackend().open(new SessionOptions(42, 1));
          Session one = backend().open(new SessionOptions(42, 1));
          Session two = backend().open(new SessionOptions(42, 2))) {
        List<Program> programs = new ArrayList<>();
        for (Session s : List.of(exact, one, two)) {
          random.load(s);
          programs.add(s.compile(random.step()));
        }
        for (int run = 0; run < 3; run++) {
          programs.forEach(Program::run);
          int i = 0;
          for (Node output : random.step().outputs()) {
            String what = "seed " + seed + " run " + run + " output " + i++ + " " + output;
            double[] found = programs.get(1).read(output);
            close(what, programs.get(0).read(output), found);
            assertThat(programs.get(2).read(output)).as(what + ", 2 threads").isEqualTo(found);
          }
          for (Variable v : random.variables()) {
            String what = "seed " + seed + " run " + run + " " + v;
            close(what, exact.getDoubles(v), one.getDoubles(v));
            assertThat(two.get(v)).as(what + ", 2 threads").isEqualTo(one.get(v));
          }
          assertThat(one.get(random.counter())).isEqualTo(exact.get(random.counter()));
        }
      }
    }
  }

  private static void close(String what, double[] expected, double[] found) {
    double scale = 1e-2;
    for (double v : expected) {
      scale = Math.max(scale, Math.abs(v));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(found[i] - expected[i]) <= 2e-4 * scale)) {
        assertThat(found[i]).as(what + " [" + i + "]").isEqualTo(expected[i]);
      }
    }
  }

  /** A row of a product must not depend on its place, or sampled rows would on the batch. */
  @Test
  void aRowOfAProductIsTheSameAtEveryPlace() {
    int rows = 67;
    int inner = 45;
    for (int cols : new int[] {1, 3, 16, 40}) {
      Variable a = Variable.zeros("a", Shape.of(rows, inner));
      Variable b = Variable.zeros("b", Shape.of(inner, cols));
      Node product = Ops.matmul(a.node(), b.node());
      Random random = new Random(3);
      float[] row = new float[inner];
      float[] right = new float[inner * cols];
      for (int i = 0; i < right.length; i++) {
        right[i] = (float) random.nextGaussian();
        row[i % inner] = (float) random.nextGaussian();
      }
      float[] left = new float[rows * inner];
      for (int i = 0; i < left.length; i++) {
        left[i] = row[i % inner];
      }
      try (Session s = backend().open(new SessionOptions(1, 1))) {
        s.set(a, left);
        s.set(b, right);
        Program p = s.compile(new Step().output(product));
        p.run();
        float[] out = new float[rows * cols];
        p.read(product, out);
        for (int i = 0; i < out.length; i++) {
          assertThat(out[i]).as("row " + i / cols).isEqualTo(out[i % cols]);
        }
      }
    }
  }

  /** Measured on the calling thread, which does all the work of a session of one thread. */
  @Test
  protected void aRunAllocatesNothing() {
    assertThat(allocatedAfter(0)).as("bytes per run").isLessThan(NOTHING);
  }

  /** Bytes that a run may allocate, on average, for what the JVM does meanwhile. */
  public static final long NOTHING = 200;

  /**
   * Bytes that a run still allocates after {@code runs} runs, and those in which the JIT compiler
   * takes its time.
   */
  protected final long allocatedAfter(int runs) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Sequential net =
        Sequential.mlp("net", 12, List.of(40, 30), 1, Activation.LEAKY_RELU, true, 0.2);
    Variable table = Variable.filled("table", Shape.of(100, 12), .5);
    Counter rows = new Counter("rows");
    Node real = Ops.gather(table.node(), places, rows, 50);
    Node in = Ops.add(real, Ops.normal(Shape.of(50, 12), 1, rows));
    Mode mode = Mode.training(rows, 10);
    Node slope = Gradients.of(Ops.sum(net.apply(in, mode)), in);
    Node softmax = Functions.segmentSoftmax(in, List.of(0, 5, 12));
    Node loss =
        Ops.add(
            Functions.mean(Functions.square(Ops.sub(Functions.rowNorm(slope, 1e-12), 1))),
            Functions.mean(
                net.apply(
                    Ops.concat(1, Ops.slice(softmax, 1, 2, 10), Ops.slice(in, 1, 0, 2)), mode)));
    Adam adam = new Adam("adam", net.parameters(), 1e-3, .5, .9, 1e-8);
    List<Node> gradients =
        Gradients.of(loss, net.parameters().stream().map(Variable::node).toList());
    Step step = new Step().output(loss).assignAll(adam.update(gradients)).advance(rows, 50);
    try (Session s = backend().open(new SessionOptions(8, 1))) {
      net.initialize(s, 8);
      Program p = s.compile(step);
      for (int i = 0; i < runs; i++) {
        p.run();
      }
      long id = Thread.currentThread().getId();
      long least = Long.MAX_VALUE;
      // Vectors are boxed until the last loop is compiled for good: after that, never again.
      for (int batch = 0; batch < 300 && least >= NOTHING; batch++) {
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < 100; i++) {
          p.run();
        }
        least = (threads.getThreadAllocatedBytes(id) - before) / 100;
      }
      assertThat(p.readScalar(loss)).isFinite();
      return least;
    }
  }

  @Test
  void goldenSteps() throws Exception {
    GoldenStepsTest.check(backend(), 1, 1e-4);
    GoldenStepsTest.check(backend(), 2, 1e-4);
    RecurrentTest.check(backend(), 1e-4);
  }
}
