package io.semblance.synth.timevae;

import io.semblance.data.encode.Layout;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Linear;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.synth.series.SequenceBatch;
import io.semblance.synth.series.SequenceNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * From a latent vector z (and the conditions, which stand beside it) to a sequence. The scores of
 * step t are a sum of parts that say something each (Desai et al. 2021, section 3.3):
 *
 * <pre>
 * level       v(z)
 * trend       sum over p from 1 to P of theta_p(z) (t / T)^p
 * seasonality sum over seasons of length m of theta_{t mod m}(z)
 * residual    r_t(z)
 * </pre>
 *
 * <p>Each part has a value for each of the numbers of a step. The residual turns the encoder round:
 * a dense layer, then convolutions that double the steps. The paper's transposed convolutions are
 * written as convolutions to twice the channels whose halves are two steps (Shi et al. 2016,
 * "sub-pixel"), which in our layout is no work at all; in place of the paper's last dense layer
 * over the whole window, whose weights grow with the square of its length, there is one convolution
 * more.
 *
 * <p>Scalars are tanh of their scores, with {@link StepNoise} around them; the scores of categories
 * are log-odds.
 */
final class TimeVaeDecoder implements SequenceNetwork {
  /** Of the random numbers of scalars and of categories, from the stream of the sequences on. */
  private static final int SCALARS = 5_200;

  private static final int GUMBEL = 5_300;

  private final Layout layout;
  private final TimeVaeSettings settings;
  private final int times;
  private final int width;
  private final Sequential level;
  private final Sequential trend;
  private final List<Linear> seasons = new ArrayList<>();
  private final Linear spread;
  private final List<Convolution> convolutions = new ArrayList<>();

  /** Steps and channels before each of the convolutions. */
  private final List<Integer> steps = new ArrayList<>();

  private final List<Integer> channels = new ArrayList<>();

  /** Of scalars; null where there is none. */
  private final StepNoise noise;

  /**
   * @param prefix of the names of all parameters
   * @param layout of a step
   * @param conditions numbers that a sequence is conditioned on
   * @param times steps of a sequence
   */
  TimeVaeDecoder(
      String prefix, Layout layout, TimeVaeSettings settings, int conditions, int times) {
    this.layout = layout;
    this.settings = settings;
    this.times = times;
    this.width = layout.width();
    int in = settings.latent() + conditions;
    this.level = dense(prefix + "level", in, width);
    int degree = settings.trendDegree();
    this.trend = degree == 0 ? null : dense(prefix + "trend", in, degree * width);
    for (int i = 0; i < settings.seasons().size(); i++) {
      int length = settings.seasons().get(i);
      seasons.add(new Linear(prefix + "season." + i, in, Math.min(length, times) * width));
    }
    int left = times;
    for (int out : settings.channels()) {
      steps.add(left);
      channels.add(out);
      left = Convolution.places(left, TimeVaeEncoder.STRIDE);
    }
    Collections.reverse(steps);
    Collections.reverse(channels);
    this.spread = new Linear(prefix + "residual", in, left * channels.get(0), Math.sqrt(3));
    for (int i = 0; i < channels.size(); i++) {
      int out = channels.get(Math.min(i + 1, channels.size() - 1));
      convolutions.add(
          new Convolution(
              prefix + "residual." + i,
              channels.get(i),
              TimeVaeEncoder.STRIDE * out,
              settings.kernel(),
              1));
    }
    convolutions.add(
        new Convolution(
            prefix + "residual.head",
            channels.get(channels.size() - 1),
            width,
            settings.kernel(),
            1));
    this.noise =
        settings.noise() == StepNoise.Kind.NONE || layout.scalars() == 0
            ? null
            : new StepNoise(prefix + "noise.", layout.scalars(), settings.noise());
  }

  private static Sequential dense(String name, int in, int out) {
    return Sequential.mlp(name, in, List.of(out), out, Activation.RELU, false, 0);
  }

  /** The noise of scalars; null where there is none. */
  StepNoise noise() {
    return noise;
  }

  /**
   * Scores of all steps, [batch, times * width].
   *
   * @param latent [batch, latent]
   * @param conditionsOrNull [batch, conditions]
   */
  Node scores(Node latent, Node conditionsOrNull) {
    Node in = conditionsOrNull == null ? latent : Ops.concat(1, latent, conditionsOrNull);
    Node sum = Ops.add(residual(in), repeated(level.apply(in, Mode.inference())));
    if (trend != null) {
      Node factors = trend.apply(in, Mode.inference());
      for (int p = 1; p <= settings.trendDegree(); p++) {
        Node of = repeated(Ops.slice(factors, 1, (p - 1) * width, width));
        sum = Ops.add(sum, Ops.mul(of, Ops.constant(Shape.of(times * width), powers(p))));
      }
    }
    for (Linear season : seasons) {
      sum = Ops.add(sum, repeated(season.apply(in, Mode.inference())));
    }
    return sum;
  }

