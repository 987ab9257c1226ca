package io.semblance.synth.generator;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Provenance;
import io.semblance.synth.RowSource;
import io.semblance.synth.Settings;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.archive.Safetensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A generator network with the encoder of its table: what GANs and autoencoders leave behind. */
public final class GeneratorModel implements Model {
  static final String NETWORK = "generator.average";

  /** Rows of a part: its table is made once, from several batches. */
  private static final int PART = 4 * DrawContext.BATCH;

  private final TableEncoder encoder;
  private final GeneratorSpec spec;
  private final Map<String, Safetensors.Tensor> weights;
  private final Conditioning conditioning;
  private final Provenance provenance;

  /**
   * @param weights by name; none for a table with nothing to learn
   * @param conditioningOrNull what the generator is told beside its noise
   */
  public GeneratorModel(
      TableEncoder encoder,
      GeneratorSpec spec,
      Map<String, Safetensors.Tensor> weights,
      Conditioning conditioningOrNull,
      Provenance provenance) {
    this.encoder = encoder;
    this.spec = spec;
    this.weights = weights;
    this.conditioning = conditioningOrNull;
    this.provenance = provenance;
  }

  /** A network of the shape that such a model has, under the name that it has in model files. */
  public static GeneratorNetwork network(
      TableEncoder encoder, GeneratorSpec spec, Conditioning conditioningOrNull) {
    return new GeneratorNetwork(NETWORK, encoder.layout(), spec, conditioningOrNull);
  }

  @Override
  public Schema schema() {
    return encoder.schema();
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public String describe() {
    long numbers = weights.values().stream().mapToLong(t -> t.values().length).sum();
    return provenance.synthesizer()
        + ", "
        + numbers
        + " weights, encoded row of "
        + encoder.layout().width()
        + " numbers\n"
        + encoder.describe();
  }

  /** How columns become numbers and back. */
  public TableEncoder encoder() {
    return encoder;
  }

  /** The shape of the network. */
  public GeneratorSpec spec() {
    return spec;
  }

  /** What the generator is told beside its noise; null for nothing. */
  public Conditioning conditioning() {
    return conditioning;
  }

  Map<String, Safetensors.Tensor> weights() {
    return weights;
  }

  @Override
  public List<ModelStep> steps() {
    if (weights.isEmpty()) {
      return List.of();
    }
    List<ModelStep> steps = new ArrayList<>();
    steps.add(Sampler.step(network(encoder, spec, conditioning)));
    Synthesizers.find(provenance.synthesizer())
        .filter(TrainsGenerators.class::isInstance)
        .map(TrainsGenerators.class::cast)
        .ifPresent(synthesizer -> steps.addAll(trainingSteps(synthesizer)));
    return steps;
  }

  /** None if the file was made by a version with other settings, or does not tell enough. */
  private List<ModelStep> trainingSteps(TrainsGenerators synthesizer) {
    int count = provenance.data().rows();
    try {
      return count < 1
          ? List.of()
          : synthesizer.trainingSteps(this, Settings.of(synthesizer, provenance.settings()), count);
    } catch (IllegalArgumentException | EngineException e) {
      return List.of();
    }
  }

  @Override
  public int partRows() {
    return PART;
  }

  @Override
  public RowSource open(DrawContext context) {
    return new Rows(context);
  }

  /** Draws rows by their absolute numbers. */
  private final class Rows implements RowSource {
    private final long seed;
    private final Session session;
    private final Sampler sampler;

    Rows(DrawContext context) {
      this.seed = context.seed();
      if (weights.isEmpty()) {
        session = null;
        sampler = null;
        return;
      }
      session = context.backend().open(new SessionOptions(seed, 1));
      try {
        GeneratorNetwork generator = network(encoder, spec, conditioning);
        for (Variable v : generator.parameters()) {
          session.set(v, weights.get(v.name()).values());
        }
        sampler = new Sampler(session, generator, encoder, seed, context.batch());
      } catch (RuntimeException | Error e) {
        session.close();
        throw e;
      }
    }

    @Override
    public Table draw(long firstRow, int count) {
      return sampler == null
          ? encoder.decode(new float[0], count, firstRow, seed)
          : sampler.rows(firstRow, count);
    }

    @Override
    public void close() {
      if (session != null) {
        session.close();
      }
    }
  }
}
