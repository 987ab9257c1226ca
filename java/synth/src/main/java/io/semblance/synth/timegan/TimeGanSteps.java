package io.semblance.synth.timegan;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.RecurrentStack;
import io.semblance.engine.optim.Adam;
import io.semblance.engine.optim.MovingAverage;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Streams;
import io.semblance.synth.series.EncodedSequences;
import io.semblance.synth.series.SequenceBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The five networks of TimeGAN and the steps that update them, as expressions: nothing here has
 * values yet. Embedding and supervision are learnt first, alone; then all of them in turns.
 */
final class TimeGanSteps {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** Weights of the authors' program. */
  private static final double EMBEDDING = 10;

  private static final double SUPERVISED_EMBEDDING = 0.1;

  /** A step and the losses that it computes, by name. */
  record Update(Step step, Map<String, Node> losses) {}

  private final TimeGanSettings settings;
  private final int batch;
  private final TimeGanNetworks networks;
  private final TimeGanNetworks average;
  private final RecurrentStack embedder;
  private final RecurrentStack discriminator;
  private final Counter rows = new Counter("rows");
  private final Variable table;
  private final IndexVariable order;
  private final SequenceBatch real;
  private final Node latent;
  private final List<Variable> rates = new ArrayList<>();
  private final Update embedding;
  private final Update supervision;
  private final Update generation;
  private final Update joint;
  private final Update discrimination;

  /**
   * @param matchingOrNull second moments within sequences that generated ones are to have
   */
  TimeGanSteps(TimeGanSettings settings, EncodedSequences data, WindowMoments matchingOrNull) {
    this.settings = settings;
    this.batch = Math.min(settings.batch(), data.count());
    int width = data.layout().width();
    int conditions = data.conditions();
    int hidden = settings.hidden();
    this.networks = new TimeGanNetworks("", data.layout(), settings, conditions);
    this.average = new TimeGanNetworks("average.", data.layout(), settings, conditions);
    this.embedder =
        RecurrentStack.gru("embedder", width + conditions, hidden, settings.layers(), hidden);
    this.discriminator =
        RecurrentStack.gru("discriminator", hidden + conditions, hidden, settings.layers(), 1);
    this.table = Variable.zeros("table", Shape.of(data.count(), data.width()));
    this.order = new IndexVariable("order", data.count());
    this.real = SequenceBatch.of(Ops.gather(table.node(), order, rows, batch), data);
    this.latent =
        TimeGanNetworks.squashed(embedder.apply(real.conditioned(real.steps()), real.times()));
    this.embedding = embedding();
    this.supervision = supervision();
    this.generation = generation(matchingOrNull);
    this.joint = joint();
    this.discrimination = discrimination();
  }

  private Adam adam(String name, List<Variable> parameters, double rate) {
    Adam adam = new Adam(name, parameters, rate, BETA1, BETA2, EPSILON);
    rates.add(adam.rate());
    return adam;
  }

  private static List<Variable> all(RecurrentStack... stacks) {
    List<Variable> all = new ArrayList<>();
    for (RecurrentStack stack : stacks) {
      all.addAll(stack.parameters());
    }
    return all;
  }

  /** Minimises a loss, and takes the average of what the update changes. */
  private Update update(
      String name, List<Variable> parameters, double rate, Node loss, Map<String, Node> said) {
    List<Node> gradients = Gradients.of(loss, parameters.stream().map(Variable::node).toList());
    Step step = new Step();
    said.values().forEach(step::output);
    step.assignAll(adam(name, parameters, rate).update(gradients)).advance(rows, batch);
    return new Update(step, said);
  }

  private Node recovered() {
    return networks.recovered(latent, real.times());
  }

  private Update embedding() {
    Node loss = TimeGanLosses.reconstruction(real, real.steps(), recovered());
    return update(
        "embedding",
        all(embedder, networks.recovery()),
        settings.learningRate(),
        Ops.mul(TimeGanLosses.root(loss), EMBEDDING),
        Map.of("embedding", loss));
  }

  private Update supervision() {
    Node fixed = Ops.stopGradient(latent);
    Node loss = TimeGanLosses.supervised(real, fixed, networks.supervised(fixed, real.times()));
    return update(
        "supervision",
        networks.supervisor().parameters(),
        settings.learningRate(),
        loss,
        Map.of("supervised", loss));
  }

  private Node scores(Node ofLatent) {
    return discriminator.apply(real.conditioned(ofLatent), real.times());
  }

