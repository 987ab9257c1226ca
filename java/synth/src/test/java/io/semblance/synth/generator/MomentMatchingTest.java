package io.semblance.synth.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.GradientCheck;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.reference.ReferenceBackend;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentMatchingTest {
  private static final int WIDTH = 4;

  /** Columns: wide, narrow, a rare 0/1 and a constant, whose deviation is none. */
  private static float[] table(int count, long seed) {
    Random random = new Random(seed);
    float[] rows = new float[count * WIDTH];
    for (int r = 0; r < count; r++) {
      rows[r * WIDTH] = (float) random.nextGaussian();
      rows[r * WIDTH + 1] = .5f * rows[r * WIDTH] + .1f * (float) random.nextGaussian();
      rows[r * WIDTH + 2] = random.nextInt(1000) == 0 ? 1 : 0;
      rows[r * WIDTH + 3] = .7f;
    }
    return rows;
  }

  /** The formula of the class, term by term. */
  private static double bruteForce(float[] real, int n, double[] fake, int m) {
    double[] mean = new double[WIDTH];
    double[] scale = new double[WIDTH];
    for (int c = 0; c < WIDTH; c++) {
      for (int r = 0; r < n; r++) {
        mean[c] += real[r * WIDTH + c] / (double) n;
      }
      double variance = 0;
      for (int r = 0; r < n; r++) {
        variance += Math.pow(real[r * WIDTH + c] - mean[c], 2) / n;
      }
      scale[c] = 1 / Math.max(Math.sqrt(variance), 0.05);
    }
    double loss = 0;
    for (int a = 0; a < WIDTH; a++) {
      double first = 0;
      for (int r = 0; r < m; r++) {
        first += (fake[r * WIDTH + a] - mean[a]) * scale[a] / m;
      }
      loss += first * first;
      for (int b = 0; b < WIDTH; b++) {
        double ofReal = 0;
        for (int r = 0; r < n; r++) {
          double za = (real[r * WIDTH + a] - mean[a]) * scale[a];
          ofReal += za * (real[r * WIDTH + b] - mean[b]) * scale[b] / n;
        }
        double ofFake = 0;
        for (int r = 0; r < m; r++) {
          double za = (fake[r * WIDTH + a] - mean[a]) * scale[a];
          ofFake += za * (fake[r * WIDTH + b] - mean[b]) * scale[b] / m;
        }
        loss += (ofFake - ofReal) * (ofFake - ofReal);
      }
    }
    return loss / WIDTH;
  }

  private static double loss(MomentMatching matching, double[] fake, int rows) {
    Variable x = Variable.zeros("fake", Shape.of(rows, WIDTH));
    Node loss = matching.loss(x.node());
    try (Session s = new ReferenceBackend().open(new SessionOptions(0, 1))) {
      s.set(x, fake);
      Program p = s.compile(new Step().output(loss));
      p.run();
      return p.readScalar(loss);
    }
  }

  private static double[] doubles(float[] values) {
    double[] out = new double[values.length];
    java.util.Arrays.setAll(out, i -> values[i]);
    return out;
  }

  @Test
  void equalsTheFormulaByBruteForce() {
    float[] real = table(500, 1);
    double[] fake = doubles(table(60, 2));
    double expected = bruteForce(real, 500, fake, 60);
    assertThat(expected).isGreaterThan(1e-3);
    assertThat(loss(new MomentMatching(real, 500, WIDTH), fake, 60))
        .isCloseTo(expected, within(1e-9 * expected));
  }

  @Test
  void isZeroForTheTableItselfAndLargerForIndependentColumns() {
    float[] real = table(500, 1);
    MomentMatching matching = new MomentMatching(real, 500, WIDTH);
    assertThat(loss(matching, doubles(real), 500)).isLessThan(1e-20);
    double[] shuffled = doubles(real);
    for (int r = 0; r < 500; r++) {
      shuffled[r * WIDTH] = real[(r * 7 + 3) % 500 * WIDTH];
    }
    assertThat(loss(matching, shuffled, 500)).isGreaterThan(.1);
  }

  /** Above 100,000 rows every second one is taken: the same moments but for their error. */
  @Test
  void ofALargeTableAPartIsTaken() {
    int count = 200_000;
    float[] real = table(count, 3);
    assertThat(loss(new MomentMatching(real, count, WIDTH), doubles(real), count)).isLessThan(1e-2);
  }

  @Test
  void derivatives() {
    MomentMatching matching = new MomentMatching(table(100, 4), 100, WIDTH);
    GradientCheck.check(x -> matching.loss(x.get(0)), -1, 1, Shape.of(6, WIDTH));
  }
}
