package io.semblance.synth.timegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.reference.ReferenceBackend;
import io.semblance.synth.series.EncodedSequences;
import io.semblance.synth.series.SequenceBatch;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The losses against loops that follow the paper's equations sequence by sequence. */
class TimeGanLossesTest {
  private static final int TIMES = 5;
  private static final int BATCH = 4;
  private static final int WIDTH = 3;
  private static final int[] LENGTHS = {5, 3, 1, 4};

  private final double[][][] real = numbers(1);
  private final double[][][] other = numbers(2);
  private final double[][][] scores = numbers(3);

  /** [sequence][step][number]. */
  private static double[][][] numbers(long seed) {
    Random random = new Random(seed);
    double[][][] x = new double[BATCH][TIMES][WIDTH];
    for (double[][] sequence : x) {
      for (double[] step : sequence) {
        for (int k = 0; k < WIDTH; k++) {
          step[k] = random.nextGaussian();
        }
      }
    }
    return x;
  }

  private static int length(boolean ragged, int b) {
    return ragged ? LENGTHS[b] : TIMES;
  }

  private static double[] timeMajor(double[][][] x, int width) {
    double[] flat = new double[TIMES * BATCH * width];
    for (int t = 0; t < TIMES; t++) {
      for (int b = 0; b < BATCH; b++) {
        System.arraycopy(x[b][t], 0, flat, (t * BATCH + b) * width, width);
      }
    }
    return flat;
  }

  private interface Loss {
    Node of(SequenceBatch batch, Node real, Node other, Node scores);
  }

  private double computed(boolean ragged, Loss loss) {
    Variable x = Variable.zeros("x", Shape.of(TIMES * BATCH, WIDTH));
    Variable y = Variable.zeros("y", Shape.of(TIMES * BATCH, WIDTH));
    Variable s = Variable.zeros("s", Shape.of(TIMES * BATCH, 1));
    Variable m = Variable.zeros("m", Shape.of(TIMES * BATCH, 1));
    double[] mask = new double[TIMES * BATCH];
    for (int t = 0; t < TIMES; t++) {
      for (int b = 0; b < BATCH; b++) {
        mask[t * BATCH + b] = t < length(ragged, b) ? 1 : 0;
      }
    }
    SequenceBatch batch = new SequenceBatch(TIMES, x.node(), ragged ? m.node() : null, null);
    Node value = loss.of(batch, x.node(), y.node(), s.node());
    try (Session session = new ReferenceBackend().open(new SessionOptions(0, 1))) {
      session.set(x, timeMajor(real, WIDTH));
      session.set(y, timeMajor(other, WIDTH));
      session.set(s, timeMajor(scores, 1));
      session.set(m, mask);
      Program program = session.compile(new Step().output(value));
      program.run();
      return program.readScalar(value);
    }
  }

  /** The mean over steps that there are. */
  private interface OfStep {
    double of(int b, int t, int k);
  }

  private static double mean(boolean ragged, int first, int before, int width, OfStep value) {
    double sum = 0;
    int count = 0;
    for (int b = 0; b < BATCH; b++) {
      for (int t = first; t < Math.min(before, length(ragged, b)); t++) {
        for (int k = 0; k < width; k++) {
          sum += value.of(b, t, k);
          count++;
        }
      }
    }
    return sum / count;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void reconstructionIsTheMeanSquare(boolean ragged) {
    double expected =
        mean(ragged, 0, TIMES, WIDTH, (b, t, k) -> Math.pow(real[b][t][k] - other[b][t][k], 2));
    assertThat(computed(ragged, (n, x, y, s) -> TimeGanLosses.reconstruction(n, x, y)))
        .isCloseTo(expected, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void supervisionComparesWithTheNextStep(boolean ragged) {
    double expected =
        mean(ragged, 1, TIMES, WIDTH, (b, t, k) -> Math.pow(real[b][t][k] - other[b][t - 1][k], 2));
    assertThat(computed(ragged, (n, x, y, s) -> TimeGanLosses.supervised(n, x, y)))
        .isCloseTo(expected, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void crossEntropiesAreThoseOfTheScores(boolean ragged) {
    double asReal =
        mean(ragged, 0, TIMES, 1, (b, t, k) -> -Math.log(1 / (1 + Math.exp(-scores[b][t][k]))));
    double asFake =
        mean(ragged, 0, TIMES, 1, (b, t, k) -> -Math.log(1 - 1 / (1 + Math.exp(-scores[b][t][k]))));
    assertThat(computed(ragged, (n, x, y, s) -> TimeGanLosses.real(n, s)))
        .isCloseTo(asReal, within(1e-6));
    assertThat(computed(ragged, (n, x, y, s) -> TimeGanLosses.madeUp(n, s)))
        .isCloseTo(asFake, within(1e-6));
  }

  @Test
  void momentsAreOfEachStepOverTheBatch() {
    double means = 0;
    double deviations = 0;
    for (int t = 0; t < TIMES; t++) {
      for (int k = 0; k < WIDTH; k++) {
        double[] a = moments(real, t, k);
        double[] b = moments(other, t, k);
        means += Math.abs(a[0] - b[0]);
        deviations += Math.abs(a[1] - b[1]);
      }
    }
    double expected = (means + deviations) / (TIMES * WIDTH);
    double found =
        computed(
            false,
            (n, x, y, s) ->
                TimeGanLosses.moments(
                    SequenceBatch.sequenceMajor(x, TIMES), SequenceBatch.sequenceMajor(y, TIMES)));
    assertThat(found).isCloseTo(expected, within(1e-5));
  }

  /** Rough sequences with the moments of smooth ones' steps have those of their changes wrong. */
  @Test
  void windowMomentsAreOfStepsAndOfChanges() {
    int count = 400;
    int times = 12;
    Random random = new Random(5);
    float[] smooth = new float[count * times];
    double[] rough = new double[count * times];
    for (int i = 0; i < count; i++) {
      double level = random.nextGaussian() / 3;
      double slope = random.nextGaussian() / 100;
      for (int t = 0; t < times; t++) {
        smooth[i * times + t] = (float) (level + slope * t);
        rough[i * times + t] = level + slope * t + 0.02 * random.nextGaussian();
      }
    }
    Layout layout = Layout.of(List.of(new Block("x", Block.Kind.SCALAR, 0, 1)));
    WindowMoments moments =
        WindowMoments.of(new EncodedSequences(layout, times, false, null, 0, smooth, count));
    Variable x = Variable.zeros("x", Shape.of(count, times));
    Node loss = moments.loss(x.node());
    try (Session session = new ReferenceBackend().open(new SessionOptions(0, 1))) {
      Program program = session.compile(new Step().output(loss));
      session.set(x, smooth);
      program.run();
      assertThat(program.readScalar(loss)).isLessThan(1e-6);
      session.set(x, rough);
      program.run();
      assertThat(program.readScalar(loss)).isGreaterThan(1);
    }
  }

  private static double[] moments(double[][][] x, int t, int k) {
    double mean = 0;
    for (int b = 0; b < BATCH; b++) {
      mean += x[b][t][k] / BATCH;
    }
    double variance = 0;
    for (int b = 0; b < BATCH; b++) {
      variance += Math.pow(x[b][t][k] - mean, 2) / BATCH;
    }
    return new double[] {mean, Math.sqrt(variance + 1e-6)};
  }
}
