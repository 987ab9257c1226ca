package io.semblance.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A variable is prepared as a right factor once and kept until it changes: whoever changes it,
 * products must see it.
 */
class KeptFactorsTest {
  private final Variable rows = Variable.zeros("rows", Shape.of(200, 96));
  private final Variable weight = Variable.zeros("weight", Shape.of(96, 128));
  private final Node product = Ops.matmul(rows.node(), weight.node());

  /** Reads the weight, leaves it alone. */
  private final Step reads = new Step().output(product);

  /** Uses the weight twice, then changes it, and uses the new value. */
  private final Step changes;

  private final Node twice;
  private final Node afterwards;

  KeptFactorsTest() {
    Node scaled = Ops.mul(rows.node(), Ops.tanh(Ops.sum(product)));
    twice = Ops.add(product, Ops.matmul(scaled, weight.node()));
    Node changed = Ops.mul(weight.node(), -0.5);
    afterwards = Ops.matmul(Ops.tanh(rows.node()), changed);
    changes = new Step().output(twice).output(afterwards).assign(weight, changed);
  }

  @Test
  void productsSeeEveryChangeOfAWeight() {
    for (int threads = 1; threads <= 3; threads++) {
      List<double[]> expected = results(new ReferenceBackend(), 1);
      List<double[]> found = results(new VectorBackend(), threads);
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(found.get(i)).as("result " + i).containsExactly(expected.get(i), within(1e-4));
      }
    }
  }

  private List<double[]> results(Backend backend, int threads) {
    List<double[]> results = new ArrayList<>();
    try (Session s = backend.open(new SessionOptions(1, threads))) {
      Random random = new Random(3);
      s.set(rows, draw(rows, random));
      s.set(weight, draw(weight, random));
      Program reading = s.compile(reads);
      Program changing = s.compile(changes);
      for (int round = 0; round < 3; round++) {
        for (int again = 0; again < 2; again++) {
          reading.run();
          results.add(reading.read(product));
        }
        changing.run();
        results.add(changing.read(twice));
        results.add(changing.read(afterwards));
        reading.run();
        results.add(reading.read(product));
        s.set(weight, draw(weight, random));
      }
    }
    return results;
  }

  private static float[] draw(Variable v, Random random) {
    float[] x = new float[v.shape().size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian() / 4;
    }
    return x;
  }
}
