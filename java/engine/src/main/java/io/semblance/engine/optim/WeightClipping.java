package io.semblance.engine.optim;

import io.semblance.engine.EngineException;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** WGAN's way to bound a critic's slope: weights are clipped after each update. */
public final class WeightClipping {
  private WeightClipping() {}

  /**
   * The updates of an optimiser with the new values of some variables brought into [-limit, limit]
   * (Arjovsky et al. 2017, Algorithm 1: w = clip(w, -c, c) with c = 0.01). A variable that is not
   * updated is clipped as it is.
   *
   * @param updates new values, as {@link Optimiser#update} returns them; they stay as they are
   * @param limit above 0
   * @throws EngineException if the limit is not above 0
   */
  public static Map<Variable, Node> clip(
      Map<Variable, Node> updates, Collection<Variable> variables, double limit) {
    if (!(limit > 0)) {
      throw new EngineException("Weights are clipped to a limit above 0, not " + limit);
    }
    Map<Variable, Node> clipped = new LinkedHashMap<>(updates);
    for (Variable v : variables) {
      clipped.put(v, Functions.clamp(updates.getOrDefault(v, v.node()), -limit, limit));
    }
    return clipped;
  }
}
