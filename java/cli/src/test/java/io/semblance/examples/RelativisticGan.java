package io.semblance.examples;

import static io.semblance.engine.graph.Functions.mean;
import static io.semblance.engine.graph.Functions.softplus;
import static io.semblance.engine.graph.Ops.sub;

import io.semblance.engine.graph.Node;
import io.semblance.synth.Settings;
import io.semblance.synth.adversarial.AdversarialLoss;
import io.semblance.synth.adversarial.AdversarialSynthesizer;
import io.semblance.synth.adversarial.Game;

/** A GAN of one's own: pairs of real and generated rows (Jolicoeur-Martineau 2019). */
public final class RelativisticGan extends AdversarialSynthesizer {
  @Override
  public String name() {
    return "relativistic-gan";
  }

  @Override
  public String description() {
    return "GAN that compares pairs of rows (Jolicoeur-Martineau 2019)";
  }

  @Override
  public String advice() {
    return "an example of a loss from outside";
  }

  @Override
  protected AdversarialLoss loss(Settings settings) {
    return new Loss();
  }

  /** The critic is to score a real row above a generated one, the generator the other way round. */
  record Loss() implements AdversarialLoss {
    @Override
    public Node critic(Game game) {
      return mean(softplus(sub(game.critic(game.fake()), game.critic(game.real()))));
    }

    @Override
    public Node generator(Game game) {
      return mean(softplus(sub(game.critic(game.real()), game.critic(game.fake()))));
    }
  }
}
