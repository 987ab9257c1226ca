package io.semblance.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.optim.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  private final Variable x = Variable.zeros("x", Shape.of(3, 4));
  private final Variable w = Variable.zeros("w", Shape.of(4, 5));
  private final Variable b = Variable.zeros("b", Shape.of(5));

  private Node layer() {
    return Functions.relu(Ops.add(Ops.matmul(x.node(), w.node()), b.node()));
  }

  private static PlanSummary summary(Step step) {
    return PlanSummary.of(Compiler.compile(step));
  }

  private static String formula(Node out) {
    List<PlanSummary.Line> lines = summary(new Step().output(out)).lines();
    return lines.get(lines.size() - 1).formula();
  }

  /** sum(max(x w + b, 0)): 2*3*5*4 in the product, 2 of 15 elements in the chain, 15 summed. */
  @Test
  void theTotalsOfASmallNetAreThoseCountedByHand() {
    PlanSummary s = summary(new Step().output(Ops.sum(layer())));
    assertThat(s.lines())
        .extracting(PlanSummary.Line::operation)
        .containsExactly("product", "chain", "sum");
    assertThat(s.lines()).extracting(PlanSummary.Line::flops).containsExactly(120L, 30L, 15L);
    assertThat(s.lines())
        .extracting(PlanSummary.Line::shape)
        .containsExactly("3 x 5 x 4", "3 x 5", "1 x 15 x 1");
    assertThat(s.flops()).isEqualTo(165);
    assertThat(s.productFlops()).isEqualTo(120);
    assertThat(s.productShare()).isEqualTo(120.0 / 165);
    assertThat(s.variableBytes()).isEqualTo(4 * (12 + 20 + 5));
    // The chain's result lies over the product's.
    assertThat(s.temporaryBytes()).isEqualTo(4 * (15 + 1));
    assertThat(s.unsharedBytes()).isEqualTo(4 * (15 + 15 + 1));
    assertThat(s.constantBytes()).isZero();
    assertThat(s.lines().get(0).reads())
        .containsExactly(new PlanSummary.Use("x", 48), new PlanSummary.Use("w", 80));
    assertThat(s.lines().get(1).formula()).isEqualTo("out0 = max(in0 + row(in1), 0)");
  }

  @Test
  void theTableHasOneRowAndOneFormulaForEachInstruction() {
    Plan plan = Compiler.compile(new Step().output(Ops.sum(layer())));
    assertThat(PlanText.of(plan))
        .isEqualTo(
            """
            #  operation  extents     FLOPs  share  buffers
            1  product    3 x 5 x 4     120  72.7%  in0 = x 48 B, in1 = w 80 B -> out0 = t0 60 B
                 out0 = in0 in1
            2  chain      3 x 5          30  18.2%  in0 = t0 60 B, in1 = b 20 B -> out0 = t0 60 B
                 out0 = max(in0 + row(in1), 0)
            3  sum        1 x 15 x 1     15   9.1%  in0 = t0 60 B -> out0 = t1 4 B
                 out0[i, k] = sum over j of in0[i, j, k]
            instructions  3
            FLOPs         165, of these 120 in products (72.7%)
            temporaries   64 B; 124 B if none shared memory
            variables     148 B
            constants     0 B
            """);
  }

  @Test
  void chainsReadLikeFormulas() {
    Node u = Variable.zeros("u", Shape.of(3, 4)).node();
    Node v = Variable.zeros("v", Shape.of(3, 1)).node();
    assertThat(formula(Ops.sub(x.node(), Ops.mul(u, 2)))).isEqualTo("out0 = in1 - in0 * 2");
    assertThat(formula(Ops.div(Ops.add(x.node(), u), Ops.add(v, 1))))
        .contains("out0 = (in0 + in1) / column(");
    assertThat(formula(Ops.exp(Ops.tanh(Ops.greater(x.node(), u)))))
        .isEqualTo("out0 = exp(tanh([in0 > in1]))");
    Node twice = Ops.exp(x.node());
    assertThat(formula(Ops.mul(Ops.add(twice, u), Ops.sqrt(twice))))
        .isEqualTo("r0 = exp(in0); out0 = sqrt(r0) * (in1 + r0)");
  }

  @Test
  void longFormulasAreCutUnlessAllIsAsked() {
    Node y = x.node();
    for (int i = 0; i < 30; i++) {
      y = Ops.exp(Ops.mul(y, i + 2));
    }
    PlanSummary s = summary(new Step().output(y));
    String whole = s.lines().get(0).formula();
    assertThat(PlanText.table(s, true)).contains(whole);
    assertThat(PlanText.table(s, false)).doesNotContain(whole).contains(whole.substring(0, 140));
    assertThat(PlanText.table(s, false).lines()).allMatch(line -> line.length() <= 160);
  }

  /** Work that only moves numbers counts as none; randomness, segments and scatters are counted. */
  @Test
  void everyKindOfInstructionHasItsLine() {
    Counter counter = new Counter("rows");
    IndexVariable order = new IndexVariable("order", 9);
    Variable table = Variable.zeros("table", Shape.of(9, 4));
    Node rows = Ops.gather(table.node(), order, counter, 3);
    Node scattered = Gradients.of(Ops.sum(Functions.square(rows)), table.node());
    Node noise = Ops.normal(Shape.of(3, 4), 7, counter);
    Node side = Ops.concat(1, noise, rows);
    Node soft = Functions.segmentSoftmax(side, List.of(0, 5, 8));
    Node turned = Ops.transpose(soft, 1, 0);
    PlanSummary s = summary(new Step().output(turned).output(scattered));
    Map<String, Long> flops =
        s.lines().stream()
            .filter(line -> !line.operation().equals("chain"))
            .collect(
                Collectors.toMap(PlanSummary.Line::operation, PlanSummary.Line::flops, Long::sum));
    assertThat(flops)
        .containsEntry("gather", 0L)
        .containsEntry("scatter", 12L)
        .containsEntry("random", 12L)
        .containsEntry("copy", 0L)
        .containsEntry("segment max", 24L)
        .containsEntry("segment sum", 24L)
        .containsEntry("stride", 0L);
    assertThat(PlanText.of(Compiler.compile(new Step().output(turned))))
        .contains("out0 = normal, stream 7, counter rows", "out0 = in0[order from counter rows]");
  }

  @Test
  void stagesEndWithTheGraphThatIsLowered() {
    Node loss = Functions.mean(Functions.square(layer()));
    Adam adam = new Adam("adam", List.of(w, b), 1e-3, .9, .999, 1e-8);
    Step step =
        new Step()
            .output(loss)
            .assignAll(adam.update(Gradients.of(loss, List.of(w.node(), b.node()))));
    List<Compiler.Stage> stages = Compiler.stages(step);
    List<String> names = new ArrayList<>(List.of("as written"));
    names.addAll(Compiler.passes());
    assertThat(stages).extracting(Compiler.Stage::pass).isEqualTo(names);
    assertThat(stages.get(0))
        .isEqualTo(new Compiler.Stage("as written", Gradients.ancestors(step.roots()).size()));
    int graph = stages.get(names.indexOf("accumulate products")).nodes();
    assertThat(graph).isLessThan(stages.get(0).nodes());
    assertThat(stages.get(stages.size() - 1).nodes())
        .isEqualTo(Compiler.compile(step).instructions().size());
    long computed =
        Compiler.compile(step).instructions().stream()
            .mapToLong(i -> i instanceof Instruction.Chain c ? c.ops().size() : 1)
            .sum();
    assertThat((long) graph).isGreaterThanOrEqualTo(computed);
  }
}
