package io.semblance.engine.nn;

import static io.semblance.engine.graph.Functions.sigmoid;
import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.tanh;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;
import java.util.Arrays;
import java.util.List;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997) with a forget gate (Gers et al. 2000);
 * gates in the order input, forget, cell, output:
 *
 * <pre>
 * i = sigmoid(x Wi + h Ui),  f = sigmoid(x Wf + h Uf),  g = tanh(x Wg + h Ug),  o = sigmoid(x Wo + h Uo)
 * c' = f * c + i * g,  h' = o * tanh(c')                each sum with its bias
 * </pre>
 *
 * The state is h and c. Forget gates start open, with a bias of 1 (Jozefowicz et al. 2015).
 */
public final class Lstm extends Recurrent {
  private static final int FORGET = 1;

  /**
   * @param name prefix of the parameters' names
   * @param in numbers of a step
   * @param width numbers of the output, and of the cell
   */
  public Lstm(String name, int in, int width) {
    super(name, in, width, 4, 2);
  }

  @Override
  List<Node> step(Node fromInput, Node fromState, List<Node> before) {
    Node sums = add(fromInput, fromState);
    Node input = sigmoid(gate(sums, 0));
    Node forget = sigmoid(gate(sums, FORGET));
    Node cell = tanh(gate(sums, 2));
    Node output = sigmoid(gate(sums, 3));
    Node c = add(mul(forget, before.get(1)), mul(input, cell));
    return List.of(mul(output, tanh(c)), c);
  }

  @Override
  public void initialize(Session session, long seed) {
    super.initialize(session, seed);
    Variable bias = input().bias();
    float[] values = new float[bias.shape().size()];
    Arrays.fill(values, FORGET * width(), (FORGET + 1) * width(), 1);
    session.set(bias, values);
  }
}
