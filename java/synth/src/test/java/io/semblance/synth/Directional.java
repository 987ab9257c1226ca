package io.semblance.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Gradients against differences, in a random direction of all weights together. */
public final class Directional {
  private static final double STEP = 1e-6;

  private Directional() {}

  /**
   * Compares them.
   *
   * @param session in double precision, which holds the weights
   */
  public static void check(Session session, Node loss, List<Variable> weights) {
    List<Node> gradients = Gradients.of(loss, weights.stream().map(Variable::node).toList());
    Step step = new Step().output(loss);
    gradients.forEach(step::output);
    Program program = session.compile(step);
    program.run();
    double slope = 0;
    Random random = new Random(8);
    Map<Variable, double[]> direction = new HashMap<>();
    Map<Variable, double[]> at = new HashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      Variable v = weights.get(i);
      double[] d = random.doubles(v.shape().size(), -1, 1).toArray();
      direction.put(v, d);
      at.put(v, session.getDoubles(v));
      double[] g = program.read(gradients.get(i));
      for (int j = 0; j < d.length; j++) {
        slope += d[j] * g[j];
      }
    }
    double[] sides = new double[2];
    for (int side = 0; side < 2; side++) {
      for (Variable v : weights) {
        double[] moved = at.get(v).clone();
        for (int j = 0; j < moved.length; j++) {
          moved[j] += (side == 0 ? STEP : -STEP) * direction.get(v)[j];
        }
        session.set(v, moved);
      }
      program.run();
      sides[side] = program.readScalar(loss);
    }
    assertThat((sides[0] - sides[1]) / (2 * STEP)).isCloseTo(slope, within(1e-5));
  }
}
