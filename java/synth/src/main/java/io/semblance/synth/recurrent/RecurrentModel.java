package io.semblance.synth.recurrent;

import io.semblance.data.Column;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.TableEncoder;
import io.semblance.data.encode.TokenVariable;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.Continuation;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Provenance;
import io.semblance.synth.archive.Safetensors.Tensor;
import io.semblance.synth.autoregressive.LikelihoodFit;
import io.semblance.synth.autoregressive.NetworkWeights;
import io.semblance.synth.series.SeriesFrame;
import io.semblance.synth.series.SeriesHistory;
import io.semblance.synth.series.SeriesModel;
import io.semblance.synth.series.StepInputs;
import io.semblance.synth.series.StepSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks that go from step to step, with the codes of a step. */
public final class RecurrentModel extends SeriesModel implements Continuation {
  private final Parts steps;
  private final Shape shape;
  private final Map<String, Tensor> weights;

  /**
   * What is known of the columns of a step.
   *
   * @param schema of all columns of the table of steps
   * @param codes of those that are learnt
   * @param inputs what a step is told beside the steps before it
   * @param identifiersOrNull what makes the identifiers, where there are any
   */
  record Parts(Schema schema, StepCodes codes, StepInputs inputs, TableEncoder identifiersOrNull) {}

  /**
   * The networks' shape.
   *
   * @param state numbers of the recurrent state
   * @param width of hidden layers
   * @param layers hidden layers of each network
   */
  record Shape(int state, int width, int layers) {
    StepNetworks networks(
        String prefix, List<TokenVariable> variables, StepNetworks.Layout layout, boolean folded) {
      return new StepNetworks(prefix, variables, layout, state, width, layers, folded);
    }
  }

  /**
   * @param sequencesOrNull draws what is said once of a sequence
   * @param weights of the networks by name; none where nothing is learnt
   */
  RecurrentModel(
      SeriesFrame frame,
      Model sequencesOrNull,
      Parts steps,
      Shape shape,
      Map<String, Tensor> weights,
      Provenance provenance) {
    super(frame, sequencesOrNull, null, provenance);
    this.steps = steps;
    this.shape = shape;
    this.weights = Map.copyOf(weights);
  }

  Parts parts() {
    return steps;
  }

  Shape shape() {
    return shape;
  }

  Map<String, Tensor> weights() {
    return weights;
  }

  /** Of the columns of a step; what is said once of a sequence stays as likely as it is. */
  @Override
  public Model tempered(double temperature) {
    Map<String, Tensor> cooler =
        NetworkWeights.tempered(weights, StepNetworks.columns(LikelihoodFit.PREFIX), temperature);
    return new RecurrentModel(frame(), sequences(), steps, shape, cooler, provenance());
  }

  /** Networks for sequences of so many steps, without weights. */
  StepNetworks networks(int times) {
    return networks(steps, shape, times);
  }

  static StepNetworks networks(Parts steps, Shape shape, int times) {
    List<TokenVariable> variables = steps.codes().variables();
    StepNetworks.Layout layout =
        new StepNetworks.Layout(
            times,
            variables.size(),
            steps.codes().numbers(),
            steps.inputs().width() - steps.inputs().own(),
            false,
            steps.inputs().own());
    return shape.networks(LikelihoodFit.PREFIX, variables, layout, true);
  }

  @Override
  protected boolean drawsAttributes() {
    return false;
  }

  @Override
  protected int mostTimes() {
    return 0; // goes from step to step
  }

  @Override
  protected String describeSteps() {
    long numbers = weights.values().stream().mapToLong(t -> t.values().length).sum();
    return numbers
        + " weights, a state of "
        + shape.state()
        + " numbers\n"
        + steps.codes().encoder().describe().stripTrailing();
  }

  @Override
  public List<ModelStep> steps() {
    if (steps.codes().variables().isEmpty()) {
      return List.of();
    }
    StepProgram program = new StepProgram(networks(1), steps, shape.state(), DrawContext.BATCH);
    return List.of(new ModelStep("sampling", DrawContext.BATCH, program.step()));
  }

  @Override
  public Optional<Continuation> continuation() {
    return Optional.of(this);
  }

  /** As many of the last known steps are read as a window has. */
  @Override
  public Table after(Table history, int steps, long seed) {
    if (steps < 1) {
      throw new IllegalArgumentException(steps + " steps");
    }
    SeriesHistory known = SeriesHistory.of(frame(), provenance(), history, frame().times());
    DrawContext context =
        new DrawContext(seed, false, Backends.select(null), DrawContext.BATCH, null, 0);
    try (Walker walker = walker(context, steps)) {
      return known.rows(walker.after(known, steps), steps);
    }
  }

  @Override
  protected StepSource openSteps(DrawContext context, int times) {
    return walker(context, times);
  }

  private Walker walker(DrawContext context, int times) {
    Session session = null;
    StepProgram program = null;
    if (!steps.codes().variables().isEmpty()) {
      session =
          (context.backend() == null ? Backends.select(null) : context.backend())
              .open(new SessionOptions(context.seed(), 1));
      StepNetworks networks = networks(1);
      for (Variable v : networks.parameters()) {
        session.set(v, weights.get(v.name()).values());
      }
      program = new StepProgram(networks, steps, shape.state(), DrawContext.BATCH);
    }
    return new Walker(frame(), steps, session, program, context.seed(), times);
  }

  /** The columns of a step in the order of the table of steps. */
  static Table ordered(Schema schema, Table learnt, Table identifiersOrNull) {
    List<Column> columns =
        schema.names().stream()
            .map(
                name ->
                    identifiersOrNull != null && identifiersOrNull.schema().has(name)
                        ? identifiersOrNull.column(name)
                        : learnt.column(name))
            .toList();
    return Table.of(columns);
  }
}
