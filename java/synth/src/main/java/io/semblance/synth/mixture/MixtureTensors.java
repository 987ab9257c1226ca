package io.semblance.synth.mixture;

import io.semblance.engine.graph.Shape;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.ModelTensors;
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
    ModelTensors in = new ModelTensors(tensors, where);
    Tensor first = tensors.get(WEIGHTS);
    int size = first == null ? 0 : first.values().length;
    if (size == 0) {
      throw new ModelFileException(where + " does not hold the weights of any component");
    }
    int d = layout.numbers();
    int categories = layout.categories().size();
    float[] weights = in.values(WEIGHTS, size, 1);
    float[] means = in.values(MEANS, size, d);
    int n = covariance.scales(d);
    float[] scales = in.values(SCALES, size, n);
    double[] shares = row(weights, 0, size);
    in.probabilities(weights, 0, 1, size, WEIGHTS);
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
      float[] all = in.values(name, size, states);
      for (int k = 0; k < size; k++) {
        in.probabilities(all, k * states, 1, states, name);
        double[] p = row(all, k, states);
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
}
