package io.semblance.synth.series;

import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.Layout;
import io.semblance.data.encode.RankProjection;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.Validation;
import io.semblance.synth.archive.Safetensors;
import io.semblance.synth.stage.RankProjectionStage;
import io.semblance.synth.train.Checkpoints;
import io.semblance.synth.train.CollapseWatch;
import io.semblance.synth.train.EncodedTable;
import io.semblance.synth.train.TrainingLoop;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A fit that ends in a network of sequences, from table to model: encoding, training, rank
 * projection. What is trained comes as {@link Networks}.
 */
public final class SequenceFit {
  /** Numbers of all windows together at most: 400 MB. */
  private static final long MOST_NUMBERS = 100_000_000;

  private final SeriesSynthesizer.Fit fit;
  private final MakesSequenceNetworks maker;
  private final SeriesFrame frame;

  private SequenceFit(SeriesSynthesizer.Fit fit, MakesSequenceNetworks maker) {
    this.fit = fit;
    this.maker = maker;
    this.frame = fit.data().frame();
  }

  /** Draws rows of the table of steps, for looks at the model while it is trained. */
  @FunctionalInterface
  public interface StepRows {
    /** So many rows at least, of the network as it stands. */
    Table rows(int rows);
  }

  /**
   * Where networks are trained, and on what.
   *
   * @param looks makes what draws from the network that is kept
   */
  public record Place(Session session, EncodedSequences data, long seed, Looks looks) {}

  /** What is to be trained. */
  public interface Networks {
    /** Sequences of an update, unless there are fewer. */
    int batch();

    /** How long to train if the user does not say. */
    TrainingLoop.Plan plan(int stepsPerEpoch);

    /** Networks and steps, with their initial weights. */
    SequenceTraining open(Place place);
  }

  /** Updates that pass over so many sequences once. */
  static int stepsPerEpoch(int count, int batch) {
    return Math.max(1, count / Math.min(batch, count));
  }

  /** Makes what draws from a network. */
  @FunctionalInterface
  public interface Looks {
    StepRows at(SequenceNetwork network);
  }

  /** Fits. */
  public static Model run(
      SeriesSynthesizer.Fit fit, MakesSequenceNetworks maker, Networks networks) {
    return new SequenceFit(fit, maker).run(networks);
  }

  private Model run(Networks networks) {
    SeriesData data = fit.data();
    fit.reporter().phase("encoding");
    EncodedTable rows = EncodedTable.of(data.steps(), stepEncoders());
    TableEncoder attributes =
        data.sequences() == null
            ? null
            : TableEncoder.fit(data.sequences(), attributeEncoders(data.sequences()));
    Model sequences = maker.drawsAttributes() ? null : attributeModel();
    EncodedSequences encoded = encoded(rows, attributes);
    Backend backend = Backends.select(fit.options().backend());
    Provenance before =
        fit.provenance(
            backend.name(), new Provenance.Training("nothing to learn", List.of(), List.of()));
    SessionOptions open = new SessionOptions(fit.options().seed(), fit.options().threads());
    try (Session session = backend.open(open)) {
      TrainingLoop.Plan plan = networks.plan(stepsPerEpoch(encoded.count(), networks.batch()));
      if (fit.options().epochs() != null) {
        plan = plan.withEpochs(fit.options().epochs());
      }
      Look look = new Look(session, rows.encoder(), attributes, sequences);
      SequenceTraining training =
          networks.open(new Place(session, encoded, fit.options().seed(), look::of));
      TrainingLoop.Outcome outcome =
          new TrainingLoop(
                  session,
                  training,
                  plan,
                  look.validation(fit.options().validation()),
                  fit.reporter(),
                  CollapseWatch.over(data.steps(), rows, fit.options().seed()),
                  Checkpoints.of(fit.options(), before))
              .run();
      fit.reporter().phase("projecting ranks");
      int sampled = RankProjectionStage.sampleRows(data.steps().rows());
      RankProjection projection =
          RankProjection.fit(look.of(training.network()).rows(sampled), data.steps());
      Map<String, Safetensors.Tensor> weights = new LinkedHashMap<>();
      for (Variable v : training.network().parameters()) {
        weights.put(v.name(), new Safetensors.Tensor(v.shape(), session.get(v)));
      }
      Provenance provenance =
          before.with(
              new Provenance.Training(outcome.ending(), outcome.curve(), fit.reporter().events()));
      return new NetworkSeriesModel(
          new SeriesModelCodec.Parts(frame, sequences, projection, provenance),
          rows.encoder(),
          attributes,
          weights);
    }
  }

  private Model attributeModel() {
    return SeriesSynthesizer.attributeModel(fit.data(), fit.options());
  }

