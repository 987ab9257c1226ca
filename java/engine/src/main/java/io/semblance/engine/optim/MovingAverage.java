package io.semblance.engine.optim;

import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.div;
import static io.semblance.engine.graph.Ops.max;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.sub;

import io.semblance.engine.EngineException;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An exponential moving average of parameters, kept in the parameters of a second network of the
 * same structure, which can then be applied in the parameters' place. Both must start equal.
 */
public final class MovingAverage {
  private final List<Variable> parameters;
  private final List<Variable> averages;
  private final double decay;
  private final Variable updatesDone;

  /**
   * @param averages state of the averages, in the order and shapes of the parameters
   * @param decay weight of the past in each update, in [0, 1); .999 looks back about 1,000 updates
   */
  public MovingAverage(List<Variable> parameters, List<Variable> averages, double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new EngineException("The decay of a moving average lies in [0, 1), not " + decay);
    }
    if (parameters.size() != averages.size()) {
      throw new EngineException(
          averages.size() + " averages cannot follow " + parameters.size() + " parameters");
    }
    this.parameters = List.copyOf(parameters);
    this.averages = List.copyOf(averages);
    this.decay = decay;
    this.updatesDone = Variable.zeros("average.updates", Shape.scalar());
  }

  /**
   * New values of the averages and of the count of updates.
   *
   * @param updates new values of the parameters in the same step, as an optimiser returns them
   */
  public Map<Variable, Node> update(Map<Variable, Node> updates) {
    Map<Variable, Node> result = new LinkedHashMap<>();
    Node t = updatesDone.node();
    result.put(updatesDone, add(t, 1));
    // The weight of the new value, max(1 - decay, 9 / (10 + t)).
    Node share = max(div(Ops.constant(9), add(t, 10)), 1 - decay);
    for (int i = 0; i < parameters.size(); i++) {
      Node p = updates.getOrDefault(parameters.get(i), parameters.get(i).node());
      Node average = averages.get(i).node();
      result.put(averages.get(i), add(average, mul(sub(p, average), share)));
    }
    return result;
  }
}
