package io.semblance.synth.adversarial;

import static io.semblance.engine.graph.Functions.mean;
import static io.semblance.engine.graph.Functions.square;
import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.sqrt;
import static io.semblance.engine.graph.Ops.sub;

import io.semblance.engine.graph.Node;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.List;
import java.util.Map;

/**
 * DRAGAN (Kodali et al. 2017, "On convergence and stability of GANs"): a GAN whose critic's slope
 * is held near 1 around real rows.
 */
public final class Dragan extends AdversarialSynthesizer {
  @Override
  public String name() {
    return "dragan";
  }

  @Override
  public String description() {
    return "GAN with a gradient penalty around real rows (Kodali et al. 2017)";
  }

  @Override
  public String advice() {
    return "a gan made steadier by a penalty of wgan-gp's kind";
  }

  @Override
  protected List<Hyperparameter> own() {
    return List.of(
        WganGp.PENALTY,
        new Hyperparameter(
            "perturbation",
            "0.5",
            "deviation of the noise on real rows, in deviations of a batch"));
  }

  @Override
  protected Map<String, String> defaults() {
    return Map.of("critic_updates", "1");
  }

  @Override
  public Map<String, String> paperSettings() {
    return asInThePaper(
        Map.of(
            "learning_rate", "2e-4",
            "beta1", "0.5",
            "beta2", "0.999",
            "batch", "64",
            "critic_updates", "1"));
  }

  @Override
  protected AdversarialLoss loss(Settings settings) {
    return new Loss(settings.number("penalty", 0, 1e6), settings.number("perturbation", 0, 100));
  }

  /** Section 2.3 of the paper: the loss of a GAN, and the slope at x + noise held near 1. */
  record Loss(double penalty, double perturbation) implements AdversarialLoss {
    private static final Gan.Loss GAN = new Gan.Loss();

    @Override
    public Node critic(Game game) {
      Node real = game.real();
      Node variance = sub(mean(square(real)), square(mean(real)));
      Node noise = mul(game.normal(real.shape()), mul(sqrt(add(variance, 1e-12)), perturbation));
      Node slope = Penalties.slope(game, game::critic, add(real, noise));
      return add(GAN.critic(game), mul(slope, penalty));
    }

    @Override
    public Node generator(Game game) {
      return GAN.generator(game);
    }
  }
}
