package io.semblance.engine.optim;

import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.div;
import static io.semblance.engine.graph.Ops.greater;
import static io.semblance.engine.graph.Ops.max;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.neg;
import static io.semblance.engine.graph.Ops.sqrt;
import static io.semblance.engine.graph.Ops.sub;

import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adam (Kingma and Ba 2015) with bias correction; moments are variables of the program. */
public final class Adam implements Optimiser {
  /**
   * Moments below this are set to zero. Those of dead units decay into denormal floats, which slow
   * a fit severalfold; a root of 1e-30 is far below any epsilon in use.
   */
  private static final double TINY = 1e-30;

  private final List<Variable> parameters;
  private final List<Variable> first = new ArrayList<>();
  private final List<Variable> second = new ArrayList<>();
  private final Variable rate;
  private final Variable power1;
  private final Variable power2;
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final int warmUp;

  /** Updates so far, up to those of the warm-up; null without one. */
  private final Variable updates;

  /**
   * @param name prefix of the names of the state
   * @param rate learning rate; it is a variable, so a schedule may change it between steps
   * @param epsilon added to the root of the second moment, usually 1e-8
   */
  public Adam(
      String name,
      List<Variable> parameters,
      double rate,
      double beta1,
      double beta2,
      double epsilon) {
    this(name, parameters, rate, beta1, beta2, epsilon, 0);
  }

  /**
   * @param warmUp updates in which the learning rate rises from its {@code warmUp}-th part to the
   *     whole, in equal steps; 0 for none
   */
  public Adam(
      String name,
      List<Variable> parameters,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      int warmUp) {
    this.warmUp = warmUp;
    this.updates = warmUp == 0 ? null : Variable.zeros(name + ".updates", Shape.scalar());
    this.parameters = List.copyOf(parameters);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.rate = Variable.filled(name + ".rate", Shape.scalar(), rate);
    this.power1 = Variable.filled(name + ".power1", Shape.scalar(), 1);
    this.power2 = Variable.filled(name + ".power2", Shape.scalar(), 1);
    for (Variable p : parameters) {
      first.add(Variable.zeros(name + ".first." + p.name(), p.shape()));
      second.add(Variable.zeros(name + ".second." + p.name(), p.shape()));
    }
  }

  @Override
  public Variable rate() {
    return rate;
  }

  /** Moments, learning rate and powers of the decay rates. */
  @Override
  public List<Variable> state() {
    List<Variable> state = new ArrayList<>(first);
    state.addAll(second);
    state.addAll(List.of(rate, power1, power2));
    if (updates != null) {
      state.add(updates);
    }
    return state;
  }

  /** The learning rate of this update, a scalar. */
  Node rateNow() {
    if (updates == null) {
      return rate.node();
    }
    Node share = mul(add(updates.node(), 1), 1.0 / warmUp);
    return mul(rate.node(), Functions.clamp(share, 0, 1));
  }

  @Override
  public Map<Variable, Node> update(List<Node> gradients) {
    Map<Variable, Node> changed = new LinkedHashMap<>();
    Node p1 = mul(power1.node(), beta1);
    Node p2 = mul(power2.node(), beta2);
    changed.put(power1, Functions.flush(p1, TINY));
    changed.put(power2, Functions.flush(p2, TINY));
    if (updates != null) {
      changed.put(updates, neg(max(neg(add(updates.node(), 1)), -warmUp)));
    }
    Node one = Ops.constant(1);
    Node step = div(mul(rateNow(), -1), sub(one, p1));
    Node rootCorrection = div(one, sqrt(sub(one, p2)));
    for (int i = 0; i < parameters.size(); i++) {
      Variable p = parameters.get(i);
      Node g = gradients.get(i);
      Node m = Functions.flush(add(mul(first.get(i).node(), beta1), mul(g, 1 - beta1)), TINY);
      Node squared = mul(Functions.square(g), 1 - beta2);
      Node raw = add(mul(second.get(i).node(), beta2), squared);
      Node v = mul(raw, greater(raw, TINY)); // Flushed too, and never negative.
      // The scalars apart, this is -rate (m / (1 - p1)) / (sqrt(v / (1 - p2)) + epsilon).
      Node change = div(mul(m, step), add(mul(sqrt(v), rootCorrection), epsilon));
      changed.put(p, add(p.node(), change));
      changed.put(first.get(i), m);
      changed.put(second.get(i), v);
    }
    return changed;
  }
}
