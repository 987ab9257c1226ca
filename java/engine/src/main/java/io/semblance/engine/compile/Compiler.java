package io.semblance.engine.compile;

import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Step;
import java.util.List;

/** Runs the passes. */
public final class Compiler {
  private Compiler() {}

  /** The plan of a step. */
  public static Plan compile(Step step) {
    List<Node> roots = step.roots();
    // Simplifying exposes equal expressions and finding those exposes more to simplify.
    roots = new Simplify().apply(roots);
    roots = new CommonSubexpressions().apply(roots);
    roots = new Simplify().apply(roots);
    roots = new CommonSubexpressions().apply(roots);
    roots = new GatherSelectors().apply(roots);
    roots = new CommonSubexpressions().apply(roots);
    roots = StackProducts.apply(roots);
    roots = new Simplify().apply(roots);
    roots = new AccumulateProducts().apply(roots);
    return new Lowering(step, roots).plan();
  }
}
