package io.semblance.synth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.data.encode.RankProjection;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A generator network with the encoder of its table. */
final class TabularModel extends Model {
  /** Rows of a part: its table is made once, from several batches. */
  private static final int PART = 4 * Sampler.BATCH;

  private final TableEncoder encoder;
  private final GeneratorSpec spec;
  private final Map<String, Safetensors.Tensor> weights;

  /**
   * Shares of categories that conditional vectors are drawn by; null for an unconditional
   * generator.
   */
  private final double[][] shares;

  /** Null for a table with nothing to learn. */
  private final RankProjection projection;

  private final Provenance provenance;

  TabularModel(
      TableEncoder encoder,
      GeneratorSpec spec,
      Map<String, Safetensors.Tensor> weights,
      double[][] shares,
      RankProjection projection,
      Provenance provenance) {
    this.encoder = encoder;
    this.spec = spec;
    this.weights = weights;
    this.shares = shares;
    this.projection = projection;
    this.provenance = provenance;
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
    return provenance.tree().path("synthesizer").asText()
        + ", "
        + numbers
        + " weights, encoded row of "
        + encoder.layout().width()
        + " numbers\n"
        + encoder.describe();
  }

  @Override
  public List<ModelStep> steps() {
    return weights.isEmpty()
        ? List.of()
        : ModelSteps.of(encoder.layout(), spec, conditions(), provenance.tree());
  }

  /** Null for an unconditional generator. */
  private Conditions conditions() {
    return shares == null ? null : new Conditions(encoder.layout(), shares);
  }

  @Override
  int partRows() {
    return PART;
  }

  @Override
  Rows open(SampleOptions options, Backend backend) {
    return new Rows(options.seed(), options.rankProjection(), backend, Sampler.BATCH);
  }

  /** An open sampler of its own seed and batch. */
  Rows open(long seed, boolean rankProjection, Backend backend, int batch) {
    return new Rows(seed, rankProjection, backend, batch);
  }

  /** Draws rows by their absolute numbers. */
  final class Rows implements RowSource {
    private final long seed;
    private final boolean project;
    private final Session session;
    private final Sampler sampler;

    private Rows(long seed, boolean rankProjection, Backend backend, int batch) {
      this.seed = seed;
      this.project = rankProjection && projection != null;
      if (weights.isEmpty()) {
        session = null;
        sampler = null;
        return;
      }
      session = backend.open(new SessionOptions(seed, 1));
      try {
        sampler = sampler(session, batch);
      } catch (RuntimeException | Error e) {
        session.close();
        throw e;
      }
    }

    private Sampler sampler(Session opened, int batch) {
      GeneratorNetwork generator =
          new GeneratorNetwork("generator.average", encoder.layout(), spec);
      for (Variable v : generator.parameters()) {
        opened.set(v, weights.get(v.name()).values());
      }
      return new Sampler(opened, generator, encoder, conditions(), seed, batch);
    }

    @Override
    public Table draw(long firstRow, int count) {
      Table drawn =
          sampler == null
              ? encoder.decode(new float[0], count, firstRow, seed)
              : sampler.rows(firstRow, count);
      return project ? projection.apply(drawn, firstRow, seed) : drawn;
    }

    @Override
    public void close() {
      if (session != null) {
        session.close();
      }
    }
  }

  @Override
  void write(ModelArchive.Writer archive, String prefix) {
    archive.put(prefix + "encoder.json", encoder.toJson());
    ObjectNode network = ModelArchive.MAPPER.createObjectNode();
    network.set("generator", ModelArchive.MAPPER.valueToTree(spec));
    network.set("shares", ModelArchive.MAPPER.valueToTree(shares));
    archive.put(prefix + "network.json", network.toPrettyString());
    archive.put(prefix + "weights.safetensors", Safetensors.write(weights));
    if (projection != null) {
      archive.put(prefix + "projection.json", projection.toJson());
    }
  }

  static TabularModel read(ModelArchive.Reader archive, String prefix, Provenance provenance) {
    String encoderName = prefix + "encoder.json";
    TableEncoder encoder =
        TableEncoder.fromJson(archive.text(encoderName), archive.where(encoderName));
    String networkName = prefix + "network.json";
    ObjectNode network = ModelArchive.object(archive, networkName);
    String where = archive.where(networkName);
    GeneratorSpec spec = ModelArchive.value(network.path("generator"), GeneratorSpec.class, where);
    double[][] shares =
        network.path("shares").isNull()
            ? null
            : ModelArchive.value(network.path("shares"), double[][].class, where);
    checkNetwork(encoder.layout(), spec, shares, where);
    String weightsName = prefix + "weights.safetensors";
    Map<String, Safetensors.Tensor> weights =
        Safetensors.read(archive.bytes(weightsName), archive.where(weightsName));
    checkWeights(encoder.layout(), spec, weights, archive.where(weightsName));
    String projectionName = prefix + "projection.json";
    RankProjection projection =
        weights.isEmpty()
            ? null
            : RankProjection.fromJson(archive.text(projectionName), archive.where(projectionName));
    return new TabularModel(encoder, spec, weights, shares, projection, provenance);
  }

  private static void checkNetwork(
      Layout layout, GeneratorSpec spec, double[][] shares, String where) {
    if (spec == null || spec.conditional() != (shares != null)) {
      throw new ModelFileException(where + " describes no generator that could be run");
    }
    if (shares == null) {
      return;
    }
    List<Block> blocks = Conditions.softmaxBlocks(layout);
    boolean fits = shares.length == blocks.size();
    for (int b = 0; fits && b < shares.length; b++) {
      fits =
          shares[b] != null
              && shares[b].length == blocks.get(b).width()
              && Arrays.stream(shares[b]).allMatch(share -> share >= 0 && share <= 1)
              && Arrays.stream(shares[b]).sum() > 0;
    }
    if (!fits) {
      throw new ModelFileException(where + " has shares that do not fit the encoder's categories");
    }
  }

  private static void checkWeights(
      Layout layout, GeneratorSpec spec, Map<String, Safetensors.Tensor> weights, String where) {
    if (layout.width() == 0) {
      if (!weights.isEmpty()) {
        throw new ModelFileException(where + " holds weights, but the table has nothing to learn");
      }
      return;
    }
    for (Variable v : new GeneratorNetwork("generator.average", layout, spec).parameters()) {
      Safetensors.Tensor found = weights.get(v.name());
      if (found == null || !found.shape().equals(v.shape())) {
        throw new ModelFileException(where + " does not hold " + v + ", which the network needs");
      }
      for (float weight : found.values()) {
        if (!Float.isFinite(weight)) {
          throw new ModelFileException(where + ": " + v + " is not finite everywhere");
        }
      }
    }
  }
}