  /**
   * Encoders that were asked for of columns that change; others have none. A mixture of modes is
   * left to those who ask for it by name: a value that glides from step to step would jump between
   * their codes.
   */
  private EncoderOptions stepEncoders() {
    EncoderOptions asked = fit.options().encoder();
    EncoderOptions.Builder own =
        EncoderOptions.builder()
            .maxLattice(asked.maxLattice())
            .maxOneHot(asked.maxOneHot())
            .maxModes(1);
    asked
        .encoders()
        .forEach(
            (column, name) -> {
              if (fit.data().steps().schema().has(column)) {
                own.encoder(column, name);
              } else {
                fit.reporter().event("The encoder of " + column + " is not used: it is no step's");
              }
            });
    return own.build();
  }

  /**
   * A length that a network draws is one block, a softmax or a scalar, so that the network can read
   * it.
   */
  private EncoderOptions attributeEncoders(Table sequences) {
    EncoderOptions.Builder own = EncoderOptions.builder();
    if (maker.drawsAttributes() && sequences.schema().has(SeriesFrame.LENGTH)) {
      double[] lengths = ((NumericColumn) sequences.column(SeriesFrame.LENGTH)).values();
      boolean few =
          Arrays.stream(lengths).distinct().count() <= EncoderOptions.defaults().maxLattice();
      own.encoder(SeriesFrame.LENGTH, few ? "one-hot" : "quantile");
    }
    return own.build();
  }

  /** Windows as rows of numbers; if they are too many for memory, evenly spread ones. */
  private EncodedSequences encoded(EncodedTable steps, TableEncoder attributesOrNull) {
    SeriesData data = fit.data();
    int width = steps.width();
    int times = frame.times();
    Layout attributes = attributesOrNull == null ? null : attributesOrNull.layout();
    int own = attributes == null ? 0 : attributes.width();
    int conditions = own + frame.conditions();
    EncodedSequences shape =
        new EncodedSequences(
            steps.layout(), times, frame.ragged(), attributes, conditions, new float[0], 0);
    long numbers = (long) data.count() * shape.width();
    int every = (int) Math.max(1, (numbers + MOST_NUMBERS - 1) / MOST_NUMBERS);
    int count = (data.count() + every - 1) / every;
    if (every > 1) {
      fit.reporter()
          .event(
              String.format(
                  Locale.ROOT,
                  "%,d windows are too many for memory; %,d evenly spread ones are learnt",
                  data.count(),
                  count));
    }
    float[] rows = new float[Math.toIntExact((long) count * shape.width())];
    float[] said = new float[own];
    for (int i = 0; i < count; i++) {
      int window = i * every;
      int at = i * shape.width();
      int[] of = data.windows().get(window);
      for (int t = 0; t < of.length; t++) {
        System.arraycopy(steps.rows(), of[t] * width, rows, at + t * width, width);
      }
      at += times * width;
      if (frame.ragged()) {
        Arrays.fill(rows, at, at + of.length, 1);
        at += times;
      }
      if (own > 0) {
        attributesOrNull.encode(data.sequences(), window, window + 1, said, 0);
        System.arraycopy(said, 0, rows, at, own);
      }
      frame.conditions(data.labels()[window], data.starts()[window], rows, at + own);
    }
    return new EncodedSequences(
        steps.layout(), times, frame.ragged(), attributes, conditions, rows, count);
  }

  /** Draws from a network while it is trained. */
  private final class Look {
    private final Session session;
    private final TableEncoder steps;
    private final TableEncoder attributes;
    private final Model sequences;
    private StepSource.Drawn last;

    Look(Session session, TableEncoder steps, TableEncoder attributes, Model sequences) {
      this.session = session;
      this.steps = steps;
      this.attributes = attributes;
      this.sequences = sequences;
    }

    StepRows of(SequenceNetwork network) {
      int conditions = NetworkSeriesModel.conditions(frame, attributes, maker);
      SequenceSampler sampler =
          new SequenceSampler(
              session,
              network,
              frame,
              steps,
              attributes,
              maker.drawsAttributes(),
              conditions,
              frame.times(),
              fit.options().seed());
      return rows -> {
        double mean = (double) fit.data().windows().stream().mapToLong(w -> w.length).sum();
        mean /= fit.data().count();
        int count = (int) Math.max(1, Math.ceil(rows / mean));
        Table drawn = sequences == null ? null : sequences.sample(count, fit.options().seed());
        last = sampler.draw(frame.attributes(0, count, drawn, Double.NaN, 0), Double.NaN, 0);
        return SeriesModel.counting(last, frame.times());
      };
    }

    /** Judges rows of the table, of which the loop sees those of the steps. */
    Validation validation(Validation ofTable) {
      return ofTable == null
          ? null
          : new Validation(
              ofTable.heldOut(),
              (real, ignored) ->
                  ofTable
                      .loss()
                      .applyAsDouble(
                          real,
                          frame.rows(
                              last.attributes(),
                              last.steps(),
                              frame.times(),
                              fit.options().seed())));
    }
  }
}
