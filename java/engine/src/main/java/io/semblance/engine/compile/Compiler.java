package io.semblance.engine.compile;

import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Runs the passes. */
public final class Compiler {
  private Compiler() {}

  /** A pass and what it is called. */
  private record Named(String name, UnaryOperator<List<Node>> pass) {}

  /**
   * How large a step was after a pass.
   *
   * @param pass its name; the first is the step as written
   * @param nodes of the graph that were left
   */
  public record Stage(String pass, int nodes) {}

  // Simplifying exposes equal expressions and finding those exposes more to simplify.
  private static final List<Named> PASSES =
      List.of(
          new Named("simplify", roots -> new Simplify().apply(roots)),
          new Named("common subexpressions", roots -> new CommonSubexpressions().apply(roots)),
          new Named("simplify", roots -> new Simplify().apply(roots)),
          new Named("common subexpressions", roots -> new CommonSubexpressions().apply(roots)),
          new Named("interpolate products", InterpolateProducts::apply),
          new Named("gather selectors", roots -> new GatherSelectors().apply(roots)),
          new Named("common subexpressions", roots -> new CommonSubexpressions().apply(roots)),
          new Named("stack products", StackProducts::apply),
          new Named("simplify", roots -> new Simplify().apply(roots)),
          new Named("accumulate products", roots -> new AccumulateProducts().apply(roots)));

  /** The plan of a step. */
  public static Plan compile(Step step) {
    List<Node> roots = step.roots();
    for (Named named : PASSES) {
      roots = named.pass().apply(roots);
    }
    return new Lowering(step, roots).plan();
  }

  /** The passes in order, each with the nodes that it left of the step's graph. */
  public static List<Stage> stages(Step step) {
    List<Stage> stages = new ArrayList<>();
    List<Node> roots = step.roots();
    stages.add(new Stage("as written", Gradients.ancestors(roots).size()));
    for (Named named : PASSES) {
      roots = named.pass().apply(roots);
      stages.add(new Stage(named.name(), Gradients.ancestors(roots).size()));
    }
    return stages;
  }
}
