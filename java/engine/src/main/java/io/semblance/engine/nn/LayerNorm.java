package io.semblance.engine.nn;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import java.util.Arrays;
import java.util.List;

/**
 * Layer normalisation (Ba et al. 2016): each row to mean 0 and variance 1, then scaled and shifted.
 */
public final class LayerNorm implements Layer {
  private static final double EPSILON = 1e-5;

  private final Variable scale;
  private final Variable shift;

  public LayerNorm(String name, int width) {
    this.scale = Variable.filled(name + ".scale", Shape.of(width), 1);
    this.shift = Variable.zeros(name + ".shift", Shape.of(width));
  }

  @Override
  public Node apply(Node x, Mode mode) {
    Node centred = Ops.sub(x, Functions.mean(x, 1));
    Node variance = Functions.mean(Functions.square(centred), 1);
    Node normal = Ops.div(centred, Ops.sqrt(Ops.add(variance, EPSILON)));
    return Ops.add(Ops.mul(normal, scale.node()), shift.node());
  }

  @Override
  public List<Variable> parameters() {
    return List.of(scale, shift);
  }

  @Override
  public void initialize(Session session, long seed) {
    float[] ones = new float[scale.shape().size()];
    Arrays.fill(ones, 1);
    session.set(scale, ones);
    session.set(shift, new float[ones.length]);
  }
}
