package io.semblance.synth;

import io.semblance.data.Table;
import io.semblance.data.encode.RankProjection;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One adversarial fit from table to model: encoding, the training loop with its averages,
 * validation, early stopping, budget and progress, then calibration and rank projection. What the
 * model is comes as an {@link AdversarialLoss}.
 */
final class AdversarialFit {
  /** Settings that all adversarial synthesizers share. */
  static final List<Hyperparameter> HYPERPARAMETERS = AdversarialSettings.DECLARED;

  /**
   * Rows of the generated sample that calibration and rank projection are measured on: twice the
   * table's, between these bounds. A small table's own frequencies are no surer than that.
   */
  private static final int FEWEST_REFERENCE_ROWS = 8_192;

  private static final int MOST_REFERENCE_ROWS = 51_200;

  /** Generator updates between two validations at least: small tables have very short epochs. */
  private static final int FEWEST_BETWEEN_VALIDATIONS = 200;

  private static final long NANOS_BETWEEN_REPORTS = 200_000_000L;

  private final String synthesizer;
  private final AdversarialLoss loss;
  private final Settings settings;
  private final AdversarialSettings s;
  private final Table train;
  private final FitOptions options;
  private final FitListener listener;
  private final long start = System.nanoTime();
  private final List<Provenance.CurvePoint> curve = new ArrayList<>();

  private long step;
  private double criticLoss = Double.NaN;
  private double generatorLoss = Double.NaN;
  private double validationLoss = Double.NaN;
  private long lastReport;

  AdversarialFit(
      String synthesizer,
      AdversarialLoss loss,
      Settings settings,
      Table train,
      FitOptions options,
      FitListener listener) {
    this.synthesizer = synthesizer;
    this.loss = loss;
    this.settings = settings;
    this.s = new AdversarialSettings(settings);
    this.train = train;
    this.options = options;
    this.listener = listener;
  }

  TabularModel run() {
    if (train.rows() < 2) {
      throw new SynthesisException(
          "A model cannot be learnt from " + train.rows() + " rows; give a table with more");
    }
    report("encoding", 0, 0);
    TableEncoder encoder = TableEncoder.fit(train, options.encoder());
    int width = encoder.layout().width();
    Backend backend = Backends.select(options.backend());
    if (width == 0) {
      // Constants and identifiers only: there is nothing to learn, and decoding knows it all.
      Provenance p = provenance(backend, "nothing to learn");
      return new TabularModel(encoder, s.generator(), Map.of(), null, null, p);
    }
    if ((long) train.rows() * width > Integer.MAX_VALUE - 8) {
      throw new SynthesisException(
          String.format(
              Locale.ROOT,
              "%,d rows of %,d encoded numbers are more than one array holds; fit on fewer rows",
              train.rows(),
              width));
    }
    float[] rows = new float[train.rows() * width];
    encoder.encode(train, 0, train.rows(), rows, 0);
    try (Session session = backend.open(new SessionOptions(options.seed(), options.threads()))) {
      return fit(session, backend, encoder, rows);
    }
  }

  private TabularModel fit(Session session, Backend backend, TableEncoder encoder, float[] rows) {
    double[][] shares = Conditions.shares(encoder.layout(), rows, train.rows());
    boolean conditional = s.generator().conditional() && shares.length > 0;
    GeneratorSpec spec = conditional ? s.generator() : s.unconditional();
    Conditions conditions = conditional ? new Conditions(encoder.layout(), shares) : null;
    GeneratorNetwork average = new GeneratorNetwork("generator.average", encoder.layout(), spec);
    AdversarialTraining training =
        new AdversarialTraining(
            session,
            loss,
            s,
            spec,
            encoder.layout(),
            rows,
            train.rows(),
            conditions,
            average,
            options.seed());
    Sampler sampler =
        new Sampler(session, average, encoder, conditions, options.seed(), Sampler.BATCH);
    String ending = train(session, training, average, sampler);
    if (s.calibrate()) {
      report("calibrating", 0, 0);
      MarginalCalibration.apply(
          session, average, sampler, encoder.layout(), shares, referenceRows());
    }
    report("projecting ranks", 0, 0);
    RankProjection projection = RankProjection.fit(sampler.rows(0, referenceRows()), train);
    Map<String, Safetensors.Tensor> weights = new LinkedHashMap<>();
    for (Variable v : average.parameters()) {
      weights.put(v.name(), new Safetensors.Tensor(v.shape(), session.get(v)));
    }
    Provenance p = provenance(backend, ending);
    return new TabularModel(encoder, spec, weights, conditional ? shares : null, projection, p);
  }

  private Provenance provenance(Backend backend, String ending) {
    return Provenance.of(
        ModelArchive.MAPPER,
        synthesizer,
        settings.values(),
        options,
        backend.name(),
        train,
        curve,
        ending);
  }

