package io.semblance.synth.vae;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Settings;
import io.semblance.synth.generator.GeneratorFit;
import io.semblance.synth.generator.GeneratorModel;
import io.semblance.synth.generator.TrainsGenerators;
import io.semblance.synth.perclass.ClasswiseSynthesizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * TVAE (Xu et al. 2019, section 4.4), a variational autoencoder (Kingma and Welling 2014) of
 * encoded rows. Rows are drawn by decoding latent vectors from the standard normal distribution:
 * categories by the decoder's probabilities, scalars with the deviations that it learned.
 */
public final class Tvae extends ClasswiseSynthesizer implements TrainsGenerators {
  @Override
  public String name() {
    return "tvae";
  }

  @Override
  public String description() {
    return "tabular variational autoencoder (Xu et al. 2019; Kingma and Welling 2014)";
  }

  @Override
  public String advice() {
    return "when training must not play a game: one loss that falls";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    List<Hyperparameter> all = new ArrayList<>(VaeSettings.DECLARED);
    all.add(Settings.ORIGIN_HYPERPARAMETER);
    return all;
  }

  @Override
  public Map<String, String> paperSettings() {
    return VaeSettings.OF_THE_PAPER;
  }

  @Override
  protected void check(Settings settings, FitOptions options) {
    VaeSettings.of(settings);
  }

  @Override
  protected Model fit(Table table, Settings settings, FitOptions options, FitListener listener) {
    VaeNetworks networks = new VaeNetworks(VaeSettings.of(settings));
    return GeneratorFit.run(name(), settings, table, options, listener, networks);
  }

  @Override
  public List<ModelStep> trainingSteps(GeneratorModel model, Settings settings, int count) {
    return VaeSteps.of(VaeSettings.of(settings), model, count).list();
  }
}
