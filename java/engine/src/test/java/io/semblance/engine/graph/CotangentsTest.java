package io.semblance.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.nn.Gru;
import io.semblance.engine.reference.ReferenceBackend;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CotangentsTest {
  /** Slices that touch, overlap, repeat, leave gaps, and lie along two axes. */
  private static Node function(Node x) {
    Node sum = Ops.fill(Shape.scalar(), 0);
    int weight = 1;
    int[][] slices = {
      {0, 0, 2}, {0, 2, 2}, {0, 1, 3}, {0, 2, 2}, {1, 0, 1}, {1, 2, 1}, {0, 5, 1}, {0, 0, 5},
      {0, 0, 1}, {0, 0, 4}, {0, 0, 2}, {0, 2, 1}
    };
    for (int[] s : slices) {
      Node part = Ops.slice(x, s[0], s[1], s[2]);
      Node cubes = Ops.mul(part, Functions.square(part));
      sum = Ops.add(sum, Ops.mul(Ops.sum(cubes), weight++));
    }
    return Ops.add(sum, Ops.sum(Functions.square(x)));
  }

  private static double[] numbers(int count) {
    return new Random(3).doubles(count, -1, 1).toArray();
  }

  @Test
  void gradientsOfSlicesAreThoseOfDifferences() {
    Variable x = Variable.zeros("x", Shape.of(6, 3));
    Node value = function(x.node());
    Node first = Gradients.of(value, x.node());
    Node second = Gradients.of(Ops.sum(Functions.square(first)), x.node());
    double[] at = numbers(18);
    try (Session s = new ReferenceBackend().open(new SessionOptions(0, 1))) {
      s.set(x, at);
      Node of = Ops.sum(Functions.square(first));
      Program p = s.compile(new Step().output(value).output(first).output(of).output(second));
      p.run();
      double[] gradient = p.read(first);
      double[] curvature = p.read(second);
      double h = 1e-6;
      for (int i = 0; i < at.length; i++) {
        double keep = at[i];
        double[] values = new double[2];
        double[] slopes = new double[2];
        for (int side = 0; side < 2; side++) {
          at[i] = keep + (side == 0 ? h : -h);
          s.set(x, at);
          p.run();
          values[side] = p.readScalar(value);
          slopes[side] = p.readScalar(of);
        }
        at[i] = keep;
        assertThat(gradient[i])
            .isCloseTo(
                (values[0] - values[1]) / (2 * h), org.assertj.core.data.Offset.offset(1e-6));
        assertThat(curvature[i])
            .isCloseTo(
                (slopes[0] - slopes[1]) / (2 * h), org.assertj.core.data.Offset.offset(1e-4));
      }
    }
  }

  /** Numbers of all nodes of the gradient of a recurrent layer over so many steps. */
  private static long numbersOf(int times) {
    Gru layer = new Gru("layer", 3, 4);
    Variable x = Variable.zeros("x", Shape.of(times * 2, 3));
    Node loss = Ops.sum(Functions.square(layer.apply(x.node(), times).outputs()));
    List<Node> wrt = layer.parameters().stream().map(Variable::node).toList();
    return Gradients.ancestors(Gradients.of(loss, wrt)).stream()
        .mapToLong(n -> n.shape().size())
        .sum();
  }

  /** Numbers of all nodes of the gradient of so many slices, each longer than the one before. */
  private static long numbersOfNested(int slices) {
    Variable x = Variable.zeros("x", Shape.of(slices, 5));
    Node sum = Ops.fill(Shape.scalar(), 0);
    for (int n = 1; n <= slices; n++) {
      sum = Ops.add(sum, Ops.sum(Functions.square(Ops.slice(x.node(), 0, 0, n))));
    }
    Node gradient = Gradients.of(sum, x.node());
    return Gradients.ancestors(List.of(gradient)).stream().mapToLong(n -> n.shape().size()).sum();
  }

  /** The slices themselves grow with the square; padded, their sums would take twice as much. */
  @Test
  void nestedSlicesAreNotPadded() {
    long slices = 5L * 64 * 65 / 2;
    assertThat((double) numbersOfNested(64) / slices).isLessThan(8.5);
  }

  @Test
  void anUnrolledSequenceGrowsWithItsStepsNotTheirSquare() {
    double growth = (double) numbersOf(64) / numbersOf(16);
    assertThat(growth).isBetween(3.0, 4.5);
  }
}
