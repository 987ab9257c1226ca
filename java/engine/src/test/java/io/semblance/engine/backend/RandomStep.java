package io.semblance.engine.backend;

import io.semblance.engine.EngineException;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A step drawn at random: a graph of all primitives over a few extents, with outputs, gradients and
 * assignments that swap, overwrite and share variables. Values stay of the order of one, and
 * comparisons are made where rounding cannot turn them, so that single and double precision can be
 * compared.
 */
public final class RandomStep {
  private static final int VARIABLES = 6;

  private final Random random;
  private final int[] extents;
  private final List<Variable> variables = new ArrayList<>();
  private final List<Node> pool = new ArrayList<>();
  private final IndexVariable places = new IndexVariable("places", 5);
  private final Counter counter = new Counter("counter");
  private final Step step = new Step();

  /** The step of {@code seed}; every tenth has arrays large enough to be shared by threads. */
  public RandomStep(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    int large = seed % 10 == 0 ? 150 : 12;
    extents =
        new int[] {1, 2 + random.nextInt(3), 2 + random.nextInt(large), 2 + random.nextInt(large)};
    for (int i = 0; i < VARIABLES; i++) {
      // Pairs of one shape, so that they can be swapped.
      Shape shape = i % 2 == 1 ? variables.get(i - 1).shape() : shape();
      Variable v = Variable.filled("v" + i, shape, .25);
      variables.add(v);
      pool.add(v.node());
    }
    for (int i = 0; i < 12 + random.nextInt(30); i++) {
      grow();
    }
    finish();
  }

  public Step step() {
    return step;
  }

  public List<Variable> variables() {
    return variables;
  }

  public Counter counter() {
    return counter;
  }

