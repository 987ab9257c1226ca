package io.semblance.synth.vae;

import io.semblance.data.encode.TableEncoder;
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
import io.semblance.synth.ModelStep;
import io.semblance.synth.Streams;
import io.semblance.synth.generator.GeneratorModel;
import io.semblance.synth.generator.GeneratorNetwork;
import io.semblance.synth.generator.MomentMatching;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Encoder, decoder and the step that updates both, as expressions: nothing here has values yet. */
final class VaeSteps {
  /** Of the random numbers that latent vectors are drawn with while training. */
  private static final int LATENT = 5_000;

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final int MADE_UP_ROWS = 8;

  private final VaeSettings settings;
  private final int batch;
  private final GeneratorNetwork average;
  private final GeneratorNetwork decoder;
  private final Sequential encoder;
  private final Counter rows = new Counter("rows");
  private final Variable table;
  private final IndexVariable order;
  private final Adam optimiser;
  private final Node reconstruction;
  private final Node divergence;
  private final Step step;

  /**
   * @param rowEncoder of the table
   * @param count rows of the training table
   * @param matchingOrNull moments that drawn rows are to have
   * @param average network that takes the moving average of the decoder's weights; the decoder has
   *     the same shape
   */
  VaeSteps(
      VaeSettings settings,
      TableEncoder rowEncoder,
      int count,
      MomentMatching matchingOrNull,
      GeneratorNetwork average) {
    this.settings = settings;
    this.batch = Math.min(settings.batch(), count);
    this.average = average;
    int width = average.layout().width();
    int latent = average.spec().noise();
    this.decoder = new GeneratorNetwork("decoder", average.layout(), average.spec(), null);
    this.encoder =
        Sequential.mlp(
            "encoder",
            width,
            settings.encoderWidths(),
            2 * latent,
            Activation.RELU,
            average.spec().layerNorm(),
            0);
    this.table = Variable.zeros("table", Shape.of(count, width));
    this.order = new IndexVariable("order", count);
    this.optimiser =
        new Adam("optimiser", parameters(), settings.learningRate(), BETA1, BETA2, EPSILON);

    Node real = Ops.gather(table.node(), order, rows, batch);
    Node posterior = encoder.apply(real, Mode.inference());
    Node mean = Ops.slice(posterior, 1, 0, latent);
    Node logVariance = Ops.slice(posterior, 1, latent, latent);
    Node noise = Ops.normal(mean.shape(), LATENT, rows);
    Node vector = Ops.add(mean, Ops.mul(noise, Ops.exp(Ops.mul(logVariance, 0.5))));
    Node scores = decoder.net().apply(vector, Mode.inference());
    Variable deviations = decoder.logDeviations();
    this.reconstruction =
        VaeLoss.reconstruction(
            average.layout(),
            real,
            scores,
            deviations == null ? null : deviations.node(),
            ScalarMeaning.of(rowEncoder).of(real));
    this.divergence = VaeLoss.divergence(mean, logVariance);
    Node total = Ops.add(Ops.mul(reconstruction, settings.factor()), divergence);
    if (matchingOrNull != null) {
      total = Ops.add(total, Ops.mul(matchingOrNull.loss(drawn()), settings.moments()));
    }
    this.step = update(total);
  }

  /** Rows as the decoder draws them from the prior, but with categories that have derivatives. */
  private Node drawn() {
    Node scores = decoder.scores(batch, Streams.GENERATOR_NOISE, rows, null);
    return decoder.rows(scores, Streams.GENERATOR_GUMBEL, rows, null);
  }

  private Step update(Node total) {
    List<Variable> parameters = parameters();
    List<Node> gradients =
        new ArrayList<>(Gradients.of(total, parameters.stream().map(Variable::node).toList()));
    Variable deviations = decoder.logDeviations();
    for (int i = 0; i < gradients.size() && settings.weightDecay() > 0; i++) {
      Variable weight = parameters.get(i);
      if (weight != deviations) {
        Node decay = Ops.mul(weight.node(), settings.weightDecay());
        gradients.set(i, Ops.add(gradients.get(i), decay));
      }
    }
    Map<Variable, Node> updates = new LinkedHashMap<>(optimiser.update(gradients));
    if (deviations != null) {
      updates.computeIfPresent(
          deviations, (v, updated) -> GeneratorNetwork.boundedDeviations(updated));
    }
    MovingAverage moving =
        new MovingAverage(decoder.parameters(), average.parameters(), settings.averageDecay());
    return new Step()
        .output(reconstruction)
        .output(divergence)
        .assignAll(updates)
        .assignAll(moving.update(updates))
        .advance(rows, batch);
  }

  /** The moments of a table if the settings ask for matching them, else null. */
  static MomentMatching matching(VaeSettings settings, float[] rows, int count, int width) {
    return settings.moments() > 0 && width <= MomentMatching.WIDEST
        ? new MomentMatching(rows, count, width)
        : null;
  }

  /** The step that trained a model, with moments made up: the training rows are not in it. */
  static VaeSteps of(VaeSettings settings, GeneratorModel model, int count) {
    int width = model.encoder().layout().width();
    Random random = new Random(1);
    float[] rows = new float[MADE_UP_ROWS * width];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextFloat(); // their moments change no shape
    }
    return new VaeSteps(
        settings,
        model.encoder(),
        count,
        matching(settings, rows, MADE_UP_ROWS, width),
        GeneratorModel.network(model.encoder(), model.spec(), null));
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

  /** Rows of a batch: as set, or the whole table if that is smaller. */
  int batch() {
    return batch;
  }

  Sequential encoder() {
    return encoder;
  }

  GeneratorNetwork decoder() {
    return decoder;
  }

  /** The network that takes the average of the decoder's weights. */
  GeneratorNetwork average() {
    return average;
  }

  /** Encoded training rows. */
  Variable table() {
    return table;
  }

  /** The rows of the table in the order they are trained on. */
  IndexVariable order() {
    return order;
  }

  Variable rate() {
    return optimiser.rate();
  }

  Node reconstruction() {
    return reconstruction;
  }

  Node divergence() {
    return divergence;
  }

  /** One update of both networks and of the average of the decoder's weights. */
  Step step() {
    return step;
  }
}
