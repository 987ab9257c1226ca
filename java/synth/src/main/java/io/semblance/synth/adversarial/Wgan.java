package io.semblance.synth.adversarial;

import static io.semblance.engine.graph.Functions.clamp;
import static io.semblance.engine.graph.Functions.mean;
import static io.semblance.engine.graph.Ops.neg;
import static io.semblance.engine.graph.Ops.sub;

import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.List;
import java.util.Map;

/**
 * Wasserstein GAN (Arjovsky et al. 2017): the critic estimates the Wasserstein distance, kept
 * Lipschitz by clipping its weights after each update.
 */
public final class Wgan extends AdversarialSynthesizer {
  @Override
  public String name() {
    return "wgan";
  }

  @Override
  public String description() {
    return "Wasserstein GAN with clipped weights (Arjovsky et al. 2017)";
  }

  @Override
  public String advice() {
    return "to compare with wgan-gp; clipped weights in place of its penalty";
  }

  @Override
  protected List<Hyperparameter> own() {
    return List.of(
        new Hyperparameter("clip", "0.05", "the critic's weights lie between -clip and clip"));
  }

  @Override
  protected Map<String, String> defaults() {
    return Map.of("optimizer", "rmsprop", "learning_rate", "5e-4");
  }

  @Override
  public Map<String, String> paperSettings() {
    return asInThePaper(
        Map.of(
            "clip", "0.01",
            "optimizer", "rmsprop",
            "learning_rate", "5e-5",
            "batch", "64",
            "critic_updates", "5"));
  }

  @Override
  protected AdversarialLoss loss(Settings settings) {
    return new Loss(settings.number("clip", 1e-6, 1e6));
  }

  /** Algorithm 1 of the paper. */
  record Loss(double clip) implements AdversarialLoss {
    @Override
    public Node critic(Game game) {
      return sub(mean(game.critic(game.fake())), mean(game.critic(game.real())));
    }

    @Override
    public Node generator(Game game) {
      return neg(mean(game.critic(game.fake())));
    }

    @Override
    public Node constrained(Variable weight, Node updated) {
      return clamp(updated, -clip, clip);
    }
  }
}
