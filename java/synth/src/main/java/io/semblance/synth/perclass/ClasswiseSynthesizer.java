package io.semblance.synth.perclass;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Settings;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizer;

/**
 * A synthesizer that can learn a table as a whole or one model per class of its target: all that it
 * must know is how to learn one table.
 */
public abstract class ClasswiseSynthesizer implements Synthesizer {
  @Override
  public final void check(FitOptions options) {
    check(Settings.of(this, options.settings()), options);
    if (options.noRealRows() && carriesRealRows()) {
      throw new SynthesisException(
          name()
              + " interpolates between rows of the table and keeps them in its model, which was"
              + " forbidden; take a model that does not, such as wgan-gp or copula");
    }
    if (options.series() != null) {
      throw new SynthesisException(
          name()
              + " learns rows that are independent of each other; io.semblance.synth.series"
              + ".WindowSynthesizer makes it learn windows of a series as rows");
    }
  }

  @Override
  public final Model fit(Table train, FitOptions options, FitListener listener) {
    check(options);
    Settings settings = Settings.of(this, options.settings());
    if (options.target() != null) {
      train.schema().indexOf(options.target());
    }
    return options.perClass()
        ? PerClass.fit(
            name(), train, options, listener, (part, own, told) -> fit(part, settings, own, told))
        : fit(train, settings, options, listener);
  }

  /**
   * Refuses settings that make no sense, before any work is done.
   *
   * @throws IllegalArgumentException naming the setting
   * @throws SynthesisException if an option is missing
   */
  protected abstract void check(Settings settings, FitOptions options);

  /** Learns one table; {@link FitOptions#perClass()} is false. */
  protected abstract Model fit(
      Table table, Settings settings, FitOptions options, FitListener listener);
}
