package io.semblance.synth.adversarial;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.List;
import java.util.Map;

/**
 * CTGAN (Xu et al. 2019, "Modeling tabular data using conditional GAN"): a WGAN-GP with the
 * conditional vector, training by sampling and packs of rows. Columns are encoded as everywhere
 * here, each by what suits its distribution, of which the paper's mode-specific normalisation is
 * one.
 */
public final class CtGan extends WganGp {
  @Override
  public String name() {
    return "ctgan";
  }

  @Override
  public String description() {
    return "Conditional vector and training by sampling on a WGAN-GP (Xu et al. 2019)";
  }

  @Override
  public String advice() {
    return "tables with rare labels that must not be missed";
  }

  @Override
  protected List<Hyperparameter> own() {
    return List.of(
        PENALTY, new Hyperparameter("pac", "1", "rows that the critic judges at once (PacGAN)"));
  }

  @Override
  protected Map<String, String> defaults() {
    return Map.of("conditional", "true");
  }

  @Override
  public Map<String, String> paperSettings() {
    return Map.ofEntries(
        Map.entry("pac", "10"),
        Map.entry("noise", "128"),
        Map.entry("learning_rate", "2e-4"),
        Map.entry("beta1", "0.5"),
        Map.entry("beta2", "0.9"),
        Map.entry("batch", "500"),
        Map.entry("critic_updates", "1"),
        Map.entry("critic_dropout", "0.5"),
        Map.entry("temperature", "0.2"),
        Map.entry("moments", "0"),
        Map.entry("average_decay", "0"),
        Map.entry("calibrate", "false"));
  }

  @Override
  protected AdversarialLoss loss(Settings settings) {
    return new Loss(settings.number("penalty", 0, 1e6), settings.wholeNumber("pac", 1));
  }
}
