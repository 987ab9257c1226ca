package io.semblance.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** First- and second-order derivatives of every primitive that has any. */
class PrimitiveGradientsTest {
  private static final IndexVariable PLACES = new IndexVariable("places", 5);

  private record Case(
      String name,
      Primitive covers,
      Function<List<Node>, Node> f,
      double low,
      double high,
      List<Shape> shapes) {}

  private static Case of(
      String name,
      Primitive covers,
      Function<List<Node>, Node> f,
      double low,
      double high,
      Shape... shapes) {
    return new Case(name, covers, f, low, high, Arrays.asList(shapes));
  }

  private static Shape s(int... dims) {
    return Shape.of(dims);
  }

  /** Squared, so that linear operators have a second derivative to check. */
  private static Node sq(Node x) {
    return Functions.square(x);
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cases.add(of("add", Primitive.ADD, x -> sq(Ops.add(x.get(0), x.get(1))), -1, 1, s(3, 4), s(4)));
    cases.add(of("mul", Primitive.MUL, x -> Ops.mul(x.get(0), x.get(1)), -1, 1, s(3, 4), s(3, 1)));
    cases.add(of("div", Primitive.DIV, x -> Ops.div(x.get(0), x.get(1)), .5, 2, s(3, 4), s(3, 4)));
    cases.add(of("max", Primitive.MAX, x -> sq(Ops.max(x.get(0), x.get(1))), -1, 1, s(5), s(5)));
    cases.add(
        of(
            "greater",
            Primitive.GREATER,
            x -> Ops.mul(sq(x.get(0)), Ops.greater(x.get(0), x.get(1))),
            -1,
            1,
            s(5),
            s(5)));
    cases.add(of("exp", Primitive.EXP, x -> Ops.exp(x.get(0)), -1, 1, s(5)));
    cases.add(of("log", Primitive.LOG, x -> Ops.log(x.get(0)), .5, 2, s(5)));
    cases.add(of("sqrt", Primitive.SQRT, x -> Ops.sqrt(x.get(0)), .5, 2, s(5)));
    cases.add(of("tanh", Primitive.TANH, x -> Ops.tanh(x.get(0)), -2, 2, s(5)));
    cases.add(
        of(
            "broadcast",
            Primitive.BROADCAST,
            x -> sq(Ops.mul(Ops.broadcast(x.get(0), s(2, 3, 4)), x.get(1))),
            -1,
            1,
            s(3, 1),
            s(2, 1, 4)));
    cases.add(of("sum", Primitive.SUM, x -> sq(Ops.sum(x.get(0), 0, 2)), -1, 1, s(2, 3, 4)));
    cases.add(of("sum all", Primitive.SUM, x -> sq(Ops.sum(x.get(0))), -1, 1, s(2, 3)));
    cases.add(
        of(
            "reshape",
            Primitive.RESHAPE,
            x -> Ops.mul(Ops.reshape(x.get(0), s(4, 3)), x.get(1)),
            -1,
            1,
            s(3, 4),
            s(4, 3)));
    cases.add(
        of(
            "transpose",
            Primitive.TRANSPOSE,
            x -> Ops.mul(Ops.transpose(x.get(0), 2, 0, 1), x.get(1)),
            -1,
            1,
            s(2, 3, 4),
            s(4, 2, 3)));
    cases.add(
        of("slice", Primitive.SLICE, x -> sq(Ops.slice(x.get(0), 1, 1, 2)), -1, 1, s(3, 4, 2)));
    cases.add(
        of(
            "concat",
            Primitive.CONCAT,
            x -> sq(Ops.concat(1, x)),
            -1,
            1,
            s(3, 2),
            s(3, 1),
            s(3, 4)));
    for (boolean ta : new boolean[] {false, true}) {
      for (boolean tb : new boolean[] {false, true}) {
        cases.add(
            of(
                "matmul " + ta + tb,
                Primitive.MATMUL,
                x -> sq(Ops.matmul(x.get(0), ta, x.get(1), tb)),
                -1,
                1,
                ta ? s(4, 3) : s(3, 4),
                tb ? s(2, 4) : s(4, 2)));
      }
    }
    cases.add(
        of(
            "segment sum",
            Primitive.SEGMENT_SUM,
            x -> sq(Ops.segmentSum(x.get(0), List.of(0, 2, 3, 6))),
            -1,
            1,
            s(3, 6)));
    cases.add(
        of(
            "segment softmax",
            Primitive.SEGMENT_MAX,
            x -> Functions.segmentSoftmax(x.get(0), List.of(0, 2, 5)),
            -1,
            1,
            s(3, 5)));
    cases.add(
        of(
            "gather",
            Primitive.GATHER,
            x -> sq(Ops.gather(x.get(0), PLACES, null, 5)),
            -1,
            1,
            s(4, 3)));
    cases.add(
        of(
            "scatter add",
            Primitive.SCATTER_ADD,
            x -> sq(Ops.scatterAdd(x.get(0), PLACES, null, 4)),
            -1,
            1,
            s(5, 3)));
    Node codes = Ops.constant(s(1, 5), 2, 0, 3, 2, 1);
    cases.add(of("lookup", Primitive.LOOKUP, x -> sq(Ops.lookup(x.get(0), codes)), -1, 1, s(4, 3)));
    cases.add(
        of(
            "lookup add",
            Primitive.LOOKUP_ADD,
            x -> sq(Ops.lookupAdd(x.get(0), codes, 4)),
            -1,
            1,
            s(3, 5)));
    Node two = Ops.constant(s(2, 3), 1, 0, 1, 2, 0, 2);
    List<Integer> cut = List.of(0, 2, 5);
    cases.add(of("pick", Primitive.PICK, x -> sq(Ops.pick(x.get(0), two, cut)), -1, 1, s(5, 3)));
    cases.add(of("place", Primitive.PLACE, x -> sq(Ops.place(x.get(0), two, cut)), -1, 1, s(2, 3)));
    cases.add(
        of(
            "rows log sum exp",
            Primitive.ROWS_LOG_SUM_EXP,
            x -> sq(Ops.rowsLogSumExp(x.get(0), cut)),
            -1,
            1,
            s(5, 3)));
    cases.add(
        of(
            "cross entropy",
            Primitive.PICK,
            x -> sq(Functions.crossEntropy(x.get(0), two, cut)),
            -1,
            1,
            s(5, 3)));
    cases.add(of("softplus", Primitive.LOG, x -> Functions.softplus(x.get(0)), -3, 3, s(5)));
    cases.add(of("sigmoid", Primitive.TANH, x -> Functions.sigmoid(x.get(0)), -3, 3, s(5)));
    cases.add(
        of(
            "log softmax",
            Primitive.LOG,
            x -> Functions.segmentLogSoftmax(x.get(0), List.of(0, 2, 5)),
            -1,
            1,
            s(3, 5)));
    cases.add(of("row norm", Primitive.SQRT, x -> Functions.rowNorm(x.get(0), 0), .5, 2, s(3, 4)));
    return cases;
  }

