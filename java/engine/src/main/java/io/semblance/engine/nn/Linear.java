package io.semblance.engine.nn;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.random.Philox;
import java.util.List;

/** x W + b, with W of shape [in, out]. */
public final class Linear implements Layer {
  private final Variable weight;
  private final Variable bias;
  private final double gain;

  /** A layer whose weights start uniform on +-sqrt(1 / in), biases zero. */
  public Linear(String name, int in, int out) {
    this(name, in, out, 1);
  }

  /**
   * @param gain factor on the standard deviation of the starting weights: sqrt(6) gives He's
   *     initialisation for ReLU (He et al. 2015)
   */
  public Linear(String name, int in, int out, double gain) {
    this.weight = Variable.zeros(name + ".weight", Shape.of(in, out));
    this.bias = Variable.zeros(name + ".bias", Shape.of(out));
    this.gain = gain;
  }

  /** The weight, [in, out]. */
  public Variable weight() {
    return weight;
  }

  /** The bias, [out]. */
  public Variable bias() {
    return bias;
  }

  @Override
  public Node apply(Node x, Mode mode) {
    return Ops.add(Ops.matmul(x, weight.node()), bias.node());
  }

  @Override
  public List<Variable> parameters() {
    return List.of(weight, bias);
  }

  @Override
  public void initialize(Session session, long seed) {
    float[] w = new float[weight.shape().size()];
    double bound = gain / Math.sqrt(weight.shape().dim(0));
    int stream = weight.name().hashCode();
    int[] words = new int[4];
    for (int i = 0; i < w.length; i++) {
      if (i % 4 == 0) {
        Philox.block(seed, stream, i / 4, 0, words, 0);
      }
      w[i] = (float) ((2 * Philox.uniform(words[i % 4]) - 1) * bound);
    }
    session.set(weight, w);
    session.set(bias, new float[bias.shape().size()]);
  }
}
