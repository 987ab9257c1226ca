package io.semblance.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.backend.RandomStep;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.engine.optim.Adam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Plans: order of work, chains, merged products, memory. */
class PlansTest {
  private final Variable x = Variable.zeros("x", Shape.of(4, 6));
  private final Variable y = Variable.zeros("y", Shape.of(4, 6));
  private final Counter counter = new Counter("counter");

  private static List<Instruction.Chain> chains(Plan plan) {
    return plan.instructions().stream()
        .filter(Instruction.Chain.class::isInstance)
        .map(Instruction.Chain.class::cast)
        .toList();
  }

  private static long products(Plan plan) {
    return plan.instructions().stream().filter(Instruction.Product.class::isInstance).count();
  }

  @Test
  void elementwiseWorkIsOneChain() {
    Variable row = Variable.zeros("row", Shape.of(6));
    Variable column = Variable.zeros("column", Shape.of(4, 1));
    Node all =
        Ops.tanh(
            Ops.add(
                Ops.mul(Ops.add(x.node(), row.node()), column.node()),
                Ops.exp(Ops.div(y.node(), 3))));
    Plan plan = Compiler.compile(new Step().output(all));
    assertThat(plan.instructions()).as(plan.describe()).hasSize(1);
    assertThat(chains(plan).get(0).registers()).isLessThanOrEqualTo(2);
    assertThat(chains(plan).get(0).outputs()).hasSize(1);
  }

  /** A product that is only added to something, and a comparison that only selects. */
  @Test
  void pairsOfOperationsBecomeOne() {
    Node sum = Ops.add(Ops.mul(x.node(), y.node()), 3);
    Node selected = Ops.mul(Ops.greater(x.node(), 0.5), y.node());
    Plan plan = Compiler.compile(new Step().output(sum).output(selected));
    assertThat(chains(plan).stream().flatMap(c -> c.ops().stream()))
        .extracting(Instruction.MicroOp::op)
        .containsExactlyInAnyOrder(Operation.Ternary.MULTIPLY_ADD, Operation.Ternary.GATE);
    // A product that somebody else reads as well stays by itself.
    Node product = Ops.mul(x.node(), y.node());
    Plan both = Compiler.compile(new Step().output(Ops.add(product, 3)).output(Ops.exp(product)));
    assertThat(both.describe()).doesNotContain("MULTIPLY_ADD");
  }

  /** The gradient over real and over generated rows is one product over all of them. */
  @Test
  void neighbouringProductsAreMerged() {
    Sequential net = Sequential.mlp("net", 6, List.of(8, 7), 1, Activation.RELU, false, 0);
    Node score =
        Ops.sub(
            Functions.mean(net.apply(Ops.tanh(x.node()), Mode.inference())),
            Functions.mean(net.apply(Ops.exp(y.node()), Mode.inference())));
    List<Node> gradients =
        Gradients.of(
            score, List.of(net.parameters().get(0).node(), net.parameters().get(2).node()));
    Plan plan = Compiler.compile(new Step().output(gradients.get(0)).output(gradients.get(1)));
    List<Instruction.Product> byRows =
        plan.instructions().stream()
            .filter(Instruction.Product.class::isInstance)
            .map(Instruction.Product.class::cast)
            .filter(p -> p.transposeA() && p.m() == 8)
            .toList();
    assertThat(byRows).as(plan.describe()).hasSize(1);
    assertThat(byRows.get(0).k()).isEqualTo(8);
  }

  /** A mask that is drawn early would only push other values from the cache. */
  @Test
  void randomNumbersAreDrawnJustBeforeTheyAreRead() {
    Node noise = Ops.uniform(Shape.of(4, 6), 1, counter);
    Node first = Ops.matmul(x.node(), Variable.zeros("w", Shape.of(6, 6)).node());
    Plan plan = Compiler.compile(new Step().output(Ops.mul(Ops.greater(noise, 0.5), first)));
    assertThat(plan.instructions().get(0)).isInstanceOf(Instruction.Product.class);
    assertThat(plan.instructions().get(1)).isInstanceOf(Instruction.Random.class);
  }

