package io.semblance.synth;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import java.util.function.UnaryOperator;

/**
 * The two losses that make an adversarial model: all that tells one such synthesizer from another.
 */
interface AdversarialLoss {
  /**
   * What the critic minimises, a scalar.
   *
   * @param critic from [batch, width] to [batch, 1]
   * @param real encoded rows, [batch, width]
   * @param fake generated rows, [batch, width]
   * @param counter where random numbers of this step start
   */
  Node critic(UnaryOperator<Node> critic, Node real, Node fake, Counter counter);

  /** What the generator minimises, a scalar. */
  Node generator(UnaryOperator<Node> critic, Node fake);
}
