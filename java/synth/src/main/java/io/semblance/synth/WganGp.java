package io.semblance.synth;

import static io.semblance.engine.graph.Functions.mean;
import static io.semblance.engine.graph.Functions.rowNorm;
import static io.semblance.engine.graph.Functions.square;
import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.neg;
import static io.semblance.engine.graph.Ops.sub;
import static io.semblance.engine.graph.Ops.sum;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * WGAN-GP (Gulrajani et al. 2017, "Improved training of Wasserstein GANs"): the critic estimates
 * the Wasserstein distance between real and generated rows, kept near 1-Lipschitz by a penalty on
 * the norm of its gradient at points between them, taken row by row.
 */
public final class WganGp extends AdversarialSynthesizer {
  /** Keeps the derivative of the norm finite where the gradient vanishes. */
  private static final double NORM_GUARD = 1e-12;

  @Override
  public String name() {
    return "wgan-gp";
  }

  @Override
  public String description() {
    return "Wasserstein GAN with gradient penalty (Gulrajani et al. 2017)";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    List<Hyperparameter> all = new ArrayList<>();
    all.add(
        new Hyperparameter(
            "penalty", "10", "weight of the gradient penalty (lambda of the paper)"));
    all.addAll(AdversarialFit.HYPERPARAMETERS);
    return all;
  }

  @Override
  AdversarialLoss loss(Settings settings) {
    return new Loss(settings.number("penalty", 0, 1e6));
  }

  /** Equation 3 of the paper. */
  record Loss(double penalty) implements AdversarialLoss {
    @Override
    public Node critic(UnaryOperator<Node> critic, Node real, Node fake, Counter counter) {
      Node eps = Ops.uniform(Shape.of(real.shape().dim(0), 1), Streams.MIX, counter);
      Node mixed = add(fake, mul(eps, sub(real, fake)));
      Node slope = Gradients.of(sum(critic.apply(mixed)), mixed);
      Node excess = sub(rowNorm(slope, NORM_GUARD), 1);
      Node distance = sub(mean(critic.apply(fake)), mean(critic.apply(real)));
      return add(distance, mul(mean(square(excess)), penalty));
    }

    @Override
    public Node generator(UnaryOperator<Node> critic, Node fake) {
      return neg(mean(critic.apply(fake)));
    }
  }
}
