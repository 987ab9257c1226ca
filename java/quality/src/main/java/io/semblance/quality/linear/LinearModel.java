package io.semblance.quality.linear;

import io.semblance.quality.features.DenseEncoder.Matrix;
import io.semblance.quality.learn.Objective;
import java.util.Arrays;

/**
 * A linear model with L2 regularisation of its weights, the intercepts left free: logistic
 * regression, softmax regression or ridge regression.
 *
 * <p>It minimises {@code sum of losses / n + |w|^2 / (2 n)}, which is scikit-learn's default
 * strength of 1 for each of the three; the minimum is unique up to a shift of all softmax scores.
 */
public final class LinearModel {

  private static final double STRENGTH = 1;
  private static final int MOST_STEPS = 200;
  private static final double TOLERANCE = 1e-5;

  private final double[] parameters;
  private final int outputs;
  private final int width;
  private final double targetMean;
  private final double targetScale;

  private LinearModel(
      double[] parameters, int outputs, int width, double targetMean, double targetScale) {
    this.parameters = parameters;
    this.outputs = outputs;
    this.width = width;
    this.targetMean = targetMean;
    this.targetScale = targetScale;
  }

  /**
   * Fits.
   *
   * @param target one value per row: 0 or 1, a class from 0, or a number
   * @param classes read for {@link Objective#SOFTMAX} alone
   */
  public static LinearModel fit(Matrix rows, double[] target, int classes, Objective objective) {
    int outputs = objective == Objective.SOFTMAX ? classes : 1;
    double mean = 0;
    double scale = 1;
    double[] wanted = target;
    if (objective == Objective.SQUARED) { // else the steps depend on the unit of the target
      mean = Arrays.stream(target).average().orElse(0);
      scale = deviation(target, mean);
      wanted = new double[target.length];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = (target[i] - mean) / scale;
      }
    }
    double[] parameters = new double[outputs * (rows.width() + 1)];
    Lbfgs.minimise(new Loss(rows, wanted, outputs, objective), parameters, MOST_STEPS, TOLERANCE);
    return new LinearModel(parameters, outputs, rows.width(), mean, scale);
  }

  private static double deviation(double[] values, double mean) {
    double squares = 0;
    for (double v : values) {
      squares += (v - mean) * (v - mean);
    }
    return squares == 0 ? 1 : Math.sqrt(squares / values.length);
  }

  /** Log-odds, one array per class before the softmax, or numbers; one score per row. */
  public double[][] scores(Matrix rows) {
    double[][] out = new double[outputs][rows.rows()];
    double[] z = new double[outputs];
    for (int i = 0; i < rows.rows(); i++) {
      score(rows, i, parameters, outputs, z);
      for (int k = 0; k < outputs; k++) {
        out[k][i] = targetMean + targetScale * z[k];
      }
    }
    return out;
  }

  /** Weights of an output, one per dimension. */
  double[] weights(int output) {
    int from = output * (width + 1);
    return Arrays.copyOfRange(parameters, from, from + width);
  }

  private static void score(Matrix rows, int i, double[] w, int outputs, double[] z) {
    int width = rows.width();
    float[] x = rows.cells();
    int at = i * width;
    for (int k = 0; k < outputs; k++) {
      int from = k * (width + 1);
      double sum = w[from + width];
      for (int j = 0; j < width; j++) {
        sum += w[from + j] * x[at + j];
      }
      z[k] = sum;
    }
  }

  private record Loss(Matrix rows, double[] target, int outputs, Objective objective)
      implements Lbfgs.Function {

    @Override
    public double at(double[] w, double[] gradient) {
      Arrays.fill(gradient, 0);
      int n = rows.rows();
      int width = rows.width();
      float[] x = rows.cells();
      double[] z = new double[outputs];
      double[] slope = new double[outputs];
      double loss = 0;
      for (int i = 0; i < n; i++) {
        score(rows, i, w, outputs, z);
        loss += one(z, target[i], slope);
        int at = i * width;
        for (int k = 0; k < outputs; k++) {
          int from = k * (width + 1);
          double g = slope[k];
          for (int j = 0; j < width; j++) {
            gradient[from + j] += g * x[at + j];
          }
          gradient[from + width] += g;
        }
      }
      for (int p = 0; p < w.length; p++) {
        boolean intercept = p % (width + 1) == width;
        loss += intercept ? 0 : STRENGTH * w[p] * w[p] / 2;
        gradient[p] = (gradient[p] + (intercept ? 0 : STRENGTH * w[p])) / n;
      }
      return loss / n;
    }

    /** Loss of one row and its derivatives by the scores. */
    private double one(double[] z, double y, double[] slope) {
      switch (objective) {
        case LOGISTIC -> {
          double p = 1 / (1 + Math.exp(-z[0]));
          slope[0] = p - y;
          double margin = y > 0 ? z[0] : -z[0];
          return margin > 0
              ? Math.log1p(Math.exp(-margin))
              : -margin + Math.log1p(Math.exp(margin));
        }
        case SQUARED -> {
          slope[0] = z[0] - y;
          return slope[0] * slope[0] / 2;
        }
        default -> {
          double most = Arrays.stream(z).max().orElseThrow();
          double sum = 0;
          for (int k = 0; k < z.length; k++) {
            slope[k] = Math.exp(z[k] - most);
            sum += slope[k];
          }
          for (int k = 0; k < z.length; k++) {
            slope[k] = slope[k] / sum - (k == (int) y ? 1 : 0);
          }
          return Math.log(sum) - (z[(int) y] - most);
        }
      }
    }
  }
}
