package io.semblance.engine.nn;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * Recurrent layers one above the other and a linear layer over the outputs of the last: a network
 * from sequences to sequences. Steps are rows as in {@link Recurrent}.
 *
 * <pre>{@code
 * RecurrentStack network = RecurrentStack.gru("generator", 6, 24, 3, 24);
 * Node scores = network.apply(noise, times); // [times * batch, 24]
 * }</pre>
 */
public final class RecurrentStack {
  private final List<Recurrent> layers;
  private final Linear head;

  private RecurrentStack(List<Recurrent> layers, Linear head) {
    this.layers = List.copyOf(layers);
    this.head = head;
  }

  /** What makes a recurrent layer of a name, so many inputs, and a width. */
  @FunctionalInterface
  private interface Maker {
    Recurrent make(String name, int in, int width);
  }

  /**
   * Of gated recurrent units.
   *
   * @param name prefix of the parameters' names
   * @param in numbers of a step
   * @param width numbers of the state of each layer
   * @param depth recurrent layers
   * @param out numbers of an output
   */
  public static RecurrentStack gru(String name, int in, int width, int depth, int out) {
    return of(Gru::new, name, in, width, depth, out);
  }

  /** The same of long short-term memory. */
  public static RecurrentStack lstm(String name, int in, int width, int depth, int out) {
    return of(Lstm::new, name, in, width, depth, out);
  }

  private static RecurrentStack of(
      Maker maker, String name, int in, int width, int depth, int out) {
    if (depth < 1) {
      throw new IllegalArgumentException("depth is " + depth + ", but must be at least 1");
    }
    List<Recurrent> layers = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      layers.add(maker.make(name + "." + i, i == 0 ? in : width, width));
    }
    return new RecurrentStack(layers, new Linear(name + ".head", width, out));
  }

  /**
   * Reads sequences from states of zeros.
   *
   * @param x steps, [times * batch, in]
   * @return [times * batch, out]
   */
  public Node apply(Node x, int times) {
    Node y = x;
    for (Recurrent layer : layers) {
      y = layer.apply(y, times).outputs();
    }
    return head.apply(y, Mode.inference());
  }

  /** Numbers of an output. */
  public int out() {
    return head.bias().shape().dim(0);
  }

  /** Parameters in a fixed order. */
  public List<Variable> parameters() {
    List<Variable> all = new ArrayList<>();
    layers.forEach(layer -> all.addAll(layer.parameters()));
    all.addAll(head.parameters());
    return all;
  }

  /** Writes starting values, a function of {@code seed} and the parameters' names. */
  public void initialize(Session session, long seed) {
    layers.forEach(layer -> layer.initialize(session, seed));
    head.initialize(session, seed);
  }
}
