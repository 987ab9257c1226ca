package io.semblance.synth.train;

import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import java.util.List;

/**
 * What stands between the gradients of a loss and the optimiser: nothing, clipping, or, for private
 * training, clipping and noise.
 */
@FunctionalInterface
public interface GradientRule {
  /** Gradients in their order, as expressions. */
  List<Node> apply(List<Node> gradients);

  /** Leaves gradients alone. */
  GradientRule NONE = gradients -> gradients;

  /**
   * Scales all gradients so that their joint norm is at most {@code norm} (Pascanu et al. 2013).
   *
   * @param norm above 0
   */
  static GradientRule clipped(double norm) {
    return gradients -> {
      Node squares =
          gradients.stream().map(g -> Ops.sum(Functions.square(g))).reduce(Ops::add).orElseThrow();
      Node scale = Ops.div(Ops.constant(norm), Ops.max(Ops.sqrt(Ops.add(squares, 1e-20)), norm));
      return gradients.stream().map(g -> Ops.mul(g, scale)).toList();
    };
  }
}
