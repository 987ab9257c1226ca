package io.semblance.synth.adversarial;

import io.semblance.data.encode.Layout;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.engine.optim.MovingAverage;
import io.semblance.engine.optim.Optimiser;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Streams;
import io.semblance.synth.generator.Conditioning;
import io.semblance.synth.generator.GeneratorModel;
import io.semblance.synth.generator.GeneratorNetwork;
import io.semblance.synth.generator.MomentMatching;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The networks of an adversarial fit and the two steps that update them, as expressions: nothing
 * here has values yet.
 */
final class AdversarialSteps {
  private static final int MADE_UP_ROWS = 8;

  private final AdversarialLoss loss;
  private final AdversarialSettings settings;
  private final int batch;
  private final GeneratorNetwork average;
  private final GeneratorNetwork generator;
  private final Sequential critic;
  private final Conditioning.Training conditions;

  private final Counter criticRows = new Counter("critic.rows");
  private final Counter generatorRows = new Counter("generator.rows");
  private final Variable table;
  private final IndexVariable order;
  private final Optimiser criticOptimiser;
  private final Optimiser generatorOptimiser;

  private final Node criticLoss;
  private final Node generatorLoss;
  private final Step criticStep;
  private final Step generatorStep;

  /**
   * @param count rows of the training table
   * @param matchingOrNull moments that the generator's rows are drawn towards
   * @param average network that takes the moving average of the generator's weights; the generator
   *     has the same shape and conditions
   */
  AdversarialSteps(
      AdversarialLoss loss,
      AdversarialSettings settings,
      int count,
      MomentMatching matchingOrNull,
      GeneratorNetwork average) {
    this.loss = loss;
    this.settings = settings;
    this.batch = batch(Math.min(settings.batch(), count), loss.packing());
    this.average = average;
    Layout layout = average.layout();
    Conditioning conditioning = average.conditioning();
    this.generator = new GeneratorNetwork("generator", layout, average.spec(), conditioning);
    this.conditions = conditioning == null ? null : conditioning.training(count);
    int judged = conditioning == null ? layout.width() : conditioning.judgedWidth();
    this.critic =
        Sequential.mlp(
            "critic",
            judged * loss.packing(),
            settings.criticWidths(),
            loss.criticWidth(),
            Activation.LEAKY_RELU,
            false,
            settings.criticDropout());
    this.table = Variable.zeros("table", Shape.of(count, layout.width()));
    this.order = new IndexVariable("order", count);
    this.criticOptimiser = settings.optimiser("critic.optimiser", critic.parameters());
    this.generatorOptimiser = settings.optimiser("generator.optimiser", generator.parameters());

    GraphGame criticGame =
        game(criticRows, GameStreams.CRITIC, Mode.training(criticRows, Streams.CRITIC_DROPOUT));
    criticLoss = loss.critic(criticGame);
    criticStep = criticUpdate(criticLoss);

    GraphGame generatorGame =
        game(
            generatorRows,
            GameStreams.GENERATOR,
            Mode.training(generatorRows, Streams.GENERATOR_DROPOUT));
    Node total = loss.generator(generatorGame);
    if (matchingOrNull != null) {
      Node off = matchingOrNull.loss(generatorGame.fake());
      total = Ops.add(total, Ops.mul(off, settings.moments()));
    }
    Node disobedience = generatorGame.disobedience();
    generatorLoss = disobedience == null ? total : Ops.add(total, disobedience);
    generatorStep = generatorUpdate(generatorLoss);
  }

  /** Whole packs, at least one. */
  private static int batch(int rows, int packing) {
    return Math.max(packing, rows - rows % packing);
  }

  private GraphGame game(Counter counter, GameStreams streams, Mode mode) {
    Node real = Ops.gather(table.node(), order, counter, batch);
    Node condition = conditions == null ? null : conditions.condition(real, counter);
    return new GraphGame(
        generator, critic, loss.packing(), mode, real, condition, counter, streams);
  }

  /** The moments of a table if the settings ask for matching them, else null. */
  static MomentMatching matching(AdversarialSettings settings, float[] rows, int count, int width) {
    return settings.moments() > 0 && width <= MomentMatching.WIDEST
        ? new MomentMatching(rows, count, width)
        : null;
  }

  /** The steps that trained a model, with constants made up: the training rows are not in it. */
  static AdversarialSteps of(
      AdversarialLoss loss, AdversarialSettings settings, GeneratorModel model, int count) {
    int width = model.encoder().layout().width();
    Random random = new Random(1);
    float[] rows = new float[MADE_UP_ROWS * width];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextFloat(); // their moments change no shape
    }
    return new AdversarialSteps(
        loss,
        settings,
        count,
        matching(settings, rows, MADE_UP_ROWS, width),
        GeneratorModel.network(model.encoder(), model.spec(), model.conditioning()));
  }

  private Step criticUpdate(Node total) {
    List<Node> gradients = Gradients.of(total, nodes(critic.parameters()));
    Map<Variable, Node> updates = criticOptimiser.update(settings.gradientRule().apply(gradients));
    Map<Variable, Node> constrained = new LinkedHashMap<>(updates);
    for (Variable weight : critic.parameters()) {
      constrained.computeIfPresent(weight, loss::constrained);
    }
    return new Step().output(total).assignAll(constrained).advance(criticRows, batch);
  }

  private Step generatorUpdate(Node total) {
    List<Node> gradients = Gradients.of(total, nodes(generator.parameters()));
    Map<Variable, Node> updates =
        generatorOptimiser.update(settings.gradientRule().apply(gradients));
    MovingAverage moving =
        new MovingAverage(generator.parameters(), average.parameters(), settings.averageDecay());
    return new Step()
        .output(total)
        .assignAll(updates)
        .assignAll(moving.update(updates))
        .advance(generatorRows, batch);
  }

  private static List<Node> nodes(List<Variable> variables) {
    return variables.stream().map(Variable::node).toList();
  }

  /** Both steps as {@code explain} shows them. */
  List<ModelStep> list() {
    return List.of(
        new ModelStep("critic update", batch, criticStep),
        new ModelStep("generator update", batch, generatorStep));
  }

  /** Rows of a batch: as set, or the whole table if that is smaller. */
  int batch() {
    return batch;
  }

  GeneratorNetwork generator() {
    return generator;
  }

  /** The network that takes the average of the generator's weights. */
  GeneratorNetwork average() {
    return average;
  }

  Sequential critic() {
    return critic;
  }

  /** Encoded training rows. */
  Variable table() {
    return table;
  }

  /** Conditions of training rows; null for an unconditional generator. */
  Conditioning.Training conditions() {
    return conditions;
  }

  /** The rows of the table in the order they are trained on. */
  IndexVariable order() {
    return order;
  }

  /** The learning rates of both networks. */
  List<Variable> rates() {
    return List.of(criticOptimiser.rate(), generatorOptimiser.rate());
  }

  Node criticLoss() {
    return criticLoss;
  }

  Node generatorLoss() {
    return generatorLoss;
  }

  /** One update of the critic. */
  Step criticStep() {
    return criticStep;
  }

  /** One update of the generator and of the average of its weights. */
  Step generatorStep() {
    return generatorStep;
  }
}
