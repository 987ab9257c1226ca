package io.semblance.engine.nn;

import static io.semblance.engine.graph.Functions.sigmoid;
import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.sub;
import static io.semblance.engine.graph.Ops.tanh;

import io.semblance.engine.graph.Node;
import java.util.List;

/**
 * A gated recurrent unit (Cho et al. 2014), with the reset gate after the product with the state as
 * in cuDNN and PyTorch; gates in the order reset, update, new:
 *
 * <pre>
 * r = sigmoid(x Wr + h Ur),  z = sigmoid(x Wz + h Uz),  n = tanh(x Wn + r * (h Un))
 * h' = (1 - z) * n + z * h                              each sum with its bias
 * </pre>
 */
public final class Gru extends Recurrent {
  /**
   * @param name prefix of the parameters' names
   * @param in numbers of a step
   * @param width numbers of the state
   */
  public Gru(String name, int in, int width) {
    super(name, in, width, 3, 1);
  }

  @Override
  List<Node> step(Node fromInput, Node fromState, List<Node> before) {
    Node h = before.get(0);
    Node reset = sigmoid(add(gate(fromInput, 0), gate(fromState, 0)));
    Node update = sigmoid(add(gate(fromInput, 1), gate(fromState, 1)));
    Node fresh = tanh(add(gate(fromInput, 2), mul(reset, gate(fromState, 2))));
    return List.of(add(fresh, mul(update, sub(h, fresh))));
  }
}
