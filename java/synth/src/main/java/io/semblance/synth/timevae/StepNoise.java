package io.semblance.synth.timevae;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Likelihoods;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The noise of the scalars of a sequence around the decoder's means, r_t = x_t - mean_t. White
 * noise has a learnt deviation for each scalar. That of {@link Kind#STEPS} is a vector
 * autoregression of order one, since what a decoder cannot say of a random walk is a random walk:
 *
 * <pre>
 * r_0 = (I - C_0)^-1 diag(s_0) e_0        r_t = diag(f) r_t-1 + (I - C)^-1 diag(s) e_t
 * </pre>
 *
 * with independent standard normal e, f in (-1, 1), and C strictly lower triangular, so that the
 * scalars of a step hang together. Both ways are plain expressions: the likelihood needs I - C
 * alone; its inverse is the finite product (I + C) (I + C^2) (I + C^4) ..., as C is nilpotent.
 */
final class StepNoise {
  /** Bounds of deviations of scalars, which lie in [-1, 1]. */
  private static final double LEAST_DEVIATION = 1e-3;

  private static final double MOST_DEVIATION = 1;
  private static final double FIRST_DEVIATION = 0.1;

  /**
   * Parameters are kept divided by this, so that the optimiser's steps, which know no scale, are
   * longer for these few than for the many weights of the decoder: noise that lags behind the
   * decoder holds it up.
   */
  private static final double GAIN = 10;

  /** What noise there is. */
  enum Kind {
    NONE,
    WHITE,
    STEPS
  }

  private final int scalars;
  private final boolean steps;
  private final Variable first;
  private final Variable later;
  private final Variable memory;
  private final Variable firstTies;
  private final Variable ties;

  /**
   * @param prefix of the names of all parameters
   * @param scalars of a step, at least one
   */
  StepNoise(String prefix, int scalars, Kind kind) {
    this.scalars = scalars;
    this.steps = kind == Kind.STEPS;
    double start = Math.log(FIRST_DEVIATION) / GAIN;
    this.later = Variable.filled(prefix + "log_deviations", Shape.of(scalars), start);
    this.first =
        steps ? Variable.filled(prefix + "first_log_deviations", Shape.of(scalars), start) : null;
    this.memory = steps ? Variable.zeros(prefix + "memory", Shape.of(scalars)) : null;
    Shape square = Shape.of(scalars, scalars);
    this.firstTies = steps ? Variable.zeros(prefix + "first_ties", square) : null;
    this.ties = steps ? Variable.zeros(prefix + "ties", square) : null;
  }

  private static Node scaled(Variable parameter) {
    return Ops.mul(parameter.node(), GAIN);
  }

  /** Deviations are kept within bounds wherever they are read. */
  private static Node bounded(Variable logDeviations) {
    return Functions.clamp(
        scaled(logDeviations), Math.log(LEAST_DEVIATION), Math.log(MOST_DEVIATION));
  }

  /** Strictly lower triangular, [scalars, scalars]. */
  private Node lower(Variable of) {
    double[] mask = new double[scalars * scalars];
    for (int i = 0; i < scalars; i++) {
      Arrays.fill(mask, i * scalars, i * scalars + i, 1);
    }
    return Ops.mul(scaled(of), Ops.constant(Shape.of(scalars, scalars), mask));
  }

  /**
   * The log-likelihood of each scalar given those before it, [times * batch, scalars].
   *
   * @param noise r, real scalars less their means, time-major, [times * batch, scalars]
   */
  Node logLikelihood(Node noise, int times) {
    if (!steps) {
      return Likelihoods.gaussian(noise, Ops.constant(0), Ops.mul(bounded(later), 2));
    }
    int batch = noise.shape().dim(0) / times;
    Node begin = Ops.slice(noise, 0, 0, batch);
    Node start = gaussian(begin, lower(firstTies), bounded(first));
    if (times == 1) {
      return start;
    }
    int rest = (times - 1) * batch;
    Node before = Ops.slice(noise, 0, 0, rest);
    Node here = Ops.slice(noise, 0, batch, rest);
    Node fresh = Ops.sub(here, Ops.mul(before, Ops.tanh(scaled(memory))));
    return Ops.concat(0, start, gaussian(fresh, lower(ties), bounded(later)));
  }

  private static Node gaussian(Node u, Node ties, Node logDeviations) {
    Node own = Ops.sub(u, Ops.matmul(u, false, ties, true));
    return Likelihoods.gaussian(own, Ops.constant(0), Ops.mul(logDeviations, 2));
  }

  /**
   * Noise, time-major, [times * batch, scalars].
   *
   * @param normal independent standard normal numbers of the same shape
   */
  Node drawn(Node normal, int times) {
    if (!steps) {
      return Ops.mul(normal, Ops.exp(bounded(later)));
    }
    int batch = normal.shape().dim(0) / times;
    List<Node> all = new ArrayList<>();
    Node now = tied(Ops.slice(normal, 0, 0, batch), lower(firstTies), bounded(first));
    all.add(now);
    if (times > 1) {
      Node fresh =
          tied(Ops.slice(normal, 0, batch, (times - 1) * batch), lower(ties), bounded(later));
      Node keeps = Ops.tanh(scaled(memory));
      for (int t = 1; t < times; t++) {
        now = Ops.add(Ops.mul(now, keeps), Ops.slice(fresh, 0, (t - 1) * batch, batch));
        all.add(now);
      }
    }
    return Ops.concat(0, all);
  }

  /** (I - C)^-1 diag(s) e for each row e. */
  private Node tied(Node normal, Node ties, Node logDeviations) {
    Node y = Ops.mul(normal, Ops.exp(logDeviations));
    Node power = ties;
    for (int k = 1; k < scalars; k *= 2) {
      y = Ops.add(y, Ops.matmul(y, false, power, true));
      if (2 * k < scalars) {
        power = Ops.matmul(power, power);
      }
    }
    return y;
  }

  List<Variable> parameters() {
    return steps ? List.of(later, first, memory, firstTies, ties) : List.of(later);
  }

  /** Back to where training begins. */
  void initialize(Session session) {
    float start = (float) (Math.log(FIRST_DEVIATION) / GAIN);
    for (Variable v : parameters()) {
      float[] values = new float[v.shape().size()];
      if (v == later || v == first) {
        Arrays.fill(values, start);
      }
      session.set(v, values);
    }
  }
}
