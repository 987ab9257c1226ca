package io.semblance.synth.doppelganger;

import static io.semblance.engine.graph.Functions.mean;
import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.neg;
import static io.semblance.engine.graph.Ops.sub;

import io.semblance.engine.graph.Node;
import io.semblance.synth.adversarial.Penalties;
import java.util.function.UnaryOperator;

/**
 * The losses of one critic and of what plays against it, to be made small: the Wasserstein distance
 * with gradient penalty, as equation 1 of the paper has it for each of two critics, {@code min max
 * L1(G, D1) + alpha L2(G, D2)}.
 */
final class DoppelGangerLosses {
  private DoppelGangerLosses() {}

  /**
   * Of a critic: {@code E[D(fake)] - E[D(real)] + lambda E[(|grad D(between)| - 1)^2]}.
   *
   * @param score from sequences to a number each, [batch, 1]
   * @param real [batch, width]
   * @param fake of the same shape
   * @param share where between the two the slope is held near 1, [batch, 1]
   * @param penalty lambda
   */
  static Node critic(UnaryOperator<Node> score, Node real, Node fake, Node share, double penalty) {
    Node between = add(fake, mul(share, sub(real, fake)));
    Node distance = sub(mean(score.apply(fake)), mean(score.apply(real)));
    return add(distance, mul(Penalties.slope(score, between), penalty));
  }

  /** Of the generators: {@code -E[D(fake)]}. */
  static Node generator(UnaryOperator<Node> score, Node fake) {
    return neg(mean(score.apply(fake)));
  }
}
