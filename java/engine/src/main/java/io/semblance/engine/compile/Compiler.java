package io.semblance.engine.compile;

import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Runs the passes: first those that rewrite the graph, then the lowering to instructions, then
 * those that rewrite these. All that happens to a step is in these lists, and told by {@link
 * #stages}.
 */
public final class Compiler {
  private Compiler() {}

  /** A pass over the graph and what it is called. */
  private record GraphPass(String name, UnaryOperator<List<Node>> pass) {}

  /** A pass over the instructions and what it is called. */
  private record InstructionPass(String name, UnaryOperator<Lowered> pass) {}

  /**
   * How large a step was after a pass.
   *
   * @param pass its name; the first is the step as written
   * @param nodes of the graph that were left; from the lowering on, instructions
   */
  public record Stage(String pass, int nodes) {}

  // Simplifying exposes equal expressions and finding those exposes more to simplify.
  private static final List<GraphPass> GRAPH_PASSES =
      List.of(
          new GraphPass("simplify", roots -> new Simplify().apply(roots)),
          new GraphPass("common subexpressions", roots -> new CommonSubexpressions().apply(roots)),
          new GraphPass("simplify", roots -> new Simplify().apply(roots)),
          new GraphPass("common subexpressions", roots -> new CommonSubexpressions().apply(roots)),
          new GraphPass("interpolate products", InterpolateProducts::apply),
          new GraphPass("gather selectors", roots -> new GatherSelectors().apply(roots)),
          new GraphPass("common subexpressions", roots -> new CommonSubexpressions().apply(roots)),
          new GraphPass("stack products", StackProducts::apply),
          new GraphPass("simplify", roots -> new Simplify().apply(roots)),
          new GraphPass("accumulate products", roots -> new AccumulateProducts().apply(roots)));

  private static final String LOWERING = "schedule and lower";

  private static final List<InstructionPass> INSTRUCTION_PASSES =
      List.of(
          new InstructionPass("split chains", l -> l.with(ChainSplit.apply(l.instructions()))),
          new InstructionPass(
              "place factors", l -> l.with(PlaceFactors.apply(l.instructions(), l.kept()))),
          new InstructionPass("merge products", l -> l.with(MergeProducts.apply(l.instructions()))),
          new InstructionPass(
              "store assignments",
              l -> l.with(Assignments.store(l.instructions(), l.assigned(), l.outputs().values()))),
          new InstructionPass("share memory", Lowered::withSlots));

  /** The names of all passes in the order in which they run; some run more than once. */
  public static List<String> passes() {
    List<String> names = new ArrayList<>(GRAPH_PASSES.stream().map(GraphPass::name).toList());
    names.add(LOWERING);
    INSTRUCTION_PASSES.forEach(p -> names.add(p.name()));
    return names;
  }

  /** The plan of a step. */
  public static Plan compile(Step step) {
    Lowered result = run(step, stage -> {});
    return new Plan(result.instructions(), result.slots(), result.outputs(), step.advances());
  }

  /** The passes in order, each with how much it left of the step. */
  public static List<Stage> stages(Step step) {
    List<Stage> stages = new ArrayList<>();
    run(step, stages::add);
    return stages;
  }

  private static Lowered run(Step step, Consumer<Stage> stages) {
    List<Node> roots = step.roots();
    stages.accept(new Stage("as written", Gradients.ancestors(roots).size()));
    for (GraphPass p : GRAPH_PASSES) {
      roots = p.pass().apply(roots);
      stages.accept(new Stage(p.name(), Gradients.ancestors(roots).size()));
    }
    Lowered lowered = new Lowering(step, roots).run();
    stages.accept(new Stage(LOWERING, lowered.instructions().size()));
    for (InstructionPass p : INSTRUCTION_PASSES) {
      lowered = p.pass().apply(lowered);
      stages.accept(new Stage(p.name(), lowered.instructions().size()));
    }
    return lowered;
  }
}
