package io.semblance.synth.mixed;

import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.RankProjection;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.Settings;
import io.semblance.synth.stage.RankProjectionStage;
import io.semblance.synth.stage.StagedModel;
import io.semblance.synth.train.EncodedTable;
import io.semblance.synth.train.FitReporter;
import java.util.List;

/** One fit without gradients, from table to model with its rank projection. */
public abstract class EncodedFit {
  private final String synthesizer;
  private final Settings settings;
  private final Table train;
  private final FitOptions options;
  private final FitListener listener;
  private final FitReporter reporter;

  protected EncodedFit(
      String synthesizer,
      Settings settings,
      Table train,
      FitOptions options,
      FitListener listener) {
    this.synthesizer = synthesizer;
    this.settings = settings;
    this.train = train;
    this.options = options;
    this.listener = listener;
    this.reporter = new FitReporter(options, listener, train.rows());
  }

  /** Learns an encoded table. */
  protected abstract EncodedModel fit(EncodedTable data, Workers workers);

  /** The model of a table of constants and identifiers. */
  protected abstract EncodedModel ofConstants(TableEncoder encoder, Provenance provenance);

  /** How the table is encoded; as the user says unless overridden. */
  protected EncoderOptions encoder() {
    return options.encoder();
  }

  /** Runs the fit. */
  public final Model run() {
    reporter.phase("encoding");
    EncodedTable data = EncodedTable.of(train, encoder());
    if (data.width() == 0) {
      Provenance none = provenance("nothing to learn", List.of());
      return new StagedModel(ofConstants(data.encoder(), none), List.of());
    }
    try (Workers workers = new Workers(options.threads())) {
      EncodedModel model = fit(data, workers);
      reporter.phase("projecting ranks");
      RankProjection projection =
          RankProjection.fit(
              model.rows(0, RankProjectionStage.sampleRows(train.rows()), options.seed()), train);
      return new StagedModel(model, List.of(new RankProjectionStage(projection)));
    }
  }

  protected final FitOptions options() {
    return options;
  }

  protected final FitReporter reporter() {
    return reporter;
  }

  protected final boolean cancelled() {
    return listener.cancelled();
  }

  /** Whether the user has had enough, or a share of the budget is gone. */
  protected final boolean over(double share) {
    return listener.cancelled()
        || options.budget() != null
            && reporter.elapsed().toNanos() >= share * options.budget().toNanos();
  }

  /** Where the model comes from, and how its fit ended. */
  protected final Provenance provenance(String ended, List<Provenance.CurvePoint> curve) {
    return Provenance.of(
        synthesizer,
        options,
        settings.values(),
        train,
        "",
        new Provenance.Training(ended, curve, reporter.events()));
  }
}
