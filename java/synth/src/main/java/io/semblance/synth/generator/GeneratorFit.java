package io.semblance.synth.generator;

import io.semblance.data.Table;
import io.semblance.data.encode.RankProjection;
import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.Settings;
import io.semblance.synth.archive.Safetensors;
import io.semblance.synth.stage.RankProjectionStage;
import io.semblance.synth.stage.StagedModel;
import io.semblance.synth.train.Checkpoints;
import io.semblance.synth.train.CollapseWatch;
import io.semblance.synth.train.EncodedTable;
import io.semblance.synth.train.FitReporter;
import io.semblance.synth.train.Trainable;
import io.semblance.synth.train.TrainingLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fit that ends in a generator, from table to model: encoding, training, calibration of
 * frequencies, rank projection. What is trained comes as {@link Networks}.
 */
public final class GeneratorFit {
  private static final Provenance.Training NOTHING_TO_LEARN =
      new Provenance.Training("nothing to learn", List.of(), List.of());

  private final String synthesizer;
  private final Settings settings;
  private final Table train;
  private final FitOptions options;
  private final FitListener listener;

  private GeneratorFit(
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
  }

  /** A generator and whatever it is trained with, in a session. */
  public interface Training extends Trainable {
    /** The network that is kept, drawn from by {@link #sampler()}. */
    GeneratorNetwork generator();

    /** Draws from it, with the seed of the fit. */
    Sampler sampler();

    @Override
    default List<Variable> kept() {
      return generator().parameters();
    }

    @Override
    default Table sample(int rows) {
      return sampler().rows(0, rows);
    }
  }

  /** What is to be trained. */
  public interface Networks {
    /** The shape of the generator of a table of constants, for which nothing is trained. */
    GeneratorSpec spec();

    /** How long to train if the user does not say. */
    TrainingLoop.Plan plan(int stepsPerEpoch);

    /** Whether frequencies of categories are to be calibrated at the end. */
    boolean calibrate();

    /** Networks and steps for a table, with their initial weights. */
    Training open(Session session, EncodedTable data, FitOptions options);
  }

  /**
   * Fits.
   *
   * @param synthesizer its name
   * @param settings all of its hyperparameters
   */
  public static Model run(
      String synthesizer,
      Settings settings,
      Table train,
      FitOptions options,
      FitListener listener,
      Networks networks) {
    return new GeneratorFit(synthesizer, settings, train, options, listener).run(networks);
  }

  private Model run(Networks networks) {
    FitReporter reporter = new FitReporter(options, listener, train.rows());
    reporter.phase("encoding");
    EncodedTable data = EncodedTable.of(train, options.encoder());
    Backend backend = Backends.select(options.backend());
    Provenance before =
        Provenance.of(
            synthesizer, options, settings.values(), train, backend.name(), NOTHING_TO_LEARN);
    if (data.width() == 0) {
      // Constants and identifiers only: decoding knows it all.
      GeneratorSpec spec = networks.spec().unconditional();
      return new StagedModel(
          new GeneratorModel(data.encoder(), spec, Map.of(), null, before), List.of());
    }
    try (Session session = backend.open(new SessionOptions(options.seed(), options.threads()))) {
      Training training = networks.open(session, data, options);
      TrainingLoop loop =
          new TrainingLoop(
              session,
              training,
              plan(networks, training),
              options.validation(),
              reporter,
              CollapseWatch.over(train, data, options.seed()),
              Checkpoints.of(options, before));
      TrainingLoop.Outcome outcome = loop.run();
      int sampled = RankProjectionStage.sampleRows(train.rows());
      if (networks.calibrate()) {
        reporter.phase("calibrating");
        MarginalCalibration.apply(
            session, training.generator(), training.sampler(), data.shares(), sampled);
      }
      reporter.phase("projecting ranks");
      RankProjection projection = RankProjection.fit(training.sampler().rows(0, sampled), train);
      GeneratorModel model =
          new GeneratorModel(
              data.encoder(),
              training.generator().spec(),
              weights(session, training.generator()),
              training.generator().conditioning(),
              before.with(
                  new Provenance.Training(outcome.ending(), outcome.curve(), reporter.events())));
      return new StagedModel(model, List.of(new RankProjectionStage(projection)));
    }
  }

  private TrainingLoop.Plan plan(Networks networks, Training training) {
    TrainingLoop.Plan plan = networks.plan(training.stepsPerEpoch());
    return options.epochs() == null ? plan : plan.withEpochs(options.epochs());
  }

  private static Map<String, Safetensors.Tensor> weights(
      Session session, GeneratorNetwork generator) {
    Map<String, Safetensors.Tensor> weights = new LinkedHashMap<>();
    for (Variable v : generator.parameters()) {
      weights.put(v.name(), new Safetensors.Tensor(v.shape(), session.get(v)));
    }
    return weights;
  }
}