  @Test
  void whatNobodyAsksForIsNotComputed() {
    Node used = Ops.exp(x.node());
    Ops.matmul(used, true, y.node(), false);
    assertThat(products(Compiler.compile(new Step().output(used)))).isZero();
  }

  /** Follows what each memory holds: whoever reads must find what was written for it. */
  @Test
  void memoriesAreNeverTakenFromValuesStillNeeded() {
    for (int seed = 0; seed < 400; seed++) {
      Plan plan = Compiler.compile(new RandomStep(seed).step());
      Map<Integer, Buffer> holds = new HashMap<>();
      for (Instruction i : plan.instructions()) {
        for (Buffer b : i.reads()) {
          if (b.storage() instanceof Buffer.Temporary t) {
            assertThat(holds.get(t.slot())).as("seed " + seed + ": " + i).isSameAs(t);
          }
        }
        for (Buffer b : i.writes()) {
          if (b.storage() instanceof Buffer.Temporary t) {
            assertThat(plan.slots().get(t.slot())).isGreaterThanOrEqualTo(t.size());
            holds.put(t.slot(), t);
          }
        }
      }
      for (Buffer b : plan.outputs().values()) {
        if (b.storage() instanceof Buffer.Temporary t) {
          assertThat(holds.get(t.slot())).as("seed " + seed + ": output").isSameAs(t);
        }
      }
    }
  }

  @Test
  void longProgramsReuseTheirMemory() {
    Node n = x.node();
    for (int i = 0; i < 40; i++) {
      n = Ops.tanh(Ops.matmul(n, Variable.zeros("w" + i, Shape.of(6, 6)).node()));
    }
    Plan plan = Compiler.compile(new Step().output(n));
    assertThat(plan.slots().size()).isLessThanOrEqualTo(3);
  }

  /** Adam's new values are written straight over the old ones. */
  @Test
  void optimisersWorkInPlace() {
    Sequential net = Sequential.mlp("net", 6, List.of(8, 7), 1, Activation.RELU, false, 0);
    Node loss = Functions.mean(Functions.square(net.apply(x.node(), Mode.inference())));
    Adam adam = new Adam("adam", net.parameters(), 1e-3, .9, .99, 1e-8);
    List<Node> gradients =
        Gradients.of(loss, net.parameters().stream().map(Variable::node).toList());
    Plan plan = Compiler.compile(new Step().output(loss).assignAll(adam.update(gradients)));
    assertThat(plan.instructions()).noneMatch(Instruction.Copy.class::isInstance);
  }

  /** The new value must wait in a memory of its own where the old one is still read. */
  @Test
  void valuesThatAreStillReadAreNotOverwritten() {
    Node total = Functions.mean(x.node());
    Node value = Ops.add(Ops.tanh(x.node()), total);
    Node later = Ops.matmul(value, true, x.node(), false);
    Plan plan = Compiler.compile(new Step().output(later).assign(x, value));
    int product = -1;
    for (int i = 0; i < plan.instructions().size(); i++) {
      Instruction each = plan.instructions().get(i);
      product = each instanceof Instruction.Product ? i : product;
      if (each.writes().contains(new Buffer.State(x))) {
        assertThat(product).as(plan.describe()).isNotNegative();
      }
    }
  }

  /**
   * In a WGAN-GP critic the gradient of a weight is one product over real, generated and mixed
   * rows: the tangent stands where the mixed rows' activations were, or, where those are
   * interpolated in the first layer, in memory that grows for it.
   */
  @Test
  void aPenaltyTakesNoProductOfItsOwnForAWeight() {
    Node fake = Ops.tanh(y.node());
    Node real = Ops.exp(x.node());
    Node share = Ops.uniform(Shape.of(4, 1), 1, counter);
    Node other = Ops.add(Ops.mul(x.node(), 0.3), Ops.mul(y.node(), 0.7));
    Node between = Ops.add(fake, Ops.mul(share, Ops.sub(real, fake)));
    assertThat(weightGradients(fake, real, other)).containsExactlyInAnyOrder(12, 12);
    assertThat(weightGradients(fake, real, between)).containsExactlyInAnyOrder(12, 12);
  }

