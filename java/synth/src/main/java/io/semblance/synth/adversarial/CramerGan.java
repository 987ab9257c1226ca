package io.semblance.synth.adversarial;

import static io.semblance.engine.graph.Functions.mean;
import static io.semblance.engine.graph.Functions.rowNorm;
import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.sub;

import io.semblance.engine.graph.Node;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.List;
import java.util.Map;

/**
 * Cramer GAN (Bellemare et al. 2017, "The Cramer distance as a solution to biased Wasserstein
 * gradients"): the critic maps rows to vectors, in which the energy distance between real and
 * generated rows is made large by the critic and small by the generator. Its gradients from samples
 * are unbiased.
 */
public final class CramerGan extends AdversarialSynthesizer {
  @Override
  public String name() {
    return "cramer-gan";
  }

  @Override
  public String description() {
    return "GAN on the Cramer (energy) distance of learnt features (Bellemare et al. 2017)";
  }

  @Override
  public String advice() {
    return "when wgan-gp oscillates; its gradients from samples are unbiased";
  }

  @Override
  protected List<Hyperparameter> own() {
    return List.of(
        WganGp.PENALTY,
        new Hyperparameter("features", "64", "numbers that the critic gives a row"));
  }

  @Override
  public Map<String, String> paperSettings() {
    return asInThePaper(
        Map.of(
            "features", "256",
            "learning_rate", "1e-4",
            "beta1", "0.5",
            "beta2", "0.9",
            "batch", "64",
            "critic_updates", "5"));
  }

  @Override
  protected AdversarialLoss loss(Settings settings) {
    return new Loss(settings.number("penalty", 0, 1e6), settings.wholeNumber("features", 1));
  }

  /** Algorithm 1 of the paper. */
  record Loss(double penalty, int criticWidth) implements AdversarialLoss {
    /** Keeps the derivative of a norm finite at 0. */
    private static final double NORM_GUARD = 1e-12;

    /** The paper's f: how much farther from another generated row than from 0, in the features. */
    private static Node score(Game game, Node rows) {
      Node features = game.critic(rows);
      Node other = game.critic(game.freshFake());
      return sub(distance(features, other), rowNorm(features, NORM_GUARD));
    }

    private static Node distance(Node a, Node b) {
      return rowNorm(sub(a, b), NORM_GUARD);
    }

    @Override
    public Node critic(Game game) {
      Node surrogate = sub(mean(score(game, game.real())), mean(score(game, game.fake())));
      Node slope = Penalties.slope(game, rows -> score(game, rows), Penalties.between(game));
      return sub(mul(slope, penalty), surrogate);
    }

    /** The energy distance; its part that no generated row is in would change nothing. */
    @Override
    public Node generator(Game game) {
      Node real = game.critic(game.real());
      Node fake = game.critic(game.fake());
      Node other = game.critic(game.freshFake());
      return sub(
          add(mean(distance(real, fake)), mean(distance(real, other))),
          mean(distance(fake, other)));
    }
  }
}
