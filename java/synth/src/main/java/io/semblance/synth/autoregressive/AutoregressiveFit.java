package io.semblance.synth.autoregressive;

import io.semblance.data.Table;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.data.encode.TokenVariable;
import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Backends;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.Settings;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.train.FitReporter;
import io.semblance.synth.train.TrainingOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One fit, from table to model. */
final class AutoregressiveFit {
  private static final double HELD_OUT = .05;
  private static final int FEWEST_HELD_OUT = 50;
  private static final double MOST_HELD_OUT = .2;

  private final String synthesizer;
  private final Settings settings;
  private final AutoregressiveSettings read;
  private final Table train;
  private final FitOptions options;
  private final FitReporter reporter;

  AutoregressiveFit(
      String synthesizer,
      Settings settings,
      Table train,
      FitOptions options,
      FitListener listener) {
    this.synthesizer = synthesizer;
    this.settings = settings;
    this.read = AutoregressiveSettings.of(settings);
    this.train = train;
    this.options = options;
    this.reporter = new FitReporter(options, listener, Math.min(train.rows(), read.rows()));
  }

  Model run() {
    if (train.rows() < 2) {
      throw new SynthesisException(
          "A model cannot be learnt from " + train.rows() + " rows; give a table with more");
    }
    reporter.phase("encoding");
    Table drawn = read.ordered(train);
    TokenEncoder encoder =
        settings.flag(AutoregressiveSettings.FINE)
            ? TokenEncoder.fit(drawn, options.encoder())
            : TokenEncoder.coarse(drawn, options.encoder());
    reporter.ownCodes(synthesizer);
    Backend backend = Backends.select(options.backend());
    Provenance before =
        Provenance.of(
            synthesizer,
            options,
            settings.values(),
            train,
            backend.name(),
            new Provenance.Training("nothing to learn", List.of(), List.of()));
    if (encoder.width() == 0) {
      return new AutoregressiveModel(encoder, train.schema(), null, Map.of(), before);
    }
    List<TokenVariable> variables = encoder.variables();
    int width = ColumnNetworks.width(read.width(), variables.size());
    if (width < read.width()) {
      reporter.event(
          "networks of "
              + variables.size()
              + " columns are "
              + width
              + " wide instead of "
              + read.width()
              + ": weights grow with the square of the columns");
    }
    Table rows = drawn.select(chosen());
    int held = heldOut(rows.rows());
    float[] codes = new float[Math.multiplyExact(rows.rows(), encoder.width())];
    encoder.encode(rows, 0, rows.rows(), codes);
    float[] heldOut = Arrays.copyOf(codes, held * encoder.width());
    float[] seen = Arrays.copyOfRange(codes, heldOut.length, codes.length);
    int count = rows.rows() - held;
    int batch = read.batchFor(count, states(variables));
    AutoregressiveModel.Shape shape = new AutoregressiveModel.Shape(width, read.layers());
    LikelihoodFit.Fitted fitted =
        LikelihoodFit.run(
            (prefix, folded) ->
                new ColumnNetworks(
                    prefix,
                    variables,
                    width,
                    read.layers(),
                    folded || !settings.flag(AutoregressiveSettings.ORDERED)),
            new LikelihoodFit.Rows(encoder.width(), seen, heldOut),
            read.withWidth(width),
            batch,
            backend,
            options,
            reporter,
            before,
            weights -> new AutoregressiveModel(encoder, train.schema(), shape, weights, before));
    return new AutoregressiveModel(
        encoder, train.schema(), shape, fitted.weights(), before.with(fitted.training()));
  }

  /** The steps by which a model was trained, with their shapes. */
  static AutoregressiveSteps steps(AutoregressiveModel model) {
    AutoregressiveModel.Shape shape = model.shape();
    List<TokenVariable> variables = model.encoder().variables();
    Settings said = Settings.of(new Autoregressive(), model.provenance().settings());
    AutoregressiveSettings settings = AutoregressiveSettings.of(said).withWidth(shape.width());
    boolean plain = !said.flag(AutoregressiveSettings.ORDERED);
    int rows = Math.min(model.provenance().data().rows(), settings.rows());
    int held = heldOut(rows);
    int batch = settings.batchFor(rows - held, states(variables));
    return new AutoregressiveSteps(
        settings,
        new ColumnNetworks(LikelihoodFit.PREFIX, variables, shape.width(), shape.layers(), plain),
        new ColumnNetworks("average", variables, shape.width(), shape.layers(), plain),
        model.encoder().width(),
        rows - held,
        batch,
        AutoregressiveTraining.stepsPerEpoch(rows - held, batch) * batch,
        held);
  }

  private static int states(List<TokenVariable> variables) {
    return variables.stream().mapToInt(TokenVariable::states).sum();
  }

  /** Rows in random order, as many as are fitted to and held out. */
  private int[] chosen() {
    int[] order = new int[train.rows()];
    TrainingOrder.shuffle(options.seed(), 0, order);
    return Arrays.copyOf(order, Math.min(order.length, read.rows()));
  }

  private static int heldOut(int rows) {
    int few = (int) Math.min(FEWEST_HELD_OUT, MOST_HELD_OUT * rows);
    return Math.max(1, Math.max(few, (int) (HELD_OUT * rows)));
  }
}
