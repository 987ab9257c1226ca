package io.semblance.synth.timevae;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Linear;
import io.semblance.engine.nn.Mode;
import java.util.ArrayList;
import java.util.List;

/**
 * From a sequence to the normal distribution of its latent vector: convolutions, each of which
 * halves the steps, then a linear layer over all that is left and the conditions.
 */
final class TimeVaeEncoder {
  static final int STRIDE = 2;

  private final List<Convolution> convolutions = new ArrayList<>();
  private final Linear head;
  private final int latent;

  /**
   * @param width numbers of a step
   * @param conditions numbers that a sequence is conditioned on
   * @param times steps of a sequence
   */
  TimeVaeEncoder(TimeVaeSettings settings, int width, int conditions, int times) {
    this.latent = settings.latent();
    int in = width;
    int left = times;
    for (int i = 0; i < settings.channels().size(); i++) {
      int out = settings.channels().get(i);
      convolutions.add(new Convolution("encoder." + i, in, out, settings.kernel(), STRIDE));
      in = out;
      left = Convolution.places(left, STRIDE);
    }
    this.head = new Linear("encoder.head", left * in + conditions, 2 * latent);
  }

  /** Mean and logarithm of the variance, [batch, latent] each. */
  record Posterior(Node mean, Node logVariance) {}

  /**
   * @param rows [batch, times * width]
   * @param conditionsOrNull [batch, conditions]
   */
  Posterior apply(Node rows, Node conditionsOrNull) {
    Node y = rows;
    for (Convolution convolution : convolutions) {
      y = Functions.relu(convolution.apply(y));
    }
    if (conditionsOrNull != null) {
      y = Ops.concat(1, y, conditionsOrNull);
    }
    Node both = head.apply(y, Mode.inference());
    return new Posterior(Ops.slice(both, 1, 0, latent), Ops.slice(both, 1, latent, latent));
  }

  List<Variable> parameters() {
    List<Variable> all = new ArrayList<>();
    convolutions.forEach(c -> all.addAll(c.parameters()));
    all.addAll(head.parameters());
    return all;
  }

  void initialize(Session session, long seed) {
    convolutions.forEach(c -> c.initialize(session, seed));
    head.initialize(session, seed);
  }
}
