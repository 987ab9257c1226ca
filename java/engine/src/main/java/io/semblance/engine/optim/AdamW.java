package io.semblance.engine.optim;

import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.sub;

import io.semblance.engine.EngineException;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled weight decay regularization",
 * 2019): beside Adam's change a weight loses rate times decay of itself.
 */
public final class AdamW implements Optimiser {
  private final Adam adam;
  private final List<Variable> decayed;
  private final double decay;

  /**
   * @param adam updates all parameters
   * @param decayed those of them that decay: weights, as a rule, not biases
   * @param decay share of itself that a weight loses at a learning rate of 1, usually .01
   */
  public AdamW(Adam adam, List<Variable> decayed, double decay) {
    if (!(decay >= 0)) {
      throw new EngineException("A weight decay is not negative, nor " + decay);
    }
    this.adam = adam;
    this.decayed = List.copyOf(decayed);
    this.decay = decay;
  }

  @Override
  public Variable rate() {
    return adam.rate();
  }

  @Override
  public List<Variable> state() {
    return adam.state();
  }

  @Override
  public Map<Variable, Node> update(List<Node> gradients) {
    Map<Variable, Node> updates = new LinkedHashMap<>(adam.update(gradients));
    Node lost = mul(adam.rateNow(), decay);
    for (Variable weight : decayed) {
      updates.computeIfPresent(weight, (w, updated) -> sub(updated, mul(w.node(), lost)));
    }
    return updates;
  }
}
