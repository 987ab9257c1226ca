package io.semblance.synth;

import io.semblance.data.encode.Layout;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
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
import io.semblance.engine.optim.Adam;
import io.semblance.engine.optim.MovingAverage;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The networks of an adversarial fit and the two steps that update them, as expressions: nothing
 * here has values yet.
 */
final class AdversarialSteps {
  private static final double ADAM_EPSILON = 1e-8;

  private final Layout layout;
  private final AdversarialSettings s;
  private final int batch;
  private final GeneratorNetwork generator;
  private final Sequential critic;

  private final Counter criticRows = new Counter("critic.rows");
  private final Counter generatorRows = new Counter("generator.rows");
  private final Variable table;
  private final Variable masks;
  private final IndexVariable order;
  private final IndexVariable blocks;

  private final Node criticLoss;
  private final Node generatorLoss;
  private final Step criticStep;
  private final Step generatorStep;

  /**
   * @param count rows of the training table
   * @param conditionsOrNull for a conditional generator
   * @param matchingOrNull moments that the generator's rows are drawn towards
   * @param average network that takes the moving average of the generator's weights
   */
  AdversarialSteps(
      AdversarialLoss loss,
      AdversarialSettings s,
      GeneratorSpec spec,
      Layout layout,
      int count,
      Conditions conditionsOrNull,
      MomentMatching matchingOrNull,
      GeneratorNetwork average) {
    this.layout = layout;
    this.s = s;
    this.batch = Math.min(s.batch(), count);
    this.generator = new GeneratorNetwork("generator", layout, spec);
    this.critic =
        Sequential.mlp(
            "critic",
            layout.width() + (conditionsOrNull == null ? 0 : generator.softmaxWidth()),
            s.criticWidths(),
            1,
            Activation.LEAKY_RELU,
            false,
            s.criticDropout());
    this.table = Variable.zeros("table", Shape.of(count, layout.width()));
    this.order = new IndexVariable("order", count);
    this.blocks = new IndexVariable("blocks", count);
    this.masks =
        conditionsOrNull == null
            ? null
            : Variable.zeros(
                "masks", Shape.of(conditionsOrNull.blockCount(), generator.softmaxWidth()));

    Node real = Ops.gather(table.node(), order, criticRows, batch);
    Node condition = condition(real, criticRows);
    Node scores = generator.scores(batch, Streams.CRITIC_NOISE, criticRows, condition);
    Node fake = generator.rows(scores, Streams.CRITIC_GUMBEL, criticRows);
    Mode criticMode = Mode.training(criticRows, Streams.CRITIC_DROPOUT);
    criticLoss = loss.critic(applied(condition, criticMode), real, fake, criticRows);
    criticStep = criticUpdate(criticLoss);

    Node seen = Ops.gather(table.node(), order, generatorRows, batch);
    Node wanted = condition(seen, generatorRows);
    Node given = generator.scores(batch, Streams.GENERATOR_NOISE, generatorRows, wanted);
    Node made = generator.rows(given, Streams.GENERATOR_GUMBEL, generatorRows);
    Mode generatorMode = Mode.training(generatorRows, Streams.GENERATOR_DROPOUT);
    Node total = loss.generator(applied(wanted, generatorMode), made);
    if (matchingOrNull != null) {
      total = Ops.add(total, Ops.mul(matchingOrNull.loss(made), s.moments()));
    }
    if (wanted != null) {
      total = Ops.add(total, disobedience(given, wanted));
    }
    generatorLoss = total;
    generatorStep = generatorUpdate(generatorLoss, average);
  }

  /** The moments of a table if the settings ask for matching them, else null. */
  static MomentMatching matching(AdversarialSettings s, float[] rows, int count, int width) {
    return s.moments() > 0 && width <= MomentMatching.WIDEST
        ? new MomentMatching(rows, count, width)
        : null;
  }

  private UnaryOperator<Node> applied(Node condition, Mode mode) {
    return x -> critic.apply(condition == null ? x : Ops.concat(1, x, condition), mode);
  }

  /** The chosen block of each real row; null for an unconditional generator. */
  private Node condition(Node real, Counter counter) {
    if (masks == null) {
      return null;
    }
    Node categories = Ops.slice(real, 1, layout.scalars(), layout.width() - layout.scalars());
    return Ops.mul(categories, Ops.gather(masks.node(), blocks, counter, batch));
  }

  /** CTGAN's generator loss: the cross entropy of the wanted category of the chosen block. */
  private Node disobedience(Node scores, Node wanted) {
    Node log =
        Functions.segmentLogSoftmax(generator.softmaxScores(scores), generator.softmaxBounds());
    return Ops.neg(Ops.div(Ops.sum(Ops.mul(log, wanted)), batch));
  }

  private Step criticUpdate(Node loss) {
    Adam adam = adam("critic.adam", critic.parameters());
    List<Node> gradients = Gradients.of(loss, nodes(critic.parameters()));
    return new Step().output(loss).assignAll(adam.update(gradients)).advance(criticRows, batch);
  }

  private Step generatorUpdate(Node loss, GeneratorNetwork average) {
    Adam adam = adam("generator.adam", generator.parameters());
    Map<Variable, Node> updates = adam.update(Gradients.of(loss, nodes(generator.parameters())));
    MovingAverage moving =
        new MovingAverage(generator.parameters(), average.parameters(), s.averageDecay());
    return new Step()
        .output(loss)
        .assignAll(updates)
        .assignAll(moving.update(updates))
        .advance(generatorRows, batch);
  }

  private Adam adam(String name, List<Variable> parameters) {
    return new Adam(name, parameters, s.learningRate(), s.beta1(), s.beta2(), ADAM_EPSILON);
  }

  private static List<Node> nodes(List<Variable> variables) {
    return variables.stream().map(Variable::node).toList();
  }

  /** Rows of a batch: as set, or the whole table if that is smaller. */
  int batch() {
    return batch;
  }

  GeneratorNetwork generator() {
    return generator;
  }

  Sequential critic() {
    return critic;
  }

  /** Encoded training rows. */
  Variable table() {
    return table;
  }

  /** {@link Conditions#masks()}; null for an unconditional generator. */
  Variable masks() {
    return masks;
  }

  /** The rows of the table in the order they are trained on. */
  IndexVariable order() {
    return order;
  }

  /** The block that each of them is conditioned on. */
  IndexVariable blocks() {
    return blocks;
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
