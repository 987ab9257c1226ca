package io.semblance.synth.timevae;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.optim.Adam;
import io.semblance.engine.optim.MovingAverage;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Streams;
import io.semblance.synth.generator.MomentMatching;
import io.semblance.synth.series.EncodedSequences;
import io.semblance.synth.series.SequenceBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Encoder, decoder and the step that updates both, as expressions: nothing here has values yet. */
final class TimeVaeSteps {
  /** Of the random numbers that latent vectors are drawn with while training. */
  private static final int LATENT = 5_100;

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** Temperature of the categories whose moments are matched. */
  private static final double TEMPERATURE = 0.5;

  private final TimeVaeSettings settings;
  private final EncodedSequences data;
  private final int batch;
  private final TimeVaeEncoder encoder;
  private final TimeVaeDecoder decoder;
  private final TimeVaeDecoder average;
  private final Counter rows = new Counter("rows");
  private final Variable table;
  private final IndexVariable order;
  private final Adam optimiser;
  private final Map<String, Node> losses = new LinkedHashMap<>();
  private final Step step;

  /**
   * @param matchingOrNull second moments within sequences that drawn ones are to have
   */
  TimeVaeSteps(TimeVaeSettings settings, EncodedSequences data, MomentMatching matchingOrNull) {
    this.settings = settings;
    this.data = data;
    this.batch = Math.min(settings.batch(), data.count());
    int width = data.layout().width();
    int times = data.times();
    int conditions = data.conditions();
    this.encoder = new TimeVaeEncoder(settings, width, conditions, times);
    this.decoder = new TimeVaeDecoder("decoder.", data.layout(), settings, conditions, times);
    this.average = new TimeVaeDecoder("average.", data.layout(), settings, conditions, times);
    this.table = Variable.zeros("table", Shape.of(data.count(), data.width()));
    this.order = new IndexVariable("order", data.count());
    this.optimiser =
        new Adam("optimiser", parameters(), settings.learningRate(), BETA1, BETA2, EPSILON);
    Node total = loss(Ops.gather(table.node(), order, rows, batch), matchingOrNull);
    this.step = update(total);
  }

  private Node loss(Node all, MomentMatching matchingOrNull) {
    int width = data.layout().width();
    int times = data.times();
    Node real = Ops.slice(all, 1, 0, times * width);
    SequenceBatch sequences = SequenceBatch.of(all, data);
    Node conditions = sequences.conditions();
    TimeVaeEncoder.Posterior posterior = encoder.apply(real, conditions);
    Node noise = Ops.normal(posterior.mean().shape(), LATENT, rows);
    Node latent =
        Ops.add(posterior.mean(), Ops.mul(noise, Ops.exp(Ops.mul(posterior.logVariance(), 0.5))));
    Node reconstruction = reconstruction(sequences, real, decoder.scores(latent, conditions));
    Node divergence = TimeVaeLosses.divergence(posterior.mean(), posterior.logVariance());
    losses.put("reconstruction", reconstruction);
    losses.put("divergence", divergence);
    Node total = Ops.add(Ops.mul(reconstruction, settings.factor()), divergence);
    if (matchingOrNull != null) {
      Node scores = decoder.scores(decoder.prior(batch, Streams.GENERATOR_NOISE, rows), conditions);
      Node drawn = decoder.drawn(scores, Streams.GENERATOR_NOISE, rows, TEMPERATURE);
      if (data.ragged()) {
        Node steps = sequences.masked(SequenceBatch.timeMajor(drawn, times));
        drawn = SequenceBatch.sequenceMajor(steps, times);
      }
      Node matched = matchingOrNull.loss(drawn);
      losses.put("window_moments", matched);
      total = Ops.add(total, Ops.mul(matched, settings.windowMoments()));
    }
    return total;
  }

  private Node reconstruction(SequenceBatch of, Node real, Node scores) {
    int scalars = data.layout().scalars();
    List<Node> terms = new ArrayList<>();
    if (scalars > 0) {
      Node means = Ops.tanh(decoder.scalars(scores));
      terms.add(TimeVaeLosses.scalars(of, decoder.scalars(real), means, decoder.noise()));
    }
    if (scalars < data.layout().width()) {
      terms.add(
          TimeVaeLosses.categories(
              batch,
              decoder.categories(real),
              decoder.categories(scores),
              data.layout().softmaxBounds()));
    }
    return terms.stream().reduce(Ops::add).orElseThrow();
  }

  private Step update(Node total) {
    List<Node> gradients = Gradients.of(total, parameters().stream().map(Variable::node).toList());
    Map<Variable, Node> updates = optimiser.update(gradients);
    MovingAverage moving =
        new MovingAverage(decoder.parameters(), average.parameters(), settings.averageDecay());
    Step update = new Step();
    losses.values().forEach(update::output);
    return update.assignAll(updates).assignAll(moving.update(updates)).advance(rows, batch);
  }

  private List<Variable> parameters() {
    List<Variable> all = new ArrayList<>(encoder.parameters());
    all.addAll(decoder.parameters());
    return all;
  }

  /** The step as {@code explain} shows it. */
  List<ModelStep> list() {
    return List.of(new ModelStep("update", batch, step));
  }

  /** Sequences of a batch: as set, or all of them if they are fewer. */
  int batch() {
    return batch;
  }

  TimeVaeEncoder encoder() {
    return encoder;
  }

  TimeVaeDecoder decoder() {
    return decoder;
  }

  /** The network that takes the average of the decoder's weights. */
  TimeVaeDecoder average() {
    return average;
  }

  /** Encoded training sequences. */
  Variable table() {
    return table;
  }

  IndexVariable order() {
    return order;
  }

  Variable rate() {
    return optimiser.rate();
  }

  /** What the step computes, by name. */
  Map<String, Node> losses() {
    return losses;
  }

  /** One update of both networks and of the average of the decoder's weights. */
  Step step() {
    return step;
  }
}
