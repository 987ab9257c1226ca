package io.semblance.synth.mixture;

import io.semblance.engine.graph.Shape;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors.Tensor;
import io.semblance.synth.mixed.MixedLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A mixture as named arrays of 32-bit floats, a row for each component: weights, means, scales (see
 * {@link Covariance}), and the probabilities of the states of each category.
 */
final class MixtureTensors {
  private static final String WEIGHTS = "weights";
  private static final String MEANS = "means";
  private static final String SCALES = "scales";
  private static final String PROBABILITIES = "probabilities.";

  /** Floats of probabilities add up to 1 within this. */
  private static final double TOLERANCE = 1e-3;

  private MixtureTensors() {}

  static Map<String, Tensor> write(Mixture mixture) {
    int size = mixture.size();
    int d = mixture.layout().numbers();
    Map<String, Tensor> all = new LinkedHashMap<>();
    double[][] weights = new double[size][];
    double[][] means = new double[size][];
    double[][] scales = new double[size][];
    for (int k = 0; k < size; k++) {
      weights[k] = new double[] {mixture.weights()[k]};
      means[k] = mixture.gaussians()[k].mean();
      scales[k] = mixture.gaussians()[k].scale();
    }
    all.put(WEIGHTS, tensor(weights, 1));
    all.put(MEANS, tensor(means, d));
    all.put(SCALES, tensor(scales, scales[0].length));
    for (int v = 0; v < mixture.layout().categories().size(); v++) {
      int states = mixture.layout().categories().get(v).states();
      double[][] rows = new double[size][states];
      for (int k = 0; k < size; k++) {
        for (int s = 0; s < states; s++) {
          rows[k][s] = Math.exp(mixture.logProbabilities()[k][v][s]);
        }
      }
      all.put(PROBABILITIES + v, tensor(rows, states));
    }
    return all;
  }

  private static Tensor tensor(double[][] rows, int width) {
    float[] values = new float[rows.length * width];
    for (int k = 0; k < rows.length; k++) {
      for (int j = 0; j < width; j++) {
        values[k * width + j] = (float) rows[k][j];
      }
    }
    return new Tensor(Shape.of(rows.length, width), values);
  }

  /** The mixture as its file will hold it. */
  static Mixture rounded(Mixture mixture, Covariance covariance) {
    return read(write(mixture), mixture.layout(), covariance, "the fitted mixture");
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param where the file and entry, for messages
   * @throws ModelFileException if an array is missing, of another shape, or makes no mixture
   */
  static Mixture read(
      Map<String, Tensor> tensors, MixedLayout layout, Covariance covariance, String where) {
    Tensor first = tensors.get(WEIGHTS);
    int size = first == null ? 0 : first.values().length;
    if (size == 0) {
      throw new ModelFileException(where + " does not hold the weights of any component");
    }
    int d = layout.numbers();
    int categories = layout.categories().size();
    float[] weights = values(tensors, WEIGHTS, size, 1, where);
    float[] means = values(tensors, MEANS, size, d, where);
    int n = covariance.scales(d);
    float[] scales = values(tensors, SCALES, size, n, where);
    double[] shares = row(weights, 0, size);
    probabilities(shares, WEIGHTS, where);
    Gaussian[] gaussians = new Gaussian[size];
    double[][][] logs = new double[size][categories][];
    for (int k = 0; k < size; k++) {
      double[] scale = row(scales, k, n);
      for (int j = 0; j < d; j++) {
        if (!(scale[covariance.deviation(j)] > 0)) {
          throw new ModelFileException(where + ": a deviation in " + SCALES + " is not above 0");
        }
      }
      gaussians[k] = covariance.gaussian(row(means, k, d), scale);
    }
    for (int v = 0; v < categories; v++) {
      int states = layout.categories().get(v).states();
      String name = PROBABILITIES + v;
      float[] all = values(tensors, name, size, states, where);
      for (int k = 0; k < size; k++) {
        double[] p = row(all, k, states);
        probabilities(p, name, where);
        for (int s = 0; s < states; s++) {
          p[s] = Math.log(p[s]);
        }
        logs[k][v] = p;
      }
    }
    return new Mixture(layout, shares, gaussians, logs);
  }

  private static double[] row(float[] values, int row, int width) {
    double[] out = new double[width];
    for (int j = 0; j < width; j++) {
      out[j] = values[row * width + j];
    }
    return out;
  }

  private static void probabilities(double[] values, String name, String where) {
    double sum = 0;
    boolean sound = true;
    for (double p : values) {
      sound &= p >= 0;
      sum += p;
    }
    if (!sound || Math.abs(sum - 1) > TOLERANCE) {
      throw new ModelFileException(where + ": " + name + " are no probabilities of sum 1");
    }
  }

  private static float[] values(
      Map<String, Tensor> tensors, String name, int rows, int width, String where) {
    Tensor found = tensors.get(name);
    if (found == null || !found.shape().equals(Shape.of(rows, width))) {
      throw new ModelFileException(
          where + " does not hold " + name + " of the shape [" + rows + ", " + width + "]");
    }
    for (float value : found.values()) {
      if (!Float.isFinite(value)) {
        throw new ModelFileException(where + ": " + name + " is not finite everywhere");
      }
    }
    return found.values();
  }
}
