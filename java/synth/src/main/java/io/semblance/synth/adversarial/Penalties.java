package io.semblance.synth.adversarial;

import static io.semblance.engine.graph.Functions.mean;
import static io.semblance.engine.graph.Functions.rowNorm;
import static io.semblance.engine.graph.Functions.square;
import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.sub;
import static io.semblance.engine.graph.Ops.sum;

import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Shape;
import java.util.function.UnaryOperator;

/** Penalties on the slope of a critic. */
public final class Penalties {
  /** Keeps the derivative of the norm finite where the gradient vanishes. */
  private static final double NORM_GUARD = 1e-12;

  private Penalties() {}

  /**
   * Points between real and generated rows, evenly spread over the line between each pair: where
   * WGAN-GP looks at the slope. One place a pack.
   */
  public static Node between(Game game) {
    int batch = game.real().shape().dim(0);
    Node eps = game.uniform(Shape.of(batch, 1));
    return add(game.fake(), mul(eps, sub(game.real(), game.fake())));
  }

  /**
   * The mean squared difference of the slope's norm from 1, row by row: equation 3 of Gulrajani et
   * al. 2017 without its weight.
   *
   * @param score the function whose slope is held near 1, a number per row or pack
   * @param points where it is held, [batch, width]
   */
  public static Node slope(Game game, UnaryOperator<Node> score, Node points) {
    Node slope = Gradients.of(sum(score.apply(points)), points);
    return mean(square(sub(rowNorm(game.packed(slope), NORM_GUARD), 1)));
  }

  /** The same of a function that judges one row at a time. */
  public static Node slope(UnaryOperator<Node> score, Node points) {
    Node slope = Gradients.of(sum(score.apply(points)), points);
    return mean(square(sub(rowNorm(slope, NORM_GUARD), 1)));
  }
}
