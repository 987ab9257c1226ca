package io.semblance.synth;

import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;

/**
 * A regulariser of the generator: the squared difference between first and second moments of
 * generated rows and those of the training table. On one-hot blocks second moments are the two-way
 * tables of categories, so this is what pairwise fidelity measures. In the spirit of the
 * information loss of CTAB-GAN (Zhao et al. 2021), on the rows instead of features of the critic.
 */
final class MomentMatching {
  /** Columns are scaled by their deviation, but rare categories not beyond this. */
  private static final double LEAST_DEVIATION = 0.05;

  /** Rows that the moments are taken of at most; their error is far below that of a batch. */
  private static final int MOST_ROWS = 100_000;

  private final int width;
  private final double[] mean;
  private final double[] scale;
  private final double[] moments;

  /**
   * @param rows encoded training rows, row-major
   */
  MomentMatching(float[] rows, int count, int width) {
    this.width = width;
    this.mean = new double[width];
    this.scale = new double[width];
    this.moments = new double[width * width];
    int step = Math.max(1, count / MOST_ROWS);
    int n = 0;
    double[] squares = new double[width];
    for (int r = 0; r < count; r += step, n++) {
      for (int c = 0; c < width; c++) {
        double v = rows[r * width + c];
        mean[c] += v;
        squares[c] += v * v;
      }
    }
    for (int c = 0; c < width; c++) {
      mean[c] /= n;
      double deviation = Math.sqrt(Math.max(0, squares[c] / n - mean[c] * mean[c]));
      scale[c] = 1 / Math.max(deviation, LEAST_DEVIATION);
    }
    double[] z = new double[width];
    for (int r = 0; r < count; r += step) {
      for (int c = 0; c < width; c++) {
        z[c] = (rows[r * width + c] - mean[c]) * scale[c];
      }
      for (int a = 0; a < width; a++) {
        if (z[a] != 0) {
          for (int b = a; b < width; b++) {
            moments[a * width + b] += z[a] * z[b];
          }
        }
      }
    }
    for (int a = 0; a < width; a++) {
      for (int b = a; b < width; b++) {
        moments[a * width + b] /= n;
        moments[b * width + a] = moments[a * width + b];
      }
    }
  }

  /** The squared differences, summed over all moments and divided by the width. */
  Node loss(Node fake) {
    int rows = fake.shape().dim(0);
    Node z =
        Ops.mul(
            Ops.sub(fake, Ops.constant(Shape.of(width), mean)),
            Ops.constant(Shape.of(width), scale));
    Node second = Ops.div(Ops.matmul(z, true, z, false), rows);
    Node off = Ops.sub(second, Ops.constant(Shape.of(width, width), moments));
    Node first = Functions.mean(z, 0);
    return Ops.div(
        Ops.add(Ops.sum(Functions.square(off)), Ops.sum(Functions.square(first))), width);
  }
}