  private Update generation(WindowMoments matchingOrNull) {
    int times = real.times();
    Node made = networks.latent(batch, times, Streams.GENERATOR_NOISE, rows, real.conditions());
    Node next = networks.supervised(made, times);
    Node fake = real.masked(networks.recovered(next, times));
    Node adversarial =
        Ops.add(
            TimeGanLosses.real(real, scores(next)),
            Ops.mul(TimeGanLosses.real(real, scores(made)), settings.gamma()));
    Node fixed = Ops.stopGradient(latent);
    Node supervised = TimeGanLosses.supervised(real, fixed, networks.supervised(fixed, times));
    Node fakeRows = SequenceBatch.sequenceMajor(fake, times);
    Node moments =
        TimeGanLosses.moments(
            SequenceBatch.sequenceMajor(real.masked(real.steps()), times), fakeRows);
    Node loss =
        Ops.add(
            adversarial,
            Ops.add(
                Ops.mul(TimeGanLosses.root(supervised), settings.supervision()),
                Ops.mul(moments, settings.stepMoments())));
    Map<String, Node> said = new LinkedHashMap<>();
    said.put("generator", adversarial);
    said.put("supervised", supervised);
    said.put("moments", moments);
    if (matchingOrNull != null) {
      Node matched = matchingOrNull.loss(fakeRows);
      said.put("window_moments", matched);
      loss = Ops.add(loss, Ops.mul(matched, settings.windowMoments()));
    }
    return update(
        "generation",
        all(networks.generator(), networks.supervisor()),
        settings.learningRate(),
        loss,
        said);
  }

  private Update joint() {
    Node reconstruction = TimeGanLosses.reconstruction(real, real.steps(), recovered());
    Node supervised =
        TimeGanLosses.supervised(real, latent, networks.supervised(latent, real.times()));
    Node loss =
        Ops.add(
            Ops.mul(TimeGanLosses.root(reconstruction), EMBEDDING),
            Ops.mul(supervised, SUPERVISED_EMBEDDING));
    Update update =
        update(
            "joint",
            all(embedder, networks.recovery()),
            settings.learningRate(),
            loss,
            Map.of("embedding", reconstruction));
    MovingAverage moving =
        new MovingAverage(networks.parameters(), average.parameters(), settings.averageDecay());
    update.step().assignAll(moving.update(update.step().assignments()));
    return update;
  }

  private Update discrimination() {
    Node made = networks.latent(batch, real.times(), Streams.CRITIC_NOISE, rows, real.conditions());
    Node next = networks.supervised(made, real.times());
    Node loss =
        Ops.add(
            TimeGanLosses.real(real, scores(Ops.stopGradient(latent))),
            Ops.add(
                TimeGanLosses.madeUp(real, scores(Ops.stopGradient(next))),
                Ops.mul(
                    TimeGanLosses.madeUp(real, scores(Ops.stopGradient(made))), settings.gamma())));
    // Far ahead of the generator it rests, so that the generator can follow.
    Node awake = Ops.greater(loss, settings.threshold());
    Update update =
        update(
            "discrimination",
            discriminator.parameters(),
            settings.criticRate(),
            Ops.mul(loss, awake),
            Map.of("discriminator", loss));
    return update;
  }

  /** All updates, in the order in which they are first run. */
  List<Update> updates() {
    return List.of(embedding, supervision, generation, joint, discrimination);
  }

  /** The updates as {@code explain} shows them. */
  List<ModelStep> list() {
    return List.of(
        new ModelStep("embedding update", batch, embedding.step()),
        new ModelStep("supervision update", batch, supervision.step()),
        new ModelStep("generator update", batch, generation.step()),
        new ModelStep("joint embedding update", batch, joint.step()),
        new ModelStep("discriminator update", batch, discrimination.step()));
  }

  int batch() {
    return batch;
  }

  TimeGanNetworks networks() {
    return networks;
  }

  /** Moving averages of the networks that sequences are made by. */
  TimeGanNetworks average() {
    return average;
  }

  RecurrentStack embedder() {
    return embedder;
  }

  RecurrentStack discriminator() {
    return discriminator;
  }

  /** Encoded training sequences. */
  Variable table() {
    return table;
  }

  IndexVariable order() {
    return order;
  }

  List<Variable> rates() {
    return rates;
  }

  Update embeddingUpdate() {
    return embedding;
  }

  Update supervisionUpdate() {
    return supervision;
  }

  Update generationUpdate() {
    return generation;
  }

  Update jointUpdate() {
    return joint;
  }

  Update discriminationUpdate() {
    return discrimination;
  }
}
