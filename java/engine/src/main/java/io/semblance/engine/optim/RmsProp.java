package io.semblance.engine.optim;

import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.div;
import static io.semblance.engine.graph.Ops.greater;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.sqrt;

import io.semblance.engine.EngineException;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * RMSprop (Tieleman and Hinton 2012, Lecture 6.5 of Neural Networks for Machine Learning): the
 * gradient over the root of a running mean of its square. Without momentum and not centred, as
 * WGAN's paper has it (Arjovsky et al. 2017: rate 5e-5).
 */
public final class RmsProp implements Optimiser {
  /** Below this a mean is set to zero: see {@link Adam}. */
  private static final double TINY = 1e-30;

  private final List<Variable> parameters;
  private final List<Variable> squares = new ArrayList<>();
  private final Variable rate;
  private final double decay;
  private final double epsilon;

  /**
   * @param name prefix of the names of the state
   * @param rate learning rate
   * @param decay weight of the past in the mean, in [0, 1); .9 in the lecture, .99 in most
   *     libraries
   * @param epsilon added to the root, above 0; usually 1e-8
   * @throws EngineException if decay or epsilon is outside its range
   */
  public RmsProp(
      String name, List<Variable> parameters, double rate, double decay, double epsilon) {
    if (!(decay >= 0 && decay < 1)) {
      throw new EngineException("The decay of RMSprop lies in [0, 1), not " + decay);
    }
    if (!(epsilon > 0)) {
      throw new EngineException("The epsilon of RMSprop is above 0, not " + epsilon);
    }
    this.parameters = List.copyOf(parameters);
    this.decay = decay;
    this.epsilon = epsilon;
    this.rate = Variable.filled(name + ".rate", Shape.scalar(), rate);
    for (Variable p : parameters) {
      squares.add(Variable.zeros(name + ".square." + p.name(), p.shape()));
    }
  }

  @Override
  public Variable rate() {
    return rate;
  }

  /** Running means of squares, then the learning rate. */
  @Override
  public List<Variable> state() {
    List<Variable> state = new ArrayList<>(squares);
    state.add(rate);
    return state;
  }

  @Override
  public Map<Variable, Node> update(List<Node> gradients) {
    Map<Variable, Node> updates = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      Variable p = parameters.get(i);
      Node g = gradients.get(i);
      Node old = mul(squares.get(i).node(), decay);
      Node raw = add(old, mul(Functions.square(g), 1 - decay));
      Node mean = mul(raw, greater(raw, TINY)); // Flushed, and never negative.
      Node change = div(mul(g, mul(rate.node(), -1)), add(sqrt(mean), epsilon));
      updates.put(p, add(p.node(), change));
      updates.put(squares.get(i), mean);
    }
    return updates;
  }
}
