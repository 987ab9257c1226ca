package io.semblance.synth.autoregression;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Settings;
import io.semblance.synth.series.SeriesSynthesizer;
import java.util.List;

/**
 * A vector autoregression (Sims 1980; L&uuml;tkepohl 2005) of the latent normal numbers of all
 * columns, each with the table's own marginal.
 */
public final class VectorAutoregression extends SeriesSynthesizer {
  @Override
  public String name() {
    return "var";
  }

  @Override
  public String description() {
    return "vector autoregression of normal scores with the table's own marginals (Sims 1980)";
  }

  @Override
  public String advice() {
    return "A first look in seconds: marginals, linear ties within and between steps, any length;"
        + " nothing that bends, no noise that comes and goes. Needs no training.";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return VarSettings.DECLARED;
  }

  @Override
  protected void check(Settings settings) {
    VarSettings.of(settings);
  }

  @Override
  protected Model fit(Fit fit) {
    Model sequences = attributeModel(fit.data(), fit.options());
    return new VarFit(fit, VarSettings.of(fit.settings())).run(sequences);
  }
}
