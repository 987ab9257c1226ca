package io.semblance.cuda.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.ChainSplit;
import io.semblance.engine.compile.Compiler;
import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.compile.Operation;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EpiloguesTest {
  private final Variable x = Variable.zeros("x", Shape.of(6, 4));
  private final Variable y = Variable.zeros("y", Shape.of(6, 4));
  private final Variable w = Variable.zeros("w", Shape.of(4, 5));
  private final Variable b = Variable.zeros("b", Shape.of(5));
  private final Node product = Ops.matmul(x.node(), w.node());
  private final Node layer = Functions.relu(Ops.add(product, b.node()));

  private static List<Task> tasks(Step step) {
    return Schedule.of(Compiler.compile(step), p -> true).levels().stream()
        .flatMap(List::stream)
        .toList();
  }

  private static Stream<Task.Fused> fused(List<Task> tasks) {
    return tasks.stream().filter(Task.Fused.class::isInstance).map(Task.Fused.class::cast);
  }

  @Test
  void biasAndActivationFollowTheProductWhichNobodyElseSees() {
    List<Task> tasks = tasks(new Step().output(layer));
    assertThat(tasks).hasSize(1);
    assertThat(fused(tasks)).singleElement().satisfies(f -> assertThat(f.stored()).isFalse());
  }

  @Test
  void aProductThatIsReadElsewhereIsStoredToo() {
    for (Step step :
        List.of(
            new Step().output(layer).output(product),
            new Step().output(layer).output(Ops.sum(product, 0)))) {
      assertThat(fused(tasks(step)))
          .singleElement()
          .satisfies(f -> assertThat(f.stored()).isTrue());
    }
  }

  /** Two batches are one product to the compiler; each part's chain takes its own rows of it. */
  @Test
  void partsOfAStackedProductAreEachFollowedByTheirChain() {
    Node other = Ops.tanh(Ops.add(Ops.matmul(y.node(), w.node()), b.node()));
    Node both = Ops.concat(0, Ops.exp(x.node()), Ops.exp(y.node()));
    Node stacked = Ops.matmul(both, w.node());
    Node first = Functions.relu(Ops.slice(stacked, 0, 0, 6));
    Node second = Ops.tanh(Ops.slice(stacked, 0, 6, 6));
    List<Task> tasks = tasks(new Step().output(first).output(second).output(other));
    assertThat(fused(tasks)).hasSize(3).allMatch(f -> f.product().m() == 6);
    assertThat(tasks)
        .noneMatch(
            t -> t instanceof Task.Single s && s.instruction() instanceof Instruction.Product);
  }

  /** Normalised by the sum of all of the product: the sum must come between. */
  @Test
  void aChainThatNeedsTheWholeResultDoesNotFollow() {
    Node normalised = Ops.div(product, Ops.add(Ops.sum(Functions.square(product)), 1));
    List<Task> tasks = tasks(new Step().output(normalised));
    // The squares follow, the quotient cannot.
    assertThat(fused(tasks)).hasSize(1);
    assertThat(tasks)
        .filteredOn(t -> t instanceof Task.Single s && s.instruction() instanceof Instruction.Chain)
        .isNotEmpty();
  }

  /** w changes by its own product: tiles still read w when others are done. */
  @Test
  void aChainMayNotOverwriteAFactorOfItsProduct() {
    Variable square = Variable.zeros("square", Shape.of(40, 40));
    Node next = Ops.tanh(Ops.matmul(square.node(), square.node()));
    List<Task> tasks = tasks(new Step().assign(square, next));
    for (Task.Fused f : fused(tasks).toList()) {
      for (Span written : f.writes()) {
        assertThat(f.product().reads().stream().map(Span::of)).noneMatch(written::overlaps);
      }
    }
  }

  @Test
  void chainsOfUnrelatedWorkAreTakenApart() {
    Node one = Ops.exp(Ops.transpose(x.node()));
    Node two = Ops.tanh(Ops.transpose(y.node()));
    List<Instruction> plan = Compiler.compile(new Step().output(one).output(two)).instructions();
    Instruction.Chain chain = (Instruction.Chain) plan.get(plan.size() - 1);
    assertThat(chain.ops()).hasSize(2);
    assertThat(ChainSplit.of(chain))
        .hasSize(2)
        .allMatch(c -> c.inputs().size() == 1 && c.outputs().size() == 1 && c.ops().size() == 1);
  }

  /** Each half of a swap reads what the other overwrites, element by element. */
  @Test
  void aChainThatSwapsIsNotTakenApart() {
    Buffer.State first = new Buffer.State(x);
    Buffer.State second = new Buffer.State(y);
    Instruction.Chain swap =
        new Instruction.Chain(
            6,
            4,
            List.of(first, second),
            List.of(
                exp(new Arg(Where.INPUT, 0, 0), new Arg(Where.REGISTER, 0, 0)),
                exp(new Arg(Where.INPUT, 1, 0), new Arg(Where.OUTPUT, 0, 0)),
                exp(new Arg(Where.REGISTER, 0, 0), new Arg(Where.OUTPUT, 1, 0))),
            List.of(first, second),
            1);
    assertThat(ChainSplit.of(swap)).containsExactly(swap);
  }

  private static Instruction.MicroOp exp(Arg from, Arg to) {
    return new Instruction.MicroOp(Operation.Unary.EXP, from, null, null, to);
  }
}
