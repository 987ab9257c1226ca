package io.semblance.synth.doppelganger;

import io.semblance.data.encode.Block;
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
import io.semblance.engine.optim.Adam;
import io.semblance.engine.optim.MovingAverage;
import io.semblance.synth.Streams;
import io.semblance.synth.generator.MomentMatching;
import io.semblance.synth.series.EncodedSequences;
import io.semblance.synth.series.SeriesFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.UnaryOperator;

/**
 * Generators, critics and the two steps that update them, as expressions: nothing here has values
 * yet. One critic judges everything, the auxiliary one (section 4.1.2 of the paper) what is said
 * once of a sequence, which drowns among the steps otherwise.
 */
final class DoppelGangerSteps {
  private static final double EPSILON = 1e-8;

  private final DoppelGangerSettings settings;
  private final EncodedSequences data;
  private final int batch;
  private final DoppelGangerNetworks networks;
  private final DoppelGangerNetworks average;
  private final Sequential critic;
  private final Sequential auxiliary;
  private final Node shown;
  private final Counter criticRows = new Counter("critic.rows");
  private final Counter generatorRows = new Counter("generator.rows");
  private final Variable table;
  private final IndexVariable order;
  private final List<Variable> rates = new ArrayList<>();
  private final Map<String, Node> criticLosses = new LinkedHashMap<>();
  private final Map<String, Node> generatorLosses = new LinkedHashMap<>();
  private final Step criticStep;
  private final Step generatorStep;

  /**
   * @param attributesOrNull layout of the first of the data's conditions, its attributes
   * @param matchingOrNull moments that attributes and steps of a sequence are to have
   */
  DoppelGangerSteps(
      DoppelGangerSettings settings,
      EncodedSequences data,
      Layout attributesOrNull,
      MomentMatching matchingOrNull) {
    this.settings = settings;
    this.data = data;
    this.batch = Math.min(settings.batch(), data.count());
    this.networks = networks("", attributesOrNull);
    this.average = networks("average.", attributesOrNull);
    int once = networks.attributes() + networks.rangeCount();
    int all = once + data.times() * data.layout().width() + (data.ragged() ? data.times() : 0);
    this.critic = critic("critic", all + given());
    this.auxiliary =
        once > 0 && settings.auxiliary() > 0 ? critic("auxiliary", once + given()) : null;
    this.shown = networks.phasesFollow() ? shown(attributesOrNull) : null;
    this.table = Variable.zeros("table", Shape.of(data.count(), data.width()));
    this.order = new IndexVariable("order", data.count());
    this.criticStep = criticUpdate();
    this.generatorStep = generatorUpdate(matchingOrNull);
  }

  private DoppelGangerNetworks networks(String prefix, Layout attributesOrNull) {
    return new DoppelGangerNetworks(
        prefix, data.layout(), attributesOrNull, settings, given(), data.times());
  }

  private Sequential critic(String name, int in) {
    return Sequential.mlp(name, in, settings.criticWidths(), 1, Activation.LEAKY_RELU, false, 0);
  }

  /** Conditions that are not drawn. */
  private int given() {
    return data.conditions() - data.attributes();
  }

  /**
   * Attributes that the critic of everything sees: all but a drawn start, from which the phases of
   * the calendar follow, when those given to a generated sequence are another start's.
   */
  private static Node shown(Layout attributes) {
    double[] shown = new double[attributes.width()];
    Arrays.fill(shown, 1);
    for (Block b : attributes.blocksOf(SeriesFrame.START)) {
      Arrays.fill(shown, b.offset(), b.offset() + b.width(), 0);
    }
    return Ops.constant(Shape.of(shown.length), shown);
  }

  /**
   * Sequences as critics see them.
   *
   * @param once attributes and ranges, [batch, n]; null if there are none
   * @param all attributes, ranges, steps, mask
   * @param plain attributes and steps in no range, with zeros where there is no step
   */
  private record Seen(Node once, Node all, Node plain) {}

  /** A batch of training sequences and as many generated ones. */
  private final class Pair {
    final Node given;
    final Seen real;
    final Seen fake;