  @TestFactory
  List<DynamicTest> derivativesAgreeWithDifferences() {
    return cases().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> {
                      List<Variable> xs = new ArrayList<>();
                      for (Shape shape : c.shapes()) {
                        xs.add(Variable.zeros("x" + xs.size(), shape));
                      }
                      GradientCheck.check(
                          c.f(),
                          xs,
                          c.low(),
                          c.high(),
                          new Random(11),
                          session -> session.set(PLACES, new int[] {2, 0, 3, 2, 1}));
                    }))
        .toList();
  }

  @Test
  void everyPrimitiveWithADerivativeHasACase() {
    Set<Primitive> covered = EnumSet.noneOf(Primitive.class);
    cases().forEach(c -> covered.add(c.covers()));
    Set<Primitive> without =
        EnumSet.of(
            Primitive.CONSTANT,
            Primitive.VARIABLE,
            Primitive.RANDOM,
            Primitive.STOP_GRADIENT,
            Primitive.CHOOSE);
    assertThat(EnumSet.complementOf(EnumSet.copyOf(covered))).isEqualTo(without);
  }

  @Test
  void nothingFlowsThroughStopGradient() {
    Variable x = Variable.zeros("x", s(3));
    Node y = Ops.sum(Ops.stopGradient(sq(x.node())));
    assertThat(Gradients.of(y, x.node()).isFill(0)).isTrue();
  }
}
