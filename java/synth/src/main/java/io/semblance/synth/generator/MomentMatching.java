package io.semblance.synth.generator;

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
public final class MomentMatching {
  /** Columns are scaled by their deviation, but rare categories not beyond this. */
  private static final double LEAST_DEVIATION = 0.05;

  /** Wider rows have more pairs than it pays to match: the matrix alone takes gigabytes. */
  public static final int WIDEST = 2_000;

  /** Products of pairs computed for the training moments at most: a second or two. */
  private static final double MOST_PRODUCTS = 2e9;

  private final int width;
  private final double[] mean;
  private final double[] scale;
  private final double[] moments;

  /**
   * @param rows encoded training rows, row-major
   */
  public MomentMatching(float[] rows, int count, int width) {
    this.width = width;
    this.mean = new double[width];
    this.scale = new double[width];
    this.moments = new double[width * width];
    int[] filled = new int[width];
    int typical = filled(rows, 0, filled);
    double pairs = (double) typical * typical;
    int step = (int) Math.max(1, Math.ceil(count * pairs / MOST_PRODUCTS));
    int n = 0;
    for (int r = 0; r < count; r += step, n++) {
      add(rows, r * width, filled(rows, r, filled), filled);
    }
    for (int c = 0; c < width; c++) {
      mean[c] /= n;
      double variance = moments[c * width + c] / n - mean[c] * mean[c];
      scale[c] = 1 / Math.max(Math.sqrt(Math.max(0, variance)), LEAST_DEVIATION);
    }
    for (int a = 0; a < width; a++) {
      for (int b = a; b < width; b++) {
        double covariance = moments[a * width + b] / n - mean[a] * mean[b];
        moments[a * width + b] = covariance * scale[a] * scale[b];
        moments[b * width + a] = moments[a * width + b];
      }
    }
  }

  /** Collects where row {@code r} is not zero; most of a one-hot row is. */
  private int filled(float[] rows, int r, int[] filled) {
    int n = 0;
    for (int c = 0; c < width; c++) {
      if (rows[r * width + c] != 0) {
        filled[n++] = c;
      }
    }
    return n;
  }

  private void add(float[] rows, int at, int n, int[] filled) {
    for (int i = 0; i < n; i++) {
      int a = filled[i];
      double v = rows[at + a];
      mean[a] += v;
      for (int j = i; j < n; j++) {
        moments[a * width + filled[j]] += v * rows[at + filled[j]];
      }
    }
  }

  /** The squared differences, summed over all moments and divided by the width. */
  public Node loss(Node fake) {
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
