package io.semblance.synth;

import io.semblance.data.encode.Layout;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
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
 * The networks of an adversarial fit and the two programs that update them. Table, parameters,
 * moments, averages and counters live in the session; a step reads its own minibatch.
 */
final class AdversarialTraining {
  private static final double ADAM_EPSILON = 1e-8;

  private final Session session;
  private final Layout layout;
  private final AdversarialSettings s;
  private final long seed;
  private final int batch;
  private final GeneratorNetwork generator;
  private final Sequential critic;
  private final Conditions conditions;
  private final Conditions.Draws draws;

  private final Counter criticRows = new Counter("critic.rows");
  private final Counter generatorRows = new Counter("generator.rows");
  private final Variable table;
  private final Variable masks;
  private final IndexVariable order;
  private final IndexVariable blocks;

  private final Node criticLoss;
  private final Node generatorLoss;
  private final Program criticProgram;
  private final Program generatorProgram;

  /**
   * @param rows encoded training rows, row-major
   * @param conditions for a conditional generator, else null
   * @param average network that takes the moving average of the generator's weights
   */
  AdversarialTraining(
      Session session,
      AdversarialLoss loss,
      AdversarialSettings s,
      GeneratorSpec spec,
      Layout layout,
      float[] rows,
      int count,
      Conditions conditions,
      GeneratorNetwork average,
      long seed) {
    this.session = session;
    this.layout = layout;
    this.s = s;
    this.seed = seed;
    this.batch = Math.min(s.batch(), count);
    this.conditions = conditions;
    this.draws = conditions == null ? null : new Conditions.Draws(conditions, layout, rows, count);
    this.generator = new GeneratorNetwork("generator", layout, spec);
    this.critic =
        Sequential.mlp(
            "critic",
            layout.width() + (conditions == null ? 0 : generator.softmaxWidth()),
            s.criticWidths(),
            1,
            Activation.LEAKY_RELU,
            false,
            s.criticDropout());
    this.table = Variable.zeros("table", Shape.of(count, layout.width()));
    this.order = new IndexVariable("order", count);
    this.blocks = new IndexVariable("blocks", count);
    this.masks =
        conditions == null
            ? null
            : Variable.zeros("masks", Shape.of(conditions.blockCount(), generator.softmaxWidth()));

    session.set(table, rows);
    if (conditions != null) {
      session.set(masks, conditions.masks());
    }
    initialize(average);

    Node real = Ops.gather(table.node(), order, criticRows, batch);
    Node condition = condition(real, criticRows);
    Node scores = generator.scores(batch, Streams.CRITIC_NOISE, criticRows, condition);
    Node fake = generator.rows(scores, Streams.CRITIC_GUMBEL, criticRows);
    Mode criticMode = Mode.training(criticRows, Streams.CRITIC_DROPOUT);
    criticLoss = loss.critic(applied(condition, criticMode), real, fake, criticRows);
    criticProgram = session.compile(criticStep(criticLoss));

    Node seen = Ops.gather(table.node(), order, generatorRows, batch);
    Node wanted = condition(seen, generatorRows);
    Node given = generator.scores(batch, Streams.GENERATOR_NOISE, generatorRows, wanted);
    Node made = generator.rows(given, Streams.GENERATOR_GUMBEL, generatorRows);
    Mode generatorMode = Mode.training(generatorRows, Streams.GENERATOR_DROPOUT);
    Node total = loss.generator(applied(wanted, generatorMode), made);
    if (s.moments() > 0 && layout.width() <= MomentMatching.WIDEST) {
      MomentMatching matching = new MomentMatching(rows, count, layout.width());
      total = Ops.add(total, Ops.mul(matching.loss(made), s.moments()));
    }
    if (wanted != null) {
      total = Ops.add(total, disobedience(given, wanted));
    }
    generatorLoss = total;
    generatorProgram = session.compile(generatorStep(generatorLoss, average));
  }

  private void initialize(GeneratorNetwork average) {
    generator.net().initialize(session, seed);
    critic.initialize(session, seed);
    for (int i = 0; i < generator.parameters().size(); i++) {
      session.set(average.parameters().get(i), session.get(generator.parameters().get(i)));
    }
  }

  private UnaryOperator<Node> applied(Node condition, Mode mode) {
    return x -> critic.apply(condition == null ? x : Ops.concat(1, x, condition), mode);
  }

  /** The chosen block of each real row; null for an unconditional generator. */
  private Node condition(Node real, Counter counter) {
    if (conditions == null) {
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

  private Step criticStep(Node loss) {
    Adam adam = adam("critic.adam", critic.parameters());
    List<Node> gradients = Gradients.of(loss, nodes(critic.parameters()));
    return new Step().output(loss).assignAll(adam.update(gradients)).advance(criticRows, batch);
  }

  private Step generatorStep(Node loss, GeneratorNetwork average) {
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

  /** Writes the rows that the updates of this epoch, numbered from 1, will read. */
  void beginEpoch(int epoch) {
    int[] rows = new int[order.length()];
    if (draws == null) {
      TrainingOrder.shuffle(seed, epoch, rows);
    } else {
      int[] chosen = new int[rows.length];
      draws.fill(seed, (long) epoch * rows.length, rows, chosen);
      session.set(blocks, chosen);
    }
    session.set(order, rows);
  }

  void criticStep() {
    criticProgram.run();
  }

  void generatorStep() {
    generatorProgram.run();
  }

  /** Of the last update. */
  double criticLoss() {
    return criticProgram.readScalar(criticLoss);
  }

  /** Of the last update. */
  double generatorLoss() {
    return generatorProgram.readScalar(generatorLoss);
  }
}
