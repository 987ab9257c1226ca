package io.semblance.synth.generator;

import io.semblance.data.encode.Layout;
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
import io.semblance.synth.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** From noise to encoded rows: a multilayer perceptron with one head per block of the layout. */
public final class GeneratorNetwork {
  /** A score that no other of a block comes near. */
  private static final double CERTAIN = 1e6;

  /**
   * Bounds of the deviations of scalars, which lie in [-1, 1], and where they start: those of the
   * program of TVAE's authors (Xu et al. 2019).
   */
  private static final double LEAST_DEVIATION = 0.01;

  private static final double MOST_DEVIATION = 1;
  private static final double FIRST_DEVIATION = 0.1;

  private final Layout layout;
  private final GeneratorSpec spec;
  private final Sequential net;
  private final Conditioning conditioning;
  private final List<Integer> bounds;

  /** Logarithms of the deviations of scalars, [scalars]; null where scalars have no noise. */
  private final Variable logDeviations;

  /**
   * @param name prefix of the names of its weights
   * @param conditioningOrNull what it is told beside its noise
   */
  public GeneratorNetwork(
      String name, Layout layout, GeneratorSpec spec, Conditioning conditioningOrNull) {
    this.layout = layout;
    this.spec = spec;
    this.conditioning = conditioningOrNull;
    this.bounds = layout.softmaxBounds();
    this.net =
        Sequential.mlp(
            name,
            spec.noise() + (conditioningOrNull == null ? 0 : conditioningOrNull.width()),
            spec.widths(),
            layout.width(),
            Activation.of(spec.activation()),
            spec.layerNorm(),
            0);
    this.logDeviations =
        spec.scalarNoise() && layout.scalars() > 0
            ? Variable.filled(
                name + ".log_deviations", Shape.of(layout.scalars()), Math.log(FIRST_DEVIATION))
            : null;
  }

  /** Where the columns lie in a row. */
  public Layout layout() {
    return layout;
  }

  /** Its shape. */
  public GeneratorSpec spec() {
    return spec;
  }

  /** What it is told beside its noise; null for nothing. */
  public Conditioning conditioning() {
    return conditioning;
  }

  /** The layers. */
  public Sequential net() {
    return net;
  }

  /** Its weights: those of the layers, then the deviations of scalars. */
  public List<Variable> parameters() {
    List<Variable> parameters = new ArrayList<>(net.parameters());
    if (logDeviations != null) {
      parameters.add(logDeviations);
    }
    return parameters;
  }

  /**
   * The logarithms of the deviations that scalars are drawn with, [scalars]; null where the network
   * has none.
   */
  public Variable logDeviations() {
    return logDeviations;
  }

  /** Brings logarithms of deviations within the bounds that they are trained in. */
  public static Node boundedDeviations(Node logDeviations) {
    return Functions.clamp(logDeviations, Math.log(LEAST_DEVIATION), Math.log(MOST_DEVIATION));
  }

  /** Biases of the last layer: the log-odds of the categories but for what the noise adds. */
  Variable outputBias() {
    return ((Linear) net.layers().get(net.layers().size() - 1)).bias();
  }

  int softmaxWidth() {
    return layout.width() - layout.scalars();
  }

  /**
   * Scores of all blocks, [rows, width].
   *
   * @param condition [rows, conditioning.width()], or null where the network has none
   */
  public Node scores(int rows, int noiseStream, Counter counter, Node condition) {
    Node noise = Ops.normal(Shape.of(rows, spec.noise()), noiseStream, counter);
    Node in = condition != null ? Ops.concat(1, noise, condition) : noise;
    return net.apply(in, Mode.inference());
  }

  /**
   * Encoded rows as a critic sees them, [rows, width].
   *
   * @param condition as for {@link #scores}
   */
  public Node rows(Node scores, int gumbelStream, Counter counter, Node condition) {
    Node rows =
        heads(
            scores,
            s -> scalars(s, gumbelStream, counter),
            s -> categories(s, gumbelStream, counter));
    return condition == null ? rows : conditioning.impose(rows, condition, 1);
  }

  private Node heads(
      Node scores, UnaryOperator<Node> scalarHeads, UnaryOperator<Node> softmaxHeads) {
    List<Node> parts = new ArrayList<>();
    if (layout.scalars() > 0) {
      parts.add(scalarHeads.apply(Ops.slice(scores, 1, 0, layout.scalars())));
    }
    if (softmaxWidth() > 0) {
      parts.add(softmaxHeads.apply(Ops.slice(scores, 1, layout.scalars(), softmaxWidth())));
    }
    return Ops.concat(1, parts);
  }

  /** The mean, and noise around it where the network has deviations; not bounded then. */
  private Node scalars(Node scores, int gumbelStream, Counter counter) {
    Node means = Ops.tanh(scores);
    if (logDeviations == null) {
      return means;
    }
    Node noise = Ops.normal(means.shape(), Streams.SCALARS + gumbelStream, counter);
    return Ops.add(means, Ops.mul(noise, Ops.exp(boundedDeviations(logDeviations.node()))));
  }

  private Node categories(Node scores, int gumbelStream, Counter counter) {
    if (spec.heads() == GeneratorSpec.Heads.SOFTMAX) {
      return Functions.segmentSoftmax(scores, bounds);
    }
    Node soft =
        Functions.segmentSoftmax(
            Ops.div(perturbed(scores, gumbelStream, counter), spec.temperature()), bounds);
    if (spec.heads() == GeneratorSpec.Heads.GUMBEL) {
      return soft;
    }
    Node beaten = Ops.greater(Ops.segmentMax(soft, bounds), soft);
    Node hard = Ops.sub(Ops.fill(soft.shape(), 1), beaten);
    return Ops.add(soft, Ops.stopGradient(Ops.sub(hard, soft)));
  }

  /**
   * What the decoder reads: scalars, and scores whose largest in each block is the category drawn.
   * By Gumbel's trick the maximum of score + noise is a draw from the softmax (Gumbel 1954).
   */
  Node draws(Node scores, int gumbelStream, Counter counter, Node condition) {
    Node draws =
        heads(
            scores,
            s -> scalars(s, gumbelStream, counter),
            s -> perturbed(s, gumbelStream, counter));
    return condition == null ? draws : conditioning.impose(draws, condition, CERTAIN);
  }

  private static Node perturbed(Node scores, int gumbelStream, Counter counter) {
    return Ops.add(scores, Functions.gumbel(Ops.uniform(scores.shape(), gumbelStream, counter)));
  }
}
