package io.semblance.synth;

import io.semblance.data.encode.Block;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** From noise to encoded rows: a multilayer perceptron with one head per block of the layout. */
final class GeneratorNetwork {
  private final Layout layout;
  private final GeneratorSpec spec;
  private final Sequential net;
  private final List<Integer> bounds = new ArrayList<>();

  GeneratorNetwork(String name, Layout layout, GeneratorSpec spec) {
    this.layout = layout;
    this.spec = spec;
    bounds.add(0);
    for (Block b : layout.blocks()) {
      if (b.kind() == Block.Kind.SOFTMAX) {
        bounds.add(b.offset() + b.width() - layout.scalars());
      }
    }
    this.net =
        Sequential.mlp(
            name,
            spec.noise() + (spec.conditional() ? softmaxWidth() : 0),
            spec.widths(),
            layout.width(),
            Activation.of(spec.activation()),
            spec.layerNorm(),
            0);
  }

  Sequential net() {
    return net;
  }

  List<Variable> parameters() {
    return net.parameters();
  }

  /** Biases of the last layer: the log-odds of the categories but for what the noise adds. */
  Variable outputBias() {
    return ((Linear) net.layers().get(net.layers().size() - 1)).bias();
  }

  int softmaxWidth() {
    return layout.width() - layout.scalars();
  }

  /** Bounds of the softmax blocks, counted from the first of them. */
  List<Integer> softmaxBounds() {
    return bounds;
  }

  /**
   * Scores of all blocks, [rows, width].
   *
   * @param condition [rows, softmaxWidth], or null where the network has none
   */
  Node scores(int rows, int noiseStream, Counter counter, Node condition) {
    Node noise = Ops.normal(Shape.of(rows, spec.noise()), noiseStream, counter);
    Node in = spec.conditional() ? Ops.concat(1, noise, condition) : noise;
    return net.apply(in, Mode.inference());
  }

  /** Scores of the softmax blocks only. */
  Node softmaxScores(Node scores) {
    return Ops.slice(scores, 1, layout.scalars(), softmaxWidth());
  }

  /** Encoded rows as the critic sees them. */
  Node rows(Node scores, int gumbelStream, Counter counter) {
    return heads(scores, s -> categories(s, gumbelStream, counter));
  }

  private Node heads(Node scores, UnaryOperator<Node> softmaxHeads) {
    List<Node> parts = new ArrayList<>();
    if (layout.scalars() > 0) {
      parts.add(Ops.tanh(Ops.slice(scores, 1, 0, layout.scalars())));
    }
    if (softmaxWidth() > 0) {
      parts.add(softmaxHeads.apply(softmaxScores(scores)));
    }
    return Ops.concat(1, parts);
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
  Node draws(Node scores, int gumbelStream, Counter counter) {
    return heads(scores, s -> perturbed(s, gumbelStream, counter));
  }

  private static Node perturbed(Node scores, int gumbelStream, Counter counter) {
    return Ops.add(scores, Functions.gumbel(Ops.uniform(scores.shape(), gumbelStream, counter)));
  }
}
