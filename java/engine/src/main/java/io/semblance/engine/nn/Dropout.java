package io.semblance.engine.nn;

import io.semblance.engine.EngineException;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;

/**
 * Sets a share of the elements to zero in training and scales the rest by 1 / (1 - rate). An
 * element is dropped with the rate's nearest multiple of 2^-16 as probability: masks are drawn from
 * numbers of 16 bits, since they cost half.
 */
public final class Dropout implements Layer {
  private final double rate;

  /**
   * @param rate share of elements dropped, in [0, 1)
   */
  public Dropout(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new EngineException("A dropout rate lies in [0, 1), not " + rate);
    }
    this.rate = rate;
  }

  @Override
  public Node apply(Node x, Mode mode) {
    if (!mode.isTraining() || rate == 0) {
      return x;
    }
    Node kept = Ops.greater(Ops.uniform16(x.shape(), mode.takeStream(), mode.counter()), rate);
    return Ops.mul(x, Ops.mul(kept, 1 / (1 - rate)));
  }
}
