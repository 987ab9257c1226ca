package io.semblance.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.RandomStep;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Primitive;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.engine.reference.ReferenceBackend;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Each pass by itself: the same values before and after, and the work saved that it is there for.
 */
class PassesTest {
  private static final int SEEDS = 400;

  private final Variable x = Variable.zeros("x", Shape.of(4, 6));
  private final Variable y = Variable.zeros("y", Shape.of(4, 6));
  private final Counter counter = new Counter("counter");

  private static Node simplified(Node n) {
    return new Simplify().apply(List.of(n)).get(0);
  }

  private static void keepsValues(Supplier<Pass> pass) {
    keepsValues(pass, 0);
  }

  /**
   * @param changesExpected steps that the pass must have changed at least: a pass that never meets
   *     its pattern proves nothing
   */
  private static void keepsValues(Supplier<Pass> pass, int changesExpected) {
    int changes = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomStep random = new RandomStep(seed);
      List<Node> before = random.step().roots();
      List<Node> after = pass.get().apply(before);
      changes += after.equals(before) ? 0 : 1;
      Step step = new Step();
      before.forEach(step::output);
      after.forEach(step::output);
      try (Session s = new ReferenceBackend().open(new SessionOptions(1, 1))) {
        random.load(s);
        Program p = s.compile(step);
        p.run();
        for (int i = 0; i < before.size(); i++) {
          String what = "seed " + seed + " root " + i;
          assertThat(after.get(i).shape()).as(what).isEqualTo(before.get(i).shape());
          same(what, p.read(before.get(i)), p.read(after.get(i)));
        }
      }
    }
    assertThat(changes).isGreaterThanOrEqualTo(changesExpected);
  }

  private static void same(String what, double[] expected, double[] found) {
    double scale = 1e-3;
    for (double v : expected) {
      scale = Math.max(scale, Math.abs(v));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(found[i] - expected[i]) <= 1e-9 * scale)) {
        assertThat(found[i]).as(what + " [" + i + "]").isEqualTo(expected[i]);
      }
    }
  }

  @Test
  void simplifyKeepsEveryValue() {
    keepsValues(Simplify::new);
  }

  @Test
  void commonSubexpressionsKeepEveryValue() {
    keepsValues(CommonSubexpressions::new);
  }

  @Test
  void stackingKeepsEveryValue() {
    keepsValues(() -> pass(StackProducts::apply), 10);
  }

  @Test
  void accumulatingKeepsEveryValue() {
    keepsValues(AccumulateProducts::new, 5);
  }

  @Test
  void interpolatingKeepsEveryValue() {
    keepsValues(() -> pass(InterpolateProducts::apply), 5);
  }

  /** Mixed rows of a penalty, with a condition beside them: their first layer is no product. */
  @Test
  void productsOfInterpolatedRowsAreInterpolated() {
    Node weight = Variable.zeros("weight", Shape.of(8, 5)).node();
    Node condition = Variable.zeros("condition", Shape.of(4, 2)).node();
    Node share = Variable.zeros("share", Shape.of(4, 1)).node();
    Node from = Ops.exp(x.node());
    Node to = Ops.tanh(y.node());
    Node mixed = Ops.add(from, Ops.mul(share, Ops.sub(to, from)));
    Node real = Ops.matmul(Ops.concat(1, to, condition), weight);
    Node fake = Ops.matmul(Ops.concat(1, from, condition), weight);
    Node between = Ops.matmul(Ops.concat(1, mixed, condition), weight);
    Node otherwise = Ops.matmul(Ops.concat(1, mixed, Ops.exp(condition)), weight);
    List<Node> after = InterpolateProducts.apply(List.of(real, fake, between, otherwise));
    assertThat(after.get(2).is(Primitive.ADD)).isTrue();
    assertThat(Gradients.ancestors(after.subList(2, 3))).doesNotContain(mixed);
    assertThat(after.get(3)).as("another condition").isSameAs(otherwise);
    Node turned = Variable.zeros("turned", Shape.of(5, 6)).node();
    List<Node> others =
        List.of(
            Ops.matmul(from, false, turned, true),
            Ops.matmul(to, false, turned, true),
            Ops.matmul(Ops.add(Ops.mul(Ops.sub(to, from), share), from), false, turned, true));
    assertThat(InterpolateProducts.apply(others).get(2).is(Primitive.ADD)).isTrue();
    assertThat(InterpolateProducts.apply(List.of(real, between)))
        .as("only one of the ends is multiplied")
        .containsExactly(real, between);
  }

  private static Pass pass(UnaryOperator<List<Node>> rewriting) {
    return new Pass() {
      @Override
      List<Node> apply(List<Node> roots) {
        return rewriting.apply(roots);
      }

      @Override
      Node rewrite(Node original, Node n) {
        return n;
      }
    };
  }

  /** Real and generated rows through two layers: one product a layer, and nothing is copied. */
  @Test
  void productsThatShareAWeightAreStacked() {
    Node first = Variable.zeros("first", Shape.of(6, 5)).node();
    Node second = Variable.zeros("second", Shape.of(5, 3)).node();
    Step step = new Step();
    for (Node rows : List.of(Ops.exp(x.node()), Ops.tanh(y.node()))) {
      Node hidden = Functions.relu(Ops.matmul(rows, first));
      step.output(Ops.sum(Ops.matmul(hidden, second)));
    }
    Plan plan = Compiler.compile(step);
    assertThat(products(plan)).as(plan.describe()).isEqualTo(2);
    assertThat(plan.instructions()).noneMatch(Instruction.Copy.class::isInstance);
  }

  /** The second use needs the first one's result: stacking them would be a circle. */
  @Test
  void productsThatDependOnEachOtherAreNotStacked() {
    Node weight = Variable.zeros("weight", Shape.of(6, 6)).node();
    Node once = Ops.matmul(x.node(), weight);
    Plan plan = Compiler.compile(new Step().output(Ops.matmul(Functions.relu(once), weight)));
    assertThat(products(plan)).isEqualTo(2);
  }

  /** The gradient of a weight used twice is one memory, filled by two products. */
  @Test
  void sumsOfProductsAreAccumulated() {
    Node a = Ops.matmul(x.node(), true, y.node(), false);
    Node b = Ops.matmul(Ops.exp(x.node()), true, Ops.tanh(y.node()), false);
    Node c = Ops.matmul(Ops.tanh(x.node()), true, y.node(), false);
    Plan plan = Compiler.compile(new Step().output(Ops.add(Ops.add(a, b), c)));
    List<Instruction.Product> products =
        plan.instructions().stream()
            .filter(Instruction.Product.class::isInstance)
            .map(Instruction.Product.class::cast)
            .toList();
    assertThat(products)
        .extracting(Instruction.Product::accumulate)
        .containsExactly(false, true, true);
    assertThat(products).extracting(Instruction.Product::out).containsOnly(products.get(0).out());
    Node shared = Ops.add(a, Ops.matmul(y.node(), true, x.node(), false));
    Plan both = Compiler.compile(new Step().output(shared).output(Ops.exp(a)));
    assertThat(both.describe()).doesNotContain(" += ");
  }

  @Test
  void productsWithOneStepAreElementwise() {
    Node column = Variable.zeros("column", Shape.of(4, 1)).node();
    Node row = Variable.zeros("row", Shape.of(6, 1)).node();
    Plan plan = Compiler.compile(new Step().output(Ops.matmul(column, false, row, true)));
    assertThat(chains(plan)).hasSize(1);
    Node ones = Ops.fill(Shape.of(4, 1), 2);
    plan = Compiler.compile(new Step().output(Ops.matmul(x.node(), true, ones, false)));
    assertThat(products(plan)).isZero();
  }

  @Test
  void neutralElementsAndZerosGo() {
    Node a = x.node();
    assertThat(simplified(Ops.mul(a, 1))).isSameAs(a);
    assertThat(simplified(Ops.add(a, 0))).isSameAs(a);
    assertThat(simplified(Ops.add(Ops.fill(a.shape(), 0), a))).isSameAs(a);
    assertThat(simplified(Ops.div(a, Ops.fill(a.shape(), 1)))).isSameAs(a);
    assertThat(simplified(Ops.neg(Ops.neg(a)))).isSameAs(a);
    assertThat(simplified(Ops.stopGradient(a))).isSameAs(a);
    assertThat(simplified(Ops.mul(a, 0)).isFill(0)).isTrue();
    Node zeros = Ops.fill(Shape.of(6, 3), 0);
    assertThat(simplified(Ops.matmul(Ops.exp(a), zeros)).isFill(0)).isTrue();
    Node nothing = Variable.zeros("nothing", Shape.of(6, 0)).node();
    assertThat(simplified(Ops.matmul(a, nothing)).shape()).isEqualTo(Shape.of(4, 0));
    assertThat(simplified(Ops.matmul(nothing, false, nothing, true)).isFill(0)).isTrue();
    Node constants = Ops.exp(Ops.add(Ops.mul(Ops.constant(2), 3), 1));
    assertThat(simplified(constants).attr(Attr.Fill.class).value()).isEqualTo(Math.exp(7));
    assertThat(simplified(Ops.sum(Ops.fill(Shape.of(5, 2), 3), 0)).isFill(15)).isTrue();
  }

  @Test
  void viewsOfViewsBecomeOne() {
    Node a = x.node();
    assertThat(simplified(Ops.transpose(Ops.transpose(a)))).isSameAs(a);
    assertThat(simplified(Ops.transpose(a, 0, 1))).isSameAs(a);
    Node turned = simplified(Ops.transpose(Ops.transpose(a), 0, 1));
    assertThat(turned.is(Primitive.TRANSPOSE)).isTrue();
    assertThat(turned.input(0)).isSameAs(a);
    Node cube = Variable.zeros("cube", Shape.of(2, 3, 4)).node();
    Node cycled = Ops.transpose(Ops.transpose(Ops.transpose(cube, 1, 2, 0), 1, 2, 0), 1, 2, 0);
    assertThat(simplified(cycled)).isSameAs(cube);
    assertThat(simplified(Ops.slice(Ops.concat(1, a, y.node()), 1, 6, 6))).isSameAs(y.node());
    Node product = simplified(Ops.matmul(Ops.transpose(a), y.node()));
    assertThat(product.attr(Attr.Transposed.class)).isEqualTo(new Attr.Transposed(true, false));
    Node unturned = simplified(Ops.matmul(Ops.transpose(a, 0, 1), true, y.node(), false));
    assertThat(unturned.attr(Attr.Transposed.class)).isEqualTo(new Attr.Transposed(true, false));
    Node column = Variable.zeros("column", Shape.of(4, 1)).node();
    Node summed = simplified(Ops.sum(Ops.broadcast(column, Shape.of(4, 6)), 1));
    assertThat(summed.is(Primitive.MUL)).isTrue();
    assertThat(summed.input(0)).isSameAs(column);
  }

  @Test
  void equalExpressionsAreComputedOnce() {
    Node once = Ops.tanh(Ops.add(x.node(), y.node()));
    Node again = Ops.tanh(Ops.add(x.node(), y.node()));
    Node noise = Ops.normal(Shape.of(4, 6), 1, counter);
    Node sameNoise = Ops.normal(Shape.of(4, 6), 1, counter);
    Node otherStream = Ops.normal(Shape.of(4, 6), 2, counter);
    Node otherCounter = Ops.normal(Shape.of(4, 6), 1, new Counter("other"));
    Node otherKind = Ops.uniform(Shape.of(4, 6), 1, counter);
    List<Node> after =
        new CommonSubexpressions()
            .apply(List.of(once, again, noise, sameNoise, otherStream, otherCounter, otherKind));
    assertThat(after.get(1)).isSameAs(after.get(0));
    assertThat(after.get(3)).isSameAs(after.get(2));
    assertThat(after.subList(2, 7)).containsOnlyOnce(otherStream, otherCounter, otherKind);
  }

  /** A sum that is written in two ways is found when simplifying has put both in one order. */
  @Test
  void orderOfTermsDoesNotHideEqualExpressions() {
    Step step =
        new Step()
            .output(Ops.exp(Ops.add(x.node(), y.node())))
            .output(Ops.exp(Ops.add(y.node(), x.node())));
    Plan plan = Compiler.compile(step);
    assertThat(chains(plan)).hasSize(1);
    assertThat(chains(plan).get(0).ops()).hasSize(2);
  }

  private static List<Instruction.Chain> chains(Plan plan) {
    return plan.instructions().stream()
        .filter(Instruction.Chain.class::isInstance)
        .map(Instruction.Chain.class::cast)
        .toList();
  }

  private static long products(Plan plan) {
    return plan.instructions().stream().filter(Instruction.Product.class::isInstance).count();
  }

  /** The slope of a ReLU network by its input is constant in the input: nothing is left to do. */
  @Test
  void reluHasNoSecondDerivative() {
    for (Activation activation : List.of(Activation.RELU, Activation.LEAKY_RELU)) {
      Sequential net = Sequential.mlp("net", 6, List.of(8, 7), 1, activation, false, 0.3);
      Node out = Ops.sum(net.apply(x.node(), Mode.training(counter, 1)));
      Node slope = Gradients.of(out, x.node());
      Node second = Gradients.of(Ops.sum(Ops.mul(slope, y.node())), x.node());
      Plan plan = Compiler.compile(new Step().output(second));
      assertThat(plan.instructions()).as(plan.describe()).isEmpty();
      assertThat(products(Compiler.compile(new Step().output(slope)))).isGreaterThan(3);
    }
    Sequential smooth = Sequential.mlp("net", 6, List.of(8), 1, Activation.TANH, false, 0);
    Node slope = Gradients.of(Ops.sum(smooth.apply(x.node(), Mode.inference())), x.node());
    Node second = Gradients.of(Ops.sum(slope), x.node());
    assertThat(products(Compiler.compile(new Step().output(second)))).isGreaterThan(1);
  }

  /** The penalty's derivative by a bias before a ReLU is zero, so no work may be spent on it. */
  @Test
  void biasesOfReluNetworksTakeNoPartInThePenalty() {
    Sequential net = Sequential.mlp("net", 6, List.of(8), 1, Activation.RELU, false, 0);
    Node slope = Gradients.of(Ops.sum(net.apply(x.node(), Mode.inference())), x.node());
    Node penalty = Functions.mean(Functions.square(Ops.sub(Functions.rowNorm(slope, 1e-12), 1)));
    Node byBias = Gradients.of(penalty, net.parameters().get(1).node());
    assertThat(Compiler.compile(new Step().output(byBias)).instructions()).isEmpty();
  }

  /** Dropout's mask and the slope of the rectifier are one factor, in both directions. */
  @Test
  void selectorsAreGathered() {
    keepsValues(GatherSelectors::new, 1);
    Node slope = Ops.add(Ops.mul(Ops.greater(y.node(), 0), 0.8), 0.2);
    Node mask = Ops.greater(Ops.tanh(y.node()), 0.1);
    Node forward = Ops.mul(Ops.mul(x.node(), slope), mask);
    Node backward = Ops.mul(Ops.mul(Ops.exp(x.node()), mask), slope);
    List<Node> after = new GatherSelectors().apply(List.of(forward, backward));
    after = new CommonSubexpressions().apply(after);
    assertThat(after.get(0).input(1)).isSameAs(after.get(1).input(1));
  }
}
