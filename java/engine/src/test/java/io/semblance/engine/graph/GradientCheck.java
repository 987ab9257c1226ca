package io.semblance.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.reference.ReferenceBackend;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Compares derivatives with central differences along random directions, in double precision, at
 * first and second order: the gradient against the function, then the gradient of (gradient .
 * direction) against that.
 */
public final class GradientCheck {
  private static final double H = 1e-5;

  private GradientCheck() {}

  /**
   * Checks d f / d x and the derivative of its projection.
   *
   * @param f from the inputs' expressions to a value of any shape; it is weighted and summed
   * @param low lowest input drawn
   * @param high highest input drawn
   */
  public static void check(Function<List<Node>, Node> f, double low, double high, Shape... inputs) {
    Random random = new Random(7);
    List<Variable> xs = new java.util.ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      xs.add(Variable.zeros("x" + i, inputs[i]));
    }
    check(f, xs, low, high, random, session -> {});
  }

  /** The same for given variables, with more state set by {@code prepare}. */
  public static void check(
      Function<List<Node>, Node> f,
      List<Variable> xs,
      double low,
      double high,
      Random random,
      java.util.function.Consumer<Session> prepare) {
    List<Node> nodes = xs.stream().map(Variable::node).toList();
    Node y = f.apply(nodes);
    Node loss = Ops.sum(Ops.mul(y, Ops.constant(y.shape(), draw(y.shape(), -1, 1, random))));
    List<double[]> d1 = xs.stream().map(x -> draw(x.shape(), -1, 1, random)).toList();
    List<double[]> d2 = xs.stream().map(x -> draw(x.shape(), -1, 1, random)).toList();
    List<Node> gradient = Gradients.of(loss, nodes);
    Node slope = project(gradient, d1);
    Node curvature = project(Gradients.of(slope, nodes), d2);
    Step step = new Step().output(loss).output(slope).output(curvature);
    try (Session s = new ReferenceBackend().open(new SessionOptions(3, 1))) {
      prepare.accept(s);
      List<double[]> at = xs.stream().map(x -> draw(x.shape(), low, high, random)).toList();
      Program p = s.compile(step);
      double[] here = evaluate(s, p, step, xs, at, d1, 0);
      double forward = evaluate(s, p, step, xs, at, d1, H)[0];
      double backward = evaluate(s, p, step, xs, at, d1, -H)[0];
      close("first derivative", here[1], (forward - backward) / (2 * H));
      forward = evaluate(s, p, step, xs, at, d2, H)[1];
      backward = evaluate(s, p, step, xs, at, d2, -H)[1];
      close("second derivative", here[2], (forward - backward) / (2 * H));
    }
  }

  private static void close(String what, double exact, double difference) {
    assertThat(exact).as(what).isFinite();
    assertThat(exact)
        .as(what)
        .isCloseTo(difference, within(2e-7 * (1 + Math.abs(difference)) * 10));
  }

  private static double[] evaluate(
      Session s,
      Program p,
      Step step,
      List<Variable> xs,
      List<double[]> at,
      List<double[]> direction,
      double h) {
    for (int i = 0; i < xs.size(); i++) {
      double[] moved = at.get(i).clone();
      for (int j = 0; j < moved.length; j++) {
        moved[j] += h * direction.get(i)[j];
      }
      s.set(xs.get(i), moved);
    }
    p.run();
    return step.outputs().stream().mapToDouble(p::readScalar).toArray();
  }

  private static Node project(List<Node> gradients, List<double[]> direction) {
    Node sum = Ops.constant(0);
    for (int i = 0; i < gradients.size(); i++) {
      Node g = gradients.get(i);
      sum = Ops.add(sum, Ops.sum(Ops.mul(g, Ops.constant(g.shape(), direction.get(i)))));
    }
    return sum;
  }

  /** Numbers uniform on [low, high]. */
  public static double[] draw(Shape shape, double low, double high, Random random) {
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * random.nextDouble();
    }
    return values;
  }
}
