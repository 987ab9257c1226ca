package io.semblance.synth.adversarial;

import static io.semblance.engine.graph.Functions.mean;
import static io.semblance.engine.graph.Likelihoods.binaryCrossEntropy;
import static io.semblance.engine.graph.Ops.add;

import io.semblance.engine.graph.Node;
import io.semblance.synth.Settings;
import java.util.Map;

/**
 * The first GAN (Goodfellow et al. 2014, "Generative adversarial nets"): the critic tells real from
 * generated rows, the generator is drawn to where the critic says real (the paper's non-saturating
 * loss).
 */
public class Gan extends AdversarialSynthesizer {
  @Override
  public String name() {
    return "gan";
  }

  @Override
  public String description() {
    return "Generative adversarial network, non-saturating loss (Goodfellow et al. 2014)";
  }

  @Override
  public String advice() {
    return "to compare with; no penalty to compute, and nothing that holds the critic back";
  }

  @Override
  protected Map<String, String> defaults() {
    return Map.of("critic_updates", "1", "learning_rate", "2e-4", "critic_dropout", "0.25");
  }

  @Override
  public Map<String, String> paperSettings() {
    return asInThePaper(
        Map.of(
            "learning_rate", "2e-4",
            "batch", "100",
            "critic_updates", "1",
            "critic_dropout", "0.5"));
  }

  @Override
  protected AdversarialLoss loss(Settings settings) {
    return new Loss();
  }

  /** Equation 1 of the paper, and the generator's loss of section 3. */
  record Loss() implements AdversarialLoss {
    @Override
    public Node critic(Game game) {
      return add(
          mean(binaryCrossEntropy(game.critic(game.real()), 1)),
          mean(binaryCrossEntropy(game.critic(game.fake()), 0)));
    }

    @Override
    public Node generator(Game game) {
      return mean(binaryCrossEntropy(game.critic(game.fake()), 1));
    }
  }
}
