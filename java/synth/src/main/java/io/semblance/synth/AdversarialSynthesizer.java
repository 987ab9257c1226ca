package io.semblance.synth;

import io.semblance.data.Table;

/** A synthesizer that is told from others of its kind by its losses alone. */
abstract class AdversarialSynthesizer implements Synthesizer {
  /** The losses under these settings. */
  abstract AdversarialLoss loss(Settings settings);

  @Override
  public final Model fit(Table train, FitOptions options, FitListener listener) {
    Settings settings = new Settings(hyperparameters(), options.settings());
    AdversarialLoss loss = loss(settings);
    return PerClass.fit(
        train,
        options,
        listener,
        (part, partOptions, partListener) ->
            new AdversarialFit(name(), loss, settings, part, partOptions, partListener).run());
  }
}
