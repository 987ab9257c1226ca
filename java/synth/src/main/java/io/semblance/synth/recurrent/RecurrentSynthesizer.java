package io.semblance.synth.recurrent;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Settings;
import io.semblance.synth.series.SeriesSynthesizer;
import java.util.List;

/**
 * Autoregressive networks over a recurrent state: p(sequence) is the product over its steps and
 * their columns of p(code | codes before it), each factor a small network that is told the state of
 * a GRU over the steps before (Bengio and Bengio 1999; Salinas et al., "DeepAR", 2020). Trained by
 * likelihood, which is judged on windows that share no step with those that are learnt.
 */
public final class RecurrentSynthesizer extends SeriesSynthesizer {
  @Override
  public String name() {
    return "recurrent";
  }

  @Override
  public String description() {
    return "a network a column, told the state of a GRU over the steps before (Salinas et al. 2020)";
  }

  @Override
  public String advice() {
    return "the autoregressive networks of rows, going from step to step: labels, missing cells,"
        + " any length; a minute or a few on a CPU";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return RecurrentSettings.DECLARED;
  }

  @Override
  public boolean trainsInEpochs() {
    return true;
  }

  @Override
  protected void check(Settings settings) {
    RecurrentSettings.of(settings);
  }

  @Override
  protected Model fit(Fit fit) {
    Model sequences = attributeModel(fit.data(), fit.options());
    return new RecurrentFit(fit, RecurrentSettings.of(fit.settings())).run(sequences);
  }
}
