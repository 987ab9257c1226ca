package io.semblance.synth.mixture;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Settings;
import io.semblance.synth.perclass.ClasswiseSynthesizer;
import java.util.List;

/**
 * A Gaussian mixture for mixed tables (McLachlan and Peel, "Finite mixture models", 2000; Hunt and
 * Jorgensen, "Mixture model clustering using the MULTIMIX program", 1999): in each component
 * numbers are jointly normal, after each was given normal ranks, and categories are independent.
 *
 * <p>An epoch is a round of expectation maximisation. Training on rows held out by the caller is
 * not judged: the number of components is chosen by rows that the fit itself holds out.
 */
public final class GaussianMixtureSynthesizer extends ClasswiseSynthesizer {
  @Override
  public String name() {
    return "gmm";
  }

  @Override
  public String description() {
    return "mixture of Gaussians and latent classes (McLachlan and Peel 2000)";
  }

  @Override
  public String advice() {
    return "a minute or two on a CPU, knows its likelihood; dependence of categories only by components";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return MixtureSettings.declared();
  }

  @Override
  protected void check(Settings settings, FitOptions options) {
    MixtureSettings.of(settings);
  }

  @Override
  protected Model fit(Table table, Settings settings, FitOptions options, FitListener listener) {
    return new MixtureFit(name(), settings, table, options, listener).run();
  }
}