  /** The rows over which the products of weight gradients go. */
  private static List<Integer> weightGradients(Node fake, Node real, Node mixed) {
    Sequential net = Sequential.mlp("net", 6, List.of(8, 7), 1, Activation.LEAKY_RELU, false, 0);
    UnaryOperator<Node> score = in -> net.apply(in, Mode.inference());
    Node slope = Gradients.of(Ops.sum(score.apply(mixed)), mixed);
    Node penalty = Functions.mean(Functions.square(Ops.sub(Functions.rowNorm(slope, 1e-12), 1)));
    Node distance = Ops.sub(Functions.mean(score.apply(fake)), Functions.mean(score.apply(real)));
    List<Node> weights = List.of(net.parameters().get(0).node(), net.parameters().get(2).node());
    Step step = new Step();
    Gradients.of(Ops.add(distance, penalty), weights).forEach(step::output);
    return Compiler.compile(step).instructions().stream()
        .filter(i -> i instanceof Instruction.Product p && p.transposeA())
        .map(i -> ((Instruction.Product) i).k())
        .toList();
  }

  /**
   * A factor may not go into memory that a product still needs when it is merged with a later one.
   */
  @Test
  void factorsAreOnlyPlacedInMemoryThatNobodyNeeds() {
    Buffer rows = Lowering.temporary(3 * 4 * 6);
    Buffer deltas = Lowering.temporary(3 * 4 * 5);
    Buffer tangent = Lowering.temporary(4 * 6);
    Buffer source = Lowering.temporary(4 * 6);
    Buffer out = Lowering.temporary(30);
    Instruction fill = Lowering.copy(source, source);
    Instruction both =
        product(new Buffer.Part(rows, 0, 48), new Buffer.Part(deltas, 0, 40), out, 8, false);
    Instruction tangentWork = Lowering.copy(source, tangent);
    Instruction third = product(tangent, new Buffer.Part(deltas, 40, 20), out, 4, true);
    List<Instruction> free = List.of(fill, both, tangentWork, third);
    List<Instruction> placed = MergeProducts.apply(PlaceFactors.apply(free, List.of(out)));
    assertThat(placed).hasSize(3);
    assertThat(((Instruction.Product) placed.get(2)).k()).isEqualTo(12);
    assertThat(((Instruction.Product) placed.get(2)).a()).isEqualTo(new Buffer.Part(rows, 0, 72));

    // The last rows are still read after the tangent has been written: by a copy, or by a product
    // that itself moves to the place of a later one.
    Buffer last = new Buffer.Part(rows, 48, 24);
    Instruction late = Lowering.copy(last, Lowering.temporary(24));
    List<Instruction> read = List.of(fill, both, tangentWork, late, third);
    assertThat(PlaceFactors.apply(read, List.of(out))).isEqualTo(read);
    Buffer other = Lowering.temporary(30);
    Instruction early = product(last, Lowering.temporary(20), other, 4, false);
    Instruction later = product(Lowering.temporary(24), Lowering.temporary(20), other, 4, true);
    List<Instruction> moved = List.of(fill, both, early, tangentWork, third, later);
    assertThat(PlaceFactors.apply(moved, List.of(out, other)).subList(3, 5))
        .isEqualTo(moved.subList(3, 5));
    // Nor into what is read after the run.
    assertThat(PlaceFactors.apply(free, List.of(out, last))).isEqualTo(free);
  }

  private static Instruction product(Buffer a, Buffer b, Buffer out, int k, boolean accumulate) {
    return new Instruction.Product(a, true, b, false, out, 6, 5, k, accumulate);
  }

  /** Adam's work on two weights of one shape has nothing in common. */
  @Test
  void longChainsWithoutAnythingInCommonAreTakenApart() {
    Variable a = Variable.zeros("a", Shape.of(40));
    Variable b = Variable.zeros("b", Shape.of(40));
    Adam adam = new Adam("adam", List.of(a, b), 1e-3, .9, .99, 1e-8);
    List<Node> gradients = List.of(Ops.exp(a.node()), Ops.exp(b.node()));
    Plan plan = Compiler.compile(new Step().assignAll(adam.update(gradients)));
    List<Instruction.Chain> large = chains(plan).stream().filter(c -> c.cols() == 40).toList();
    assertThat(large).as(plan.describe()).hasSize(2);
    assertThat(large).allMatch(c -> c.ops().size() < 20);
  }
}
