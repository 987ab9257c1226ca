package io.semblance.quality.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.quality.features.DenseEncoder.Matrix;
import io.semblance.quality.learn.Objective;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** At the minimum the derivatives, written out here once more, are zero. */
class LinearModelTest {

  private static final int ROWS = 500;
  private static final int WIDTH = 4;

  private final float[] cells = new float[ROWS * WIDTH];
  private final double[] signal = new double[ROWS];

  LinearModelTest() {
    Random random = new Random(1);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (float) random.nextGaussian() * (i % WIDTH + 1);
    }
    for (int i = 0; i < ROWS; i++) {
      signal[i] = cells[i * WIDTH] - .5 * cells[i * WIDTH + 3] + random.nextGaussian();
    }
  }

  @Test
  void logistic() {
    double[] y = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      y[i] = signal[i] > .3 ? 1 : 0;
    }
    Matrix rows = new Matrix(cells, ROWS, WIDTH);
    LinearModel model = LinearModel.fit(rows, y, 2, Objective.LOGISTIC);
    double[] odds = model.scores(rows)[0];
    double[] residual = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      residual[i] = 1 / (1 + Math.exp(-odds[i])) - y[i];
    }
    assertStationary(residual, model.weights(0));
  }

  @Test
  void softmaxOfThreeClasses() {
    double[] y = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      y[i] = signal[i] > 1 ? 2 : signal[i] > -1 ? 1 : 0;
    }
    Matrix rows = new Matrix(cells, ROWS, WIDTH);
    LinearModel model = LinearModel.fit(rows, y, 3, Objective.SOFTMAX);
    double[][] scores = model.scores(rows);
    for (int k = 0; k < 3; k++) {
      double[] residual = new double[ROWS];
      for (int i = 0; i < ROWS; i++) {
        double sum = Math.exp(scores[0][i]) + Math.exp(scores[1][i]) + Math.exp(scores[2][i]);
        residual[i] = Math.exp(scores[k][i]) / sum - (y[i] == k ? 1 : 0);
      }
      assertStationary(residual, model.weights(k));
    }
  }

  private void assertStationary(double[] residual, double[] weights) {
    double intercept = 0;
    double[] slope = weights.clone();
    for (int i = 0; i < ROWS; i++) {
      intercept += residual[i];
      for (int j = 0; j < WIDTH; j++) {
        slope[j] += residual[i] * cells[i * WIDTH + j];
      }
    }
    assertThat(intercept / ROWS).isCloseTo(0, within(2e-5));
    for (double s : slope) {
      assertThat(s / ROWS).isCloseTo(0, within(2e-5));
    }
  }

  @Test
  void ridgeOfOneColumnIsTheFormula() {
    float[] x = {-1, 0, 1, 2, 3};
    double[] y = {10, 30, 20, 60, 80};
    Matrix rows = new Matrix(x, 5, 1);
    LinearModel model = LinearModel.fit(rows, y, 0, Objective.SQUARED);
    // Means 1 and 40; sum of products 170, of squares 10; strength 1.
    double slope = 170 / 11.0;
    double[] predicted = model.scores(rows)[0];
    for (int i = 0; i < 5; i++) {
      assertThat(predicted[i]).isCloseTo(40 + slope * (x[i] - 1), within(1e-2));
    }
  }
}
