package io.semblance.benchmarks;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Dropout;
import io.semblance.engine.nn.Layer;
import io.semblance.engine.nn.Linear;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.engine.optim.Adam;
import java.util.ArrayList;
import java.util.List;

/**
 * The two updates of a WGAN-GP (Gulrajani et al. 2017, algorithm 1) as graphs, built as {@code
 * semblance-synth} builds them: generator ReLU with linear output, critic leaky ReLU of slope .2
 * with dropout, penalty weight 10, Adam.
 */
final class WganGpGraph {
  static final double PENALTY = 10;
  static final double RATE = 5e-4;
  static final double BETA1 = 0.5;
  static final double BETA2 = 0.9;
  static final double EPSILON = 1e-8;

  /** Added under the root of the penalty's norm, as in {@code WganGp}. */
  private static final double NORM_GUARD = 1e-12;

  private final Sequential generator;
  private final Sequential critic;

  WganGpGraph(StepSize size) {
    this.generator =
        Sequential.mlp(
            "generator", size.noise(), size.generator(), size.row(), Activation.RELU, false, 0);
    this.critic = critic(size);
  }

  /** Dropout stands after every hidden layer but the last. */
  private static Sequential critic(StepSize size) {
    List<Layer> layers = new ArrayList<>();
    int width = size.row();
    for (int i = 0; i < size.critic().size(); i++) {
      layers.add(new Linear("critic." + i, width, size.critic().get(i), Math.sqrt(3)));
      layers.add(Activation.LEAKY_RELU);
      if (i < size.critic().size() - 1 && size.dropout() > 0) {
        layers.add(new Dropout(size.dropout()));
      }
      width = size.critic().get(i);
    }
    layers.add(new Linear("critic." + size.critic().size(), width, 1));
    return new Sequential(layers);
  }

  /** Writes the weights that all implementations start from. */
  void fill(Session session, StepSize size) {
    fill(session, generator.parameters(), MadeUp.generator(size));
    fill(session, critic.parameters(), MadeUp.critic(size));
  }

  private static void fill(Session session, List<Variable> parameters, List<float[]> values) {
    for (int i = 0; i < values.size(); i++) {
      session.set(parameters.get(i), values.get(i));
    }
  }

  Sequential generator() {
    return generator;
  }

  Sequential critic() {
    return critic;
  }

  /**
   * What the critic minimises, a scalar.
   *
   * @param real [batch, row]
   * @param noise [batch, noise]
   * @param mix uniform numbers, [batch, 1]
   */
  Node criticLoss(Node real, Node noise, Node mix, Mode mode) {
    Node fake = generator.apply(noise, Mode.inference());
    Node mixed = Ops.add(fake, Ops.mul(mix, Ops.sub(real, fake)));
    Node slope = Gradients.of(Ops.sum(critic.apply(mixed, mode)), mixed);
    Node excess = Ops.sub(Functions.rowNorm(slope, NORM_GUARD), 1);
    Node distance =
        Ops.sub(Functions.mean(critic.apply(fake, mode)), Functions.mean(critic.apply(real, mode)));
    return Ops.add(distance, Ops.mul(Functions.mean(Functions.square(excess)), PENALTY));
  }

  /** What the generator minimises, a scalar. */
  Node generatorLoss(Node noise, Mode mode) {
    Node fake = generator.apply(noise, Mode.inference());
    return Ops.neg(Functions.mean(critic.apply(fake, mode)));
  }

  /** One Adam update of a network. */
  static Step minimise(Node loss, Sequential network) {
    List<Variable> parameters = network.parameters();
    Adam adam = new Adam("adam", parameters, RATE, BETA1, BETA2, EPSILON);
    List<Node> gradients = Gradients.of(loss, parameters.stream().map(Variable::node).toList());
    return new Step().output(loss).assignAll(adam.update(gradients));
  }
}
