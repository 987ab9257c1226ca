package io.semblance.synth.series;

import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.Settings;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Validation;
import io.semblance.synth.train.FitReporter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Any synthesizer of rows, as one of sequences: a window is a row, with a column for each feature
 * and step. So a Gaussian copula knows the correlation of every step with every other one.
 *
 * <pre>{@code
 * Synthesizer windows = new WindowSynthesizer(Synthesizers.byName("copula"));
 * Model model = windows.fit(table, options, FitListener.silent());
 * }</pre>
 */
public final class WindowSynthesizer implements Synthesizer {
  /** Columns of a window: dependence of all of them is what models of rows learn. */
  private static final int WIDEST = 4_000;

  /** With fewer windows of one phase those of all are learnt. */
  private static final int FEWEST_IN_PHASE = 100;

  private final Synthesizer rows;

  /**
   * @param rows learns the windows
   */
  public WindowSynthesizer(Synthesizer rows) {
    this.rows = rows;
  }

  @Override
  public String name() {
    return rows.name();
  }

  @Override
  public String description() {
    return rows.description() + ", of windows as rows";
  }

  @Override
  public String advice() {
    return rows.advice();
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return rows.hyperparameters();
  }

  @Override
  public Map<String, String> paperSettings() {
    return rows.paperSettings();
  }

  @Override
  public boolean trainsInEpochs() {
    return rows.trainsInEpochs();
  }

  @Override
  public boolean learnsSequences() {
    return true;
  }

  @Override
  public boolean carriesRealRows() {
    return rows.carriesRealRows();
  }

  @Override
  public void check(FitOptions options) {
    if (options.series() == null) {
      throw new SynthesisException("the options do not say how rows make sequences");
    }
    if (options.perClass() || options.target() != null) {
      throw new SynthesisException(
          "a target, and one model per class, are of rows; a window has many");
    }
    rows.check(options.toBuilder().series(null).build()); // to the model windows are rows
  }

  @Override
  public Model fit(Table train, FitOptions options, FitListener listener) {
    check(options);
    Settings settings = Settings.of(rows, options.settings());
    FitReporter reporter = new FitReporter(options, listener, train.rows());
    SeriesData data = inPhase(SeriesData.of(train, options.series(), reporter::event), reporter);
    long width = (long) data.frame().times() * WindowTable.learnt(data.steps()).size();
    if (width > WIDEST) {
      throw new SynthesisException(
          String.format(
              Locale.ROOT,
              "Windows of %,d steps have %,d columns; %s learns up to %,d. Take a shorter --length,"
                  + " or a model that goes from step to step, such as timegan",
              data.frame().times(),
              width,
              name(),
              WIDEST));
    }
    List<String> ids =
        data.steps().schema().columns().stream()
            .filter(c -> c.type() == ColumnType.ID)
            .map(c -> c.name())
            .toList();
    TableEncoder identifiers =
        ids.isEmpty()
            ? null
            : TableEncoder.fit(data.steps().selectColumns(ids), EncoderOptions.defaults());
    Schema steps = data.steps().schema();
    FitOptions own =
        options.toBuilder()
            .series(null)
            .encoder(EncoderOptions.builder().maxModes(1).build()) // values glide from step to step
            .validation(validation(options, data, steps, identifiers))
            .build();
    if (!options.encoder().encoders().isEmpty()) {
      reporter.event("The encoders of columns are not used: each step of a window has its own");
    }
    Model model = rows.fit(WindowTable.of(data), own, listener);
    Provenance.Training training = model.provenance().training();
    Provenance provenance =
        Provenance.of(
            name(),
            options,
            settings.values(),
            train,
            model.provenance().environment().backend(),
            new Provenance.Training(
                training.ended(),
                training.curve(),
                Stream.concat(reporter.events().stream(), training.events().stream()).toList()));
    return new WindowModel(
        new SeriesModelCodec.Parts(data.frame(), null, null, provenance),
        model,
        steps,
        identifiers);
  }

  /**
   * The windows that begin when drawn ones will: of windows of a day those that begin at the same
   * hour. A model of rows cannot be told when a window begins, so it must not know others.
   */
  private static SeriesData inPhase(SeriesData data, FitReporter reporter) {
    List<Double> cycles = data.frame().sharedCycles();
    double half = data.frame().schedule().interval() / 2;
    int[] kept =
        IntStream.range(0, data.count())
            .filter(
                w ->
                    cycles.stream()
                        .allMatch(c -> data.frame().phaseError(data.starts()[w], c) * c < half))
            .toArray();
    if (kept.length == data.count() || kept.length < FEWEST_IN_PHASE) {
      return data;
    }
    reporter.event(
        String.format(
            Locale.ROOT,
            "%,d of %,d windows begin at the time of day that drawn ones begin at, and are learnt",
            kept.length,
            data.count()));
    return data.select(kept);
  }

  /** Judges rows of the table where the model draws windows. */
  private static Validation validation(
      FitOptions options, SeriesData data, Schema steps, TableEncoder identifiers) {
    Validation ofTable = options.validation();
    SeriesFrame frame = data.frame();
    return ofTable == null
        ? null
        : new Validation(
            ofTable.heldOut(),
            (real, windows) ->
                ofTable
                    .loss()
                    .applyAsDouble(
                        real,
                        frame.rows(
                            frame.attributes(0, windows.rows(), windows, Double.NaN, 0),
                            WindowModel.steps(
                                windows, steps, identifiers, frame.times(), 0, options.seed()),
                            frame.times(),
                            options.seed())));
  }
}