  /** Some steps over and over, [batch, times * width], from [batch, steps * width]. */
  private Node repeated(Node some) {
    int length = some.shape().dim(1) / width;
    List<Node> all = new ArrayList<>();
    for (int t = 0; t < times; t += length) {
      all.add(Ops.slice(some, 1, 0, Math.min(length, times - t) * width));
    }
    return Ops.concat(1, all);
  }

  /** (t / times)^p for each number of each step. */
  private double[] powers(int p) {
    double[] powers = new double[times * width];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = Math.pow((double) (i / width) / times, p);
    }
    return powers;
  }

  private Node residual(Node in) {
    Node y = Functions.relu(spread.apply(in, Mode.inference()));
    for (int i = 0; i < channels.size(); i++) {
      int out = channels.get(Math.min(i + 1, channels.size() - 1));
      // [batch, n * 2 out] is [batch, 2 n * out]: two steps from one.
      y = Functions.relu(convolutions.get(i).apply(y));
      y = Ops.slice(y, 1, 0, steps.get(i) * out);
    }
    return convolutions.get(channels.size()).apply(y);
  }

  /** Scalars of all steps, [times * batch, scalars], of scores or of encoded sequences. */
  Node scalars(Node rows) {
    return Ops.slice(SequenceBatch.timeMajor(rows, times), 1, 0, layout.scalars());
  }

  /** Categories of all steps, [times * batch, width - scalars]. */
  Node categories(Node rows) {
    int scalars = layout.scalars();
    return Ops.slice(SequenceBatch.timeMajor(rows, times), 1, scalars, width - scalars);
  }

  /**
   * Sequences as they are drawn, [batch, times * width]: scalars with noise, and for categories
   * scores whose largest in each block is the category drawn, by Gumbel's trick (Gumbel 1954).
   *
   * @param temperature of the softmax that is put over the categories, so that they have
   *     derivatives; 0 for none
   */
  Node drawn(Node scores, int stream, Counter counter, double temperature) {
    int scalars = layout.scalars();
    int rest = width - scalars;
    int batch = scores.shape().dim(0);
    Node numbers = null;
    if (scalars > 0) {
      numbers = Ops.tanh(scalars(scores));
      if (noise != null) {
        Node normal = Ops.normal(Shape.of(batch, times * scalars), SCALARS + stream, counter);
        numbers = Ops.add(numbers, noise.drawn(SequenceBatch.timeMajor(normal, times), times));
      }
    }
    Node labels = null;
    if (rest > 0) {
      Node uniform = Ops.uniform(Shape.of(batch, times * rest), GUMBEL + stream, counter);
      Node gumbel = SequenceBatch.timeMajor(Functions.gumbel(uniform), times);
      labels = Ops.add(categories(scores), gumbel);
      if (temperature > 0) {
        labels = Functions.segmentSoftmax(Ops.div(labels, temperature), layout.softmaxBounds());
      }
    }
    Node both =
        numbers == null ? labels : labels == null ? numbers : Ops.concat(1, numbers, labels);
    return SequenceBatch.sequenceMajor(both, times);
  }

  /** Latent vectors from the standard normal distribution, [batch, latent]. */
  Node prior(int batch, int stream, Counter counter) {
    return Ops.normal(Shape.of(batch, settings.latent()), stream, counter);
  }

  @Override
  public Generated generate(
      int batch, int steps, int stream, Counter counter, Node conditionsOrNull) {
    Node scores = scores(prior(batch, stream, counter), conditionsOrNull);
    Node rows = drawn(scores, stream, counter, 0);
    return new Generated(Ops.slice(rows, 1, 0, steps * width), null);
  }

  @Override
  public int mostTimes() {
    return times;
  }

  @Override
  public List<Variable> parameters() {
    List<Variable> all = new ArrayList<>(level.parameters());
    if (trend != null) {
      all.addAll(trend.parameters());
    }
    seasons.forEach(season -> all.addAll(season.parameters()));
    all.addAll(spread.parameters());
    convolutions.forEach(c -> all.addAll(c.parameters()));
    if (noise != null) {
      all.addAll(noise.parameters());
    }
    return all;
  }

  void initialize(Session session, long seed) {
    level.initialize(session, seed);
    if (trend != null) {
      trend.initialize(session, seed);
    }
    seasons.forEach(season -> season.initialize(session, seed));
    spread.initialize(session, seed);
    convolutions.forEach(c -> c.initialize(session, seed));
    if (noise != null) {
      noise.initialize(session);
    }
  }
}