    Pair(Counter counter, int stream) {
      Node rows = Ops.gather(table.node(), order, counter, batch);
      int numbers = data.times() * data.layout().width();
      Node steps = Ops.slice(rows, 1, 0, numbers);
      Node mask = data.ragged() ? Ops.slice(rows, 1, numbers, data.times()) : null;
      int at = numbers + (data.ragged() ? data.times() : 0);
      Node attributes = data.attributes() == 0 ? null : Ops.slice(rows, 1, at, data.attributes());
      this.given = given() == 0 ? null : Ops.slice(rows, 1, at + data.attributes(), given());
      Ranges ranges = networks.ranges();
      this.real =
          seen(
              attributes,
              ranges == null ? new Ranges.Normalised(null, steps) : ranges.normalised(steps, mask),
              steps,
              mask);
      DoppelGangerNetworks.Made made = networks.make(batch, stream, counter, given);
      // Where lengths follow from the calendar they are given like it.
      Node own = made.mask() == null ? mask : made.mask();
      Node inRange =
          ranges == null
              ? Ranges.masked(made.inRange().steps(), data.times(), own)
              : ranges.seen(made.inRange(), own);
      this.fake =
          seen(
              made.attributes(),
              new Ranges.Normalised(made.inRange().ranges(), inRange),
              Ranges.masked(networks.restored(made), data.times(), own),
              own);
    }

    private Seen seen(Node attributes, Ranges.Normalised of, Node steps, Node mask) {
      Node visible = attributes == null || shown == null ? attributes : Ops.mul(attributes, shown);
      return new Seen(
          joined(attributes, of.ranges()),
          joined(visible, of.ranges(), of.steps(), mask),
          joined(attributes, steps));
    }

    UnaryOperator<Node> by(Sequential judge) {
      return x -> judge.apply(joined(x, given), Mode.inference());
    }
  }

  /** Side by side, without what is not there; null if nothing is. */
  private static Node joined(Node... partsOrNull) {
    List<Node> parts = Arrays.stream(partsOrNull).filter(p -> p != null).toList();
    return parts.isEmpty() ? null : Ops.concat(1, parts);
  }

  private Step update(
      String name, List<Variable> parameters, double rate, Node loss, Map<String, Node> said) {
    Adam adam = new Adam(name, parameters, rate, settings.beta1(), settings.beta2(), EPSILON);
    rates.add(adam.rate());
    List<Node> gradients = Gradients.of(loss, parameters.stream().map(Variable::node).toList());
    Step step = new Step();
    said.values().forEach(step::output);
    return step.assignAll(adam.update(gradients));
  }

  private Step criticUpdate() {
    Pair pair = new Pair(criticRows, Streams.CRITIC_NOISE);
    Node shares = Ops.uniform(Shape.of(batch, 2), Streams.MIX, criticRows);
    List<Variable> parameters = new ArrayList<>(critic.parameters());
    Node loss =
        DoppelGangerLosses.critic(
            pair.by(critic),
            pair.real.all(),
            Ops.stopGradient(pair.fake.all()),
            Ops.slice(shares, 1, 0, 1),
            settings.penalty());
    criticLosses.put("critic", loss);
    if (auxiliary != null) {
      parameters.addAll(auxiliary.parameters());
      Node second =
          DoppelGangerLosses.critic(
              pair.by(auxiliary),
              pair.real.once(),
              Ops.stopGradient(pair.fake.once()),
              Ops.slice(shares, 1, 1, 1),
              settings.penalty());
      criticLosses.put("auxiliary", second);
      loss = Ops.add(loss, Ops.mul(second, settings.auxiliary()));
    }
    return update("criticising", parameters, settings.criticRate(), loss, criticLosses)
        .advance(criticRows, batch);
  }

  private Step generatorUpdate(MomentMatching matchingOrNull) {
    Pair pair = new Pair(generatorRows, Streams.GENERATOR_NOISE);
    Node loss = DoppelGangerLosses.generator(pair.by(critic), pair.fake.all());
    if (auxiliary != null) {
      Node second = DoppelGangerLosses.generator(pair.by(auxiliary), pair.fake.once());
      loss = Ops.add(loss, Ops.mul(second, settings.auxiliary()));
    }
    generatorLosses.put("generator", loss);
    if (matchingOrNull != null) {
      Node off = matchingOrNull.loss(pair.fake.plain());
      generatorLosses.put("window_moments", off);
      loss = Ops.add(loss, Ops.mul(off, settings.windowMoments()));
    }
    Step step =
        update("generation", networks.trained(), settings.learningRate(), loss, generatorLosses);
    MovingAverage moving =
        new MovingAverage(networks.trained(), average.trained(), settings.averageDecay());
    return step.assignAll(moving.update(step.assignments())).advance(generatorRows, batch);
  }

  int batch() {
    return batch;
  }

  DoppelGangerNetworks networks() {
    return networks;
  }

  /** Moving averages of the generators. */
  DoppelGangerNetworks average() {
    return average;
  }

  /** One critic or two. */
  List<Sequential> critics() {
    return auxiliary == null ? List.of(critic) : List.of(critic, auxiliary);
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

  Entry<Step, Map<String, Node>> criticStep() {
    return Map.entry(criticStep, criticLosses);
  }

  Entry<Step, Map<String, Node>> generatorStep() {
    return Map.entry(generatorStep, generatorLosses);
  }
}
