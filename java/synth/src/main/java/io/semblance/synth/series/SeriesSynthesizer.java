package io.semblance.synth.series;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.Settings;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.copula.Copula;
import io.semblance.synth.train.FitReporter;

/**
 * A synthesizer that learns sequences. What is said once of each (static columns, start, length) is
 * left to a Gaussian copula unless the family draws it itself.
 */
public abstract class SeriesSynthesizer implements Synthesizer {
  @Override
  public final boolean learnsSequences() {
    return true;
  }

  /**
   * Refuses settings that make no sense, before any work is done.
   *
   * @throws IllegalArgumentException naming the setting
   */
  protected abstract void check(Settings settings);

  /** Learns the steps. */
  protected abstract Model fit(Fit fit);

  /**
   * A fit under way.
   *
   * @param synthesizer its name
   */
  public record Fit(
      String synthesizer,
      SeriesData data,
      Table train,
      Settings settings,
      FitOptions options,
      FitListener listener,
      FitReporter reporter) {
    /** The same with other settings. */
    public Fit with(Settings changed) {
      return new Fit(synthesizer, data, train, changed, options, listener, reporter);
    }

    /** Where the model comes from. */
    public Provenance provenance(String backend, Provenance.Training training) {
      return Provenance.of(synthesizer, options, settings.values(), train, backend, training);
    }
  }

  @Override
  public final void check(FitOptions options) {
    check(Settings.of(this, options.settings()));
    if (options.series() == null) {
      throw new SynthesisException(
          name()
              + " learns sequences: say which rows make one (--sequence-by), what orders them"
              + " (--time), or how many rows a window has (--length)");
    }
  }

  @Override
  public final Model fit(Table train, FitOptions options, FitListener listener) {
    check(options);
    Settings settings = Settings.of(this, options.settings());
    if (options.perClass()) {
      throw new SynthesisException(name() + " does not learn one model per class");
    }
    FitReporter reporter = new FitReporter(options, listener, train.rows());
    SeriesData data = SeriesData.of(train, options.series(), reporter::event).atAnyPhase();
    return fit(new Fit(name(), data, train, settings, options, listener, reporter));
  }

  /** A model of the table of sequences; null where there is none. */
  protected static Model attributeModel(SeriesData data, FitOptions options) {
    if (data.sequences() == null) {
      return null;
    }
    Table rows = data.sequences();
    if (rows.rows() == 1) { // a copula wants two
      rows = rows.select(new int[] {0, 0});
    }
    FitOptions own = FitOptions.builder().seed(options.seed()).threads(options.threads()).build();
    return new Copula().fit(rows, own, FitListener.silent());
  }
}
