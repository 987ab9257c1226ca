package io.semblance.engine.nn;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.List;

/** Layers one after the other. */
public final class Sequential implements Layer {
  private final List<Layer> layers;

  public Sequential(List<? extends Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  /**
   * A multilayer perceptron: for each hidden width a linear layer, layer normalisation if asked
   * for, the activation, and dropout if the rate is above zero; a linear layer at the end.
   *
   * @param name prefix of the parameters' names
   * @param hidden widths of the hidden layers
   */
  public static Sequential mlp(
      String name,
      int in,
      List<Integer> hidden,
      int out,
      Activation activation,
      boolean layerNorm,
      double dropout) {
    List<Layer> layers = new ArrayList<>();
    int width = in;
    for (int i = 0; i < hidden.size(); i++) {
      layers.add(new Linear(name + "." + i, width, hidden.get(i), Math.sqrt(3)));
      width = hidden.get(i);
      if (layerNorm) {
        layers.add(new LayerNorm(name + "." + i + ".norm", width));
      }
      layers.add(activation);
      if (dropout > 0) {
        layers.add(new Dropout(dropout));
      }
    }
    layers.add(new Linear(name + "." + hidden.size(), width, out));
    return new Sequential(layers);
  }

  /** The layers, in the order in which they are applied. */
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public Node apply(Node x, Mode mode) {
    Node y = x;
    for (Layer layer : layers) {
      y = layer.apply(y, mode);
    }
    return y;
  }

  @Override
  public List<Variable> parameters() {
    return layers.stream().flatMap(l -> l.parameters().stream()).toList();
  }

  @Override
  public void initialize(Session session, long seed) {
    layers.forEach(l -> l.initialize(session, seed));
  }
}
