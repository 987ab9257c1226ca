package io.semblance.synth.adversarial;

import static io.semblance.engine.graph.Functions.mean;
import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.neg;
import static io.semblance.engine.graph.Ops.sub;

import io.semblance.engine.graph.Node;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.List;
import java.util.Map;

/**
 * WGAN-GP (Gulrajani et al. 2017, "Improved training of Wasserstein GANs"): the critic estimates
 * the Wasserstein distance between real and generated rows, kept near 1-Lipschitz by a penalty on
 * the norm of its gradient at points between them, taken row by row.
 */
public class WganGp extends AdversarialSynthesizer {
  /** The weight of the penalty, lambda of the paper. */
  static final Hyperparameter PENALTY =
      new Hyperparameter("penalty", "10", "weight of the gradient penalty (lambda of the paper)");

  @Override
  public String name() {
    return "wgan-gp";
  }

  @Override
  public String description() {
    return "Wasserstein GAN with gradient penalty (Gulrajani et al. 2017)";
  }

  @Override
  public String advice() {
    return "the GAN to begin with; its pairs get better for minutes";
  }

  @Override
  protected List<Hyperparameter> own() {
    return List.of(PENALTY);
  }

  @Override
  public Map<String, String> paperSettings() {
    return asInThePaper(
        Map.of(
            "learning_rate", "1e-4",
            "beta1", "0",
            "beta2", "0.9",
            "batch", "64",
            "critic_updates", "5"));
  }

  @Override
  protected AdversarialLoss loss(Settings settings) {
    return new Loss(settings.number("penalty", 0, 1e6), 1);
  }

  /** Equation 3 of the paper; with a packing above 1 in the form of CTGAN. */
  record Loss(double penalty, int packing) implements AdversarialLoss {
    @Override
    public Node critic(Game game) {
      Node slope = Penalties.slope(game, game::critic, Penalties.between(game));
      Node distance = sub(mean(game.critic(game.fake())), mean(game.critic(game.real())));
      return add(distance, mul(slope, penalty));
    }

    @Override
    public Node generator(Game game) {
      return neg(mean(game.critic(game.fake())));
    }
  }
}