  /** Starting values, the same for every session. */
  public void load(Session s) {
    Random values = new Random(77);
    for (Variable v : variables) {
      float[] x = new float[v.shape().size()];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) values.nextGaussian();
      }
      s.set(v, x);
    }
    s.set(places, new int[] {1, 0, 0, 1, 1});
    s.set(counter, 123);
  }

  private int extent() {
    return extents[random.nextInt(extents.length)];
  }

  private Shape shape() {
    return switch (random.nextInt(8)) {
      case 0 -> Shape.scalar();
      case 1 -> Shape.of(extent());
      case 2 -> Shape.of(extents[1], extent(), extents[1]);
      default -> Shape.of(extent(), extent());
    };
  }

  /** Any node, newer ones more often. */
  private Node any() {
    int n = pool.size();
    return pool.get(Math.max(random.nextInt(n), random.nextInt(n)));
  }

  private Variable anyVariable() {
    return variables.get(random.nextInt(VARIABLES));
  }

  /** Adds a node; what does not fit together is tried with other operands. */
  private void grow() {
    for (int attempt = 0; attempt < 30; attempt++) {
      try {
        Supplier<Node> maker = maker();
        pool.add(maker.get());
        if (random.nextInt(6) == 0) {
          pool.add(maker.get()); // Equal to the one before.
        }
        return;
      } catch (EngineException e) {
        continue;
      }
    }
  }

  private Supplier<Node> maker() {
    Node a = any();
    Node b = any();
    int rank = a.shape().rank();
    double constant = random.nextInt(5) - 2;
    switch (random.nextInt(31)) {
      case 0:
        return () -> Ops.add(a, b);
      case 1:
        return () -> Ops.tanh(Ops.mul(a, b));
      case 2:
        return () -> Ops.sub(a, b);
      case 3:
        return () -> Ops.div(a, Ops.add(Functions.square(b), .5));
      case 4:
        return () -> Ops.exp(Ops.tanh(a));
      case 5:
        return () -> Ops.sqrt(Ops.add(Functions.square(a), .1));
      case 6:
        return () -> Ops.log(Ops.add(Functions.square(a), .1));
      case 7:
        return () -> Ops.max(a, b);
      case 8:
        Variable v = anyVariable();
        return () -> Ops.mul(Ops.greater(v.node(), .1234), random.nextBoolean() ? a : v.node());
      case 9:
        return () -> Ops.mul(a, constant);
      case 10:
        return () -> Ops.add(a, constant);
      case 11:
        return () -> Ops.mul(Ops.mul(a, .5), Ops.fill(a.shape(), 2));
      case 12:
        Node constants = Ops.constant(a.shape(), draw(a.shape().size()));
        return () -> Ops.mul(a, constants);
      case 13:
        Shape target = shape();
        return () -> Ops.broadcast(a, target);
      case 14:
        int[] axes = IntStream.range(0, rank).filter(i -> random.nextBoolean()).toArray();
        return () -> axes.length == 0 ? Functions.mean(a) : Functions.mean(a, axes);
      case 15:
        int[] dims = a.shape().dims();
        boolean flat = random.nextBoolean();
        return () ->
            Ops.reshape(
                a,
                flat
                    ? Shape.of(a.shape().size())
                    : Shape.of(a.shape().size() / last(dims), last(dims)));
      case 16:
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.shuffle(order, random);
        return () -> Ops.transpose(a, order.stream().mapToInt(i -> i).toArray());
      case 17:
        int axis = rank == 0 ? 0 : random.nextInt(rank);
        int whole = rank == 0 ? 1 : a.shape().dim(axis);
        int start = random.nextInt(whole);
        int length = 1 + random.nextInt(whole - start);
        return () -> Ops.slice(a, axis, start, length);
      case 18:
        int along = rank == 0 ? 0 : random.nextInt(rank);
        return () -> Ops.concat(along, a, b.shape().equals(a.shape()) ? b : Ops.mul(a, 3), a);
      case 19:
        boolean ta = random.nextBoolean();
        boolean tb = random.nextBoolean();
        return () -> Ops.tanh(Ops.matmul(a, ta, b, tb));
      case 20:
        List<Integer> bounds = bounds(rank == 0 ? 1 : a.shape().dim(-1));
        boolean max = random.nextBoolean();
        return () -> max ? Ops.segmentMax(a, bounds) : Ops.tanh(Ops.segmentSum(a, bounds));
      case 21:
        int count = 2 + random.nextInt(4);
        return () ->
            a.shape().dim(0) < 2
                ? Ops.mul(a, -1)
                : Ops.gather(a, places, random.nextBoolean() ? counter : null, count);
      case 22:
        return () -> Ops.scatterAdd(matrix(a), places, counter, 2);
      case 23, 24:
        // A weight used twice, or a sum of products, as gradients of such weights are.
        Node weight = anyVariable().node();
        boolean left = random.nextBoolean();
        boolean right = random.nextBoolean();
        Node other = Ops.tanh(Ops.mul(a, .5));
        return () ->
            Ops.tanh(
                Ops.add(
                    Ops.matmul(a, left, weight, right), Ops.matmul(other, left, weight, right)));
      case 25:
        return penalized(a);
      case 26:
        int table = 2 + random.nextInt(4);
        boolean forth = random.nextBoolean();
        return () -> {
          int n = matrix(a).shape().dim(1);
          Node codes = codes(1, n, table);
          return forth && a.shape().dim(0) >= table
              ? Ops.lookup(a, codes(1, 5, a.shape().dim(0)))
              : Ops.tanh(Ops.lookupAdd(a, codes, table));
        };
      case 27:
        List<Integer> cut = bounds(rank == 0 ? 1 : a.shape().dim(0));
        boolean picks = random.nextBoolean();
        return () -> {
          Node codes = codes(cut.size() - 1, matrix(a).shape().dim(1), a.shape().dim(0));
          return picks
              ? Ops.pick(a, codes, cut)
              : Ops.place(Ops.slice(a, 0, 0, cut.size() - 1), codes, cut);
        };
      case 28:
        List<Integer> segments = bounds(rank == 0 ? 1 : a.shape().dim(0));
        return () -> Ops.rowsLogSumExp(Ops.tanh(matrix(a)), segments);
      case 29:
        return () ->
            Ops.choose(
                Ops.tanh(matrix(a)),
                Ops.transpose(Ops.uniform(Shape.of(a.shape().dim(1), 1), 1, counter)));
      default:
        Shape noise = shape();
        int stream = random.nextInt(3);
        int distribution = random.nextInt(3);
        return () ->
            Ops.stopGradient(
                switch (distribution) {
                  case 0 -> Ops.uniform(noise, stream, counter);
                  case 1 -> Ops.uniform16(noise, stream, counter);
                  default -> Ops.normal(noise, stream, counter);
                });
    }
  }

  /** A critic in small: rows, others and what lies between them, and how it slopes there. */
  private Supplier<Node> penalized(Node rows) {
    Node first = anyVariable().node();
    Node second = anyVariable().node();
    Node others = Ops.tanh(Ops.mul(rows, .5));
    int stream = random.nextInt(3);
    return () -> {
      Node share = Ops.uniform(Shape.of(matrix(rows).shape().rows(), 1), stream, counter);
      Node between = Ops.add(rows, Ops.mul(share, Ops.sub(others, rows)));
      Node slope = Gradients.of(Ops.sum(critic(between, first, second)), between);
      Node loss = Functions.mean(Functions.square(Functions.rowNorm(slope, .1)));
      Node scores =
          Functions.mean(Ops.sub(critic(rows, first, second), critic(others, first, second)));
      return Ops.tanh(Gradients.of(Ops.add(loss, scores), first));
    };
  }

  private Node critic(Node rows, Node first, Node second) {
    Node hidden = Ops.tanh(Ops.mul(Ops.matmul(rows, first), 1. / rows.shape().dim(1)));
    Node kept = Ops.greater(Ops.uniform(hidden.shape(), 1, counter), .3);
    Node slopes =
        Ops.add(Ops.mul(Ops.greater(Ops.uniform(hidden.shape(), 2, counter), .5), .8), .2);
    return Ops.matmul(Ops.mul(Ops.mul(hidden, kept), slopes), second);
  }

  private static Node matrix(Node a) {
    if (a.shape().rank() != 2) {
      throw new EngineException("rows are those of a matrix");
    }
    return a;
  }

  private static int last(int[] dims) {
    return dims.length == 0 ? 1 : dims[0];
  }

  private List<Integer> bounds(int extent) {
    List<Integer> bounds = new ArrayList<>(List.of(0));
    while (bounds.get(bounds.size() - 1) < extent) {
      int at = bounds.get(bounds.size() - 1);
      bounds.add(at + 1 + random.nextInt(extent - at));
    }
    return bounds;
  }

  private Node codes(int segments, int columns, int states) {
    double[] codes = new double[segments * columns];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = random.nextInt(states + 2) - 1;
    }
    return Ops.constant(Shape.of(segments, columns), codes);
  }

  private double[] draw(int n) {
    return random.doubles(n).map(v -> 2 * v - 1).toArray();
  }

  private void finish() {
    for (int i = 0; i < 3; i++) {
      step.output(any());
    }
    if (random.nextBoolean()) {
      Node loss = Functions.mean(Functions.square(any()));
      Variable v = anyVariable();
      Node gradient = Gradients.of(loss, v.node());
      step.output(gradient);
      if (random.nextBoolean()) {
        step.output(Gradients.of(Functions.mean(Ops.tanh(gradient)), anyVariable().node()));
      }
    }
    Node shared = null;
    for (Variable v : variables) {
      Node value = assigned(v, shared);
      if (value != null) {
        step.assign(v, value);
        shared = value;
      }
    }
    if (random.nextBoolean()) {
      step.advance(counter, 1 + random.nextInt(5));
    }
  }

  /** A new value of {@code v}; null to leave it. */
  private Node assigned(Variable v, Node shared) {
    Variable partner = variables.get(variables.indexOf(v) ^ 1);
    switch (random.nextInt(8)) {
      case 0:
        return null;
      case 1:
        return partner.node();
      case 2:
        return Ops.tanh(Ops.sub(v.node(), Ops.mul(partner.node(), .5)));
      case 3:
        return shared != null && shared.shape().equals(v.shape()) ? shared : v.node();
      case 4:
        return Ops.fill(v.shape(), .75);
      case 5:
        // Reads the old value whole, after or before it may be written.
        return Ops.add(Ops.tanh(v.node()), Functions.mean(v.node()));
      default:
        List<Node> fitting =
            pool.stream().filter(n -> n.shape().size() == v.shape().size()).toList();
        Node chosen = fitting.get(random.nextInt(fitting.size()));
        return Ops.reshape(random.nextBoolean() ? chosen : Ops.tanh(chosen), v.shape());
    }
  }
}
