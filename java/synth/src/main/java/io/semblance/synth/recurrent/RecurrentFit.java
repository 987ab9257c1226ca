package io.semblance.synth.recurrent;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Spread;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
import io.semblance.data.encode.TokenVariable;
import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Backends;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.autoregressive.LikelihoodFit;
import io.semblance.synth.series.SeriesData;
import io.semblance.synth.series.SeriesSynthesizer;
import io.semblance.synth.series.StepInputs;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One fit, from table to model. */
final class RecurrentFit {
  /** Numbers of all windows together at most: 400 MB. */
  private static final long MOST_NUMBERS = 100_000_000;

  private final SeriesSynthesizer.Fit fit;
  private final SeriesData data;
  private final RecurrentSettings settings;

  RecurrentFit(SeriesSynthesizer.Fit fit, RecurrentSettings settings) {
    this.fit = fit;
    this.data = fit.data();
    this.settings = settings;
  }

  /**
   * Fits.
   *
   * @param sequencesOrNull model of the table of sequences
   */
  Model run(Model sequencesOrNull) {
    fit.reporter().phase("encoding");
    fit.reporter().ownCodes(fit.synthesizer());
    List<String> identifiers = names(true);
    List<String> learnt = names(false);
    if (learnt.isEmpty()) {
      throw new SynthesisException("No column changes from step to step but identifiers");
    }
    Table steps = data.steps().selectColumns(learnt);
    StepCodes codes = StepCodes.fit(steps, data.windows(), fit.options().encoder());
    StepInputs inputs =
        new StepInputs(
            data.frame(),
            data.sequences() == null
                ? null
                : TableEncoder.fit(data.sequences(), EncoderOptions.defaults()));
    RecurrentModel.Parts parts =
        new RecurrentModel.Parts(
            data.steps().schema(),
            codes,
            inputs,
            identifiers.isEmpty()
                ? null
                : TableEncoder.fit(
                    data.steps().selectColumns(identifiers), EncoderOptions.defaults()));
    Backend backend = Backends.select(fit.options().backend());
    Provenance before =
        fit.provenance(
            backend.name(), new Provenance.Training("nothing to learn", List.of(), List.of()));
    RecurrentModel.Shape shape =
        new RecurrentModel.Shape(
            settings.state(), settings.columns().width(), settings.columns().layers());
    LikelihoodFit.Fitted fitted =
        codes.variables().isEmpty() ? null : trained(steps, codes, inputs, shape, backend, before);
    return new RecurrentModel(
        data.frame(),
        sequencesOrNull,
        parts,
        shape,
        fitted == null ? Map.of() : fitted.weights(),
        fitted == null ? before : before.with(fitted.training()));
  }

  private List<String> names(boolean identifiers) {
    return data.steps().schema().columns().stream()
        .filter(c -> (c.type() == ColumnType.ID) == identifiers)
        .map(ColumnSchema::name)
        .toList();
  }

  private LikelihoodFit.Fitted trained(
      Table steps,
      StepCodes codes,
      StepInputs inputs,
      RecurrentModel.Shape shape,
      Backend backend,
      Provenance before) {
    List<TokenVariable> variables = codes.variables();
    StepNetworks.Layout layout =
        new StepNetworks.Layout(
            data.frame().times(),
            variables.size(),
            codes.numbers(),
            data.frame().conditions(),
            data.frame().ragged(),
            inputs.own());
    HeldOutWindows windows = HeldOutWindows.of(data.windows(), steps.rows(), fit.options().seed());
    int[] train = fitting(windows.train(), layout.width());
    int[] heldOut = fitting(windows.heldOut(), layout.width());
    WindowRows rows = new WindowRows(data, steps, codes, inputs, layout);
    return LikelihoodFit.run(
        (prefix, folded) -> shape.networks(prefix, variables, layout, folded),
        new LikelihoodFit.Rows(layout.width(), rows.of(train), rows.of(heldOut)),
        settings.columns(),
        settings.batchFor(train.length, layout.times()),
        backend,
        fit.options(),
        fit.reporter(),
        before,
        null);
  }

  /** As many as memory takes, evenly spread. */
  private int[] fitting(int[] windows, int width) {
    int most = (int) Math.max(1, MOST_NUMBERS / width);
    if (windows.length <= most) {
      return windows;
    }
    fit.reporter()
        .event(
            String.format(
                Locale.ROOT,
                "%,d windows are too many for memory; %,d evenly spread ones are learnt",
                windows.length,
                most));
    return Spread.of(windows, most);
  }
}
