package io.semblance.synth.autoregressive;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.data.encode.TokenVariable;
import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.Completion;
import io.semblance.synth.Conditional;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Likelihood;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Provenance;
import io.semblance.synth.RowSource;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.archive.Safetensors.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The networks of a table with its codes. */
public final class AutoregressiveModel implements Model, Conditional, Likelihood, Completion {
  private static final int PART = 16 * DrawContext.BATCH;

  /** Rows that are completed at a time. */
  private static final int COMPLETED = 128 * DrawContext.BATCH;

  private final TokenEncoder encoder;
  private final Schema schema; // that of the encoder, whose columns may stand in another order
  private final Shape shape;
  private final Map<String, Tensor> weights;
  private final Provenance provenance;

  /**
   * The networks' shape.
   *
   * @param width of hidden layers
   * @param layers hidden layers of each network
   */
  record Shape(int width, int layers) {
    ColumnNetworks networks(List<TokenVariable> variables) {
      return new ColumnNetworks(LikelihoodFit.PREFIX, variables, width, layers, true);
    }
  }

  /**
   * @param encoder of rows in the order in which their columns are drawn
   * @param schema of rows, with the same columns
   * @param shapeOrNull null for a table of constants and identifiers
   * @param weights of the networks by name; none without a shape
   */
  AutoregressiveModel(
      TokenEncoder encoder,
      Schema schema,
      Shape shapeOrNull,
      Map<String, Tensor> weights,
      Provenance provenance) {
    this.encoder = encoder;
    this.schema = schema;
    this.shape = shapeOrNull;
    this.weights = Map.copyOf(weights);
    this.provenance = provenance;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  private boolean inEncodersOrder() {
    return schema.names().equals(encoder.schema().names());
  }

  /** Rows with the columns in the order in which they are drawn. */
  Table asDrawn(Table rows) {
    return inEncodersOrder() ? rows : rows.selectColumns(encoder.schema().names());
  }

  /** Rows that were drawn with the columns in the order of the table. */
  Table inOrder(Table drawn) {
    return inEncodersOrder()
        ? drawn
        : drawn.selectColumns(schema.names()).withDelimiter(schema.delimiter());
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public String describe() {
    long numbers = weights.values().stream().mapToLong(t -> t.values().length).sum();
    String networks =
        shape == null
            ? "nothing to learn"
            : numbers + " weights in " + encoder.width() + " networks of width " + shape.width();
    return provenance.synthesizer() + ", " + networks + "\n" + encoder.describe();
  }

  TokenEncoder encoder() {
    return encoder;
  }

  Shape shape() {
    return shape;
  }

  Map<String, Tensor> weights() {
    return weights;
  }

  /** A session that draws on one thread. */
  Session session(DrawContext context) {
    return context.backend().open(new SessionOptions(context.seed(), 1));
  }

  /** The networks with their weights in a session. */
  ColumnNetworks networks(Session session) {
    ColumnNetworks networks = shape.networks(encoder.variables());
    for (Variable v : networks.parameters()) {
      session.set(v, weights.get(v.name()).values());
    }
    return networks;
  }

  /** By trying among what is allowed; see {@link ConditionedRows}. Its probability is estimated. */
  @Override
  public Given given(Condition condition) {
    TokenEncoder.Given given = encoder.given(condition);
    for (int v = 0; v < given.weights().size(); v++) {
      double[] allowed = given.weights().get(v);
      double[] shares = encoder.variables().get(v).shares();
      boolean any = allowed == null;
      for (int s = 0; !any && s < allowed.length; s++) {
        any = allowed[s] > 0 && shares[s] > 0;
      }
      if (!any) {
        throw new SynthesisException("No row of this model satisfies " + condition);
      }
    }
    return shape == null ? new Given(this, 1) : ConditionedRows.of(this, given);
  }

  @Override
  public Optional<Conditional> conditional() {
    return Optional.of(this);
  }

  @Override
  public Model tempered(double temperature) {
    Map<String, Tensor> cooler =
        shape == null
            ? weights
            : NetworkWeights.tempered(weights, LikelihoodFit.PREFIX, temperature);
    return new AutoregressiveModel(encoder, schema, shape, cooler, provenance);
  }

  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(this);
  }

  @Override
  public Optional<Completion> completion() {
    return Optional.of(this);
  }

  @Override
  public Table complete(Table rows, long firstRow, long seed) {
    List<Table> parts = new ArrayList<>();
    for (int from = 0; from == 0 || from < rows.rows(); from += COMPLETED) {
      Table part = rows.slice(from, Math.min(rows.rows(), from + COMPLETED));
      parts.add(CompletedRows.of(this, part, firstRow + from, seed));
    }
    return parts.size() == 1 ? parts.get(0) : Table.concat(parts);
  }

  /** Of the codes: a number counts by its bin. */
  @Override
  public double[] logLikelihood(Table table) {
    return shape == null ? new double[table.rows()] : RowLikelihood.of(this, table);
  }

  @Override
  public List<ModelStep> steps() {
    if (shape == null) {
      return List.of();
    }
    Node codes = shape.networks(encoder.variables()).draw(DrawContext.BATCH, new Counter("row"));
    List<ModelStep> steps = new ArrayList<>();
    steps.add(new ModelStep("sampling", DrawContext.BATCH, new Step().output(codes)));
    try {
      if (provenance.data().rows() > 1) {
        AutoregressiveSteps training = AutoregressiveFit.steps(this);
        steps.add(new ModelStep("update", training.batch(), training.update()));
      }
    } catch (IllegalArgumentException | EngineException e) {
      return steps; // the file is of a version with other settings
    }
    return steps;
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
    private final ColumnNetworks networks;
    private final Counter counter = new Counter("row");
    private final Batch[] batches = new Batch[2];

    Rows(DrawContext context) {
      this.seed = context.seed();
      this.session = shape == null ? null : AutoregressiveModel.this.session(context);
      this.networks = shape == null ? null : AutoregressiveModel.this.networks(session);
    }

    /** A program for a number of rows. */
    private final class Batch {
      private final int size;
      private final Node codes;
      private final Program program;
      private final float[] read;

      Batch(int size) {
        this.size = size;
        this.codes = networks.draw(size, counter);
        this.program = session.compile(new Step().output(codes));
        this.read = new float[codes.shape().size()];
      }
    }

    private Batch batch(int left) {
      int i = left > DrawContext.BATCH / 2 ? 0 : 1;
      if (batches[i] == null) {
        batches[i] = new Batch(i == 0 ? DrawContext.BATCH : DrawContext.SMALLEST_BATCH);
      }
      return batches[i];
    }

    @Override
    public Table draw(long firstRow, int count) {
      int width = encoder.width();
      float[] codes = new float[Math.multiplyExact(count, width)];
      for (int done = 0; done < count && session != null; ) {
        Batch next = batch(count - done);
        session.set(counter, firstRow + done);
        next.program.run();
        next.program.read(next.codes, next.read);
        int taken = Math.min(count - done, next.size);
        System.arraycopy(next.read, 0, codes, done * width, taken * width);
        done += taken;
      }
      return inOrder(encoder.decode(codes, count, firstRow, seed));
    }

    @Override
    public void close() {
      if (session != null) {
        session.close();
      }
    }
  }
}