  /** Trains and leaves the best average seen in {@code average}; says why it ended. */
  private String train(
      Session session, AdversarialTraining training, GeneratorNetwork average, Sampler sampler) {
    int perEpoch = Math.max(1, train.rows() / training.batch());
    int epochs = options.epochs() != null ? options.epochs() : s.defaultEpochs(perEpoch);
    List<float[]> best = null;
    double bestLoss = Double.POSITIVE_INFINITY;
    int sinceBest = 0;
    long generatorSteps = 0;
    long nextValidation = FEWEST_BETWEEN_VALIDATIONS;
    String ending = "all epochs done";
    for (int epoch = 1; epoch <= epochs; epoch++) {
      training.beginEpoch(epoch);
      int left = perEpoch;
      while (left > 0) {
        if (step % s.criticUpdates() == 0 && left >= s.criticUpdates()) {
          training.cycle();
          step += s.criticUpdates();
          left -= s.criticUpdates();
          generatorSteps++;
        } else {
          // An epoch ends, or begins, within a cycle.
          training.criticStep();
          step++;
          left--;
          if (step % s.criticUpdates() == 0) {
            training.generatorStep();
            generatorSteps++;
          }
        }
        if (due(training, epoch, epochs)) {
          break;
        }
      }
      boolean stopped = listener.cancelled() || outOfTime();
      boolean last = stopped || epoch == epochs;
      if (options.validation() != null && (generatorSteps >= nextValidation || last)) {
        nextValidation = generatorSteps + FEWEST_BETWEEN_VALIDATIONS;
        readLosses(training);
        validationLoss = options.validation().lossOf(sampler.rows(0, options.validation().rows()));
        sinceBest++;
        if (validationLoss < bestLoss || best == null) {
          bestLoss = validationLoss;
          best = average.parameters().stream().map(session::get).toList();
          sinceBest = 0;
        }
        curve.add(
            new Provenance.CurvePoint(epoch, step, criticLoss, generatorLoss, validationLoss));
      }
      if (stopped) {
        ending = listener.cancelled() ? "cancelled" : "budget used up";
        break;
      }
      if (s.patience() > 0 && sinceBest >= s.patience()) {
        ending = "no better for " + s.patience() + " validations";
        break;
      }
    }
    if (best != null) {
      for (int i = 0; i < best.size(); i++) {
        session.set(average.parameters().get(i), best.get(i));
      }
    }
    checkFinite(session, average);
    return ending;
  }

  private static void checkFinite(Session session, GeneratorNetwork average) {
    for (Variable v : average.parameters()) {
      for (float w : session.get(v)) {
        if (!Float.isFinite(w)) {
          throw new SynthesisException(
              "Training diverged: weights are no longer finite. Lower learning_rate or raise"
                  + " penalty.");
        }
      }
    }
  }

  private int referenceRows() {
    long wanted = 2L * train.rows();
    return (int) Math.min(MOST_REFERENCE_ROWS, Math.max(FEWEST_REFERENCE_ROWS, wanted));
  }

  /** Reports now and then; says whether to end. */
  private boolean due(AdversarialTraining training, int epoch, int epochs) {
    long now = System.nanoTime();
    if (now - lastReport > NANOS_BETWEEN_REPORTS) {
      readLosses(training);
      report("training", epoch, epochs);
    }
    return listener.cancelled() || outOfTime();
  }

  private void readLosses(AdversarialTraining training) {
    criticLoss = training.criticLoss();
    generatorLoss = step < s.criticUpdates() ? Double.NaN : training.generatorLoss();
  }

  private boolean outOfTime() {
    return options.budget() != null && System.nanoTime() - start >= options.budget().toNanos();
  }

  private void report(String phase, int epoch, int epochs) {
    lastReport = System.nanoTime();
    Duration elapsed = Duration.ofNanos(lastReport - start);
    double seconds = elapsed.toNanos() / 1e9;
    Duration remaining = null;
    boolean cut = false; // whether the budget ends it before the last epoch
    long seen = step * Math.min(s.batch(), train.rows());
    if (seen > 0) {
      double planned = (double) epochs * train.rows();
      remaining = Duration.ofMillis((long) (1000 * seconds * Math.max(0, planned / seen - 1)));
      if (options.budget() != null && options.budget().minus(elapsed).compareTo(remaining) < 0) {
        remaining = options.budget().minus(elapsed);
        cut = true;
      }
    }
    listener.progress(
        new FitProgress(
            phase,
            epoch,
            cut ? 0 : epochs,
            step,
            criticLoss,
            generatorLoss,
            seen / Math.max(seconds, 1e-9),
            elapsed,
            remaining,
            validationLoss));
  }
}
