package io.semblance.quality.series;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Windows as points of a plane, real ones first.
 *
 * @param x across
 * @param y up
 * @param real how many of the points are real windows
 */
public record Projection(double[] x, double[] y, int real) {

  private static final int POWER_STEPS = 200;

  /** Perplexity and iterations of TimeGAN's pictures. */
  private static final double PERPLEXITY = 40;

  private static final int ITERATIONS = 300;
  private static final int EXAGGERATED = 100;
  private static final double EXAGGERATION = 12;

  /**
   * The first two principal components of the real windows, and all windows along them.
   *
   * @param points windows as vectors, the real ones first
   */
  static Projection principal(double[][] points, int real) {
    int width = points[0].length;
    double[] mean = new double[width];
    for (int i = 0; i < real; i++) {
      for (int k = 0; k < width; k++) {
        mean[k] += points[i][k] / real;
      }
    }
    double[][] centred = new double[points.length][width];
    for (int i = 0; i < points.length; i++) {
      for (int k = 0; k < width; k++) {
        centred[i][k] = points[i][k] - mean[k];
      }
    }
    double[] first = axis(centred, real, null);
    double[] second = axis(centred, real, first);
    double[] x = Arrays.stream(centred).mapToDouble(p -> dot(p, first)).toArray();
    double[] y = Arrays.stream(centred).mapToDouble(p -> dot(p, second)).toArray();
    return new Projection(x, y, real);
  }

  /** The direction of greatest variance at right angles to another one, by the power method. */
  private static double[] axis(double[][] points, int count, double[] otherOrNull) {
    int width = points[0].length;
    double[] v = new double[width];
    // No direction of data is likely to be at right angles to this one.
    Arrays.setAll(v, k -> 1 + Math.sin(1 + 12.9898 * k));
    for (int step = 0; step < POWER_STEPS; step++) {
      double[] next = new double[width];
      for (int i = 0; i < count; i++) {
        double along = dot(points[i], v);
        for (int k = 0; k < width; k++) {
          next[k] += along * points[i][k];
        }
      }
      if (otherOrNull != null) {
        double along = dot(next, otherOrNull);
        for (int k = 0; k < width; k++) {
          next[k] -= along * otherOrNull[k];
        }
      }
      double length = Math.sqrt(dot(next, next));
      if (!(length > 1e-200)) {
        return new double[width];
      }
      for (int k = 0; k < width; k++) {
        next[k] /= length;
      }
      v = next;
    }
    return v;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /**
   * t-SNE (van der Maaten and Hinton 2008): neighbours stay neighbours. Exact, beginning at the
   * principal components, so that it is the same each time.
   *
   * @param points windows as vectors
   * @param start where they begin
   */
  static Projection neighbours(double[][] points, Projection start) {
    int n = points.length;
    float[][] p = affinities(points);
    double[] x = scaled(start.x);
    double[] y = scaled(start.y);
    double[][] speed = new double[2][n];
    double[][] gain = new double[2][n];
    Arrays.fill(gain[0], 1);
    Arrays.fill(gain[1], 1);
    double rate = Math.max(50, n / EXAGGERATION / 4);
    double[][] pull = new double[2][n];
    double[][] push = new double[2][n];
    double[] mass = new double[n];
    for (int step = 0; step < ITERATIONS; step++) {
      forces(p, x, y, pull, push, mass);
      double all = Arrays.stream(mass).sum();
      double strength = step < EXAGGERATED ? EXAGGERATION : 1;
      double momentum = step < EXAGGERATED ? .5 : .8;
      for (int axis = 0; axis < 2; axis++) {
        double[] at = axis == 0 ? x : y;
        for (int i = 0; i < n; i++) {
          double gradient = 4 * (strength * pull[axis][i] - push[axis][i] / all);
          boolean turned = gradient * speed[axis][i] < 0;
          gain[axis][i] = turned ? gain[axis][i] + .2 : Math.max(.01, gain[axis][i] * .8);
          speed[axis][i] = momentum * speed[axis][i] - rate * gain[axis][i] * gradient;
          at[i] += speed[axis][i];
        }
      }
    }
    return new Projection(x, y, start.real);
  }

  private static void forces(
      float[][] p, double[] x, double[] y, double[][] pull, double[][] push, double[] mass) {
    IntStream.range(0, x.length)
        .parallel()
        .forEach(
            i -> {
              double pullX = 0;
              double pullY = 0;
              double pushX = 0;
              double pushY = 0;
              double sum = -1; // itself
              for (int j = 0; j < x.length; j++) {
                double dx = x[i] - x[j];
                double dy = y[i] - y[j];
                double q = 1 / (1 + dx * dx + dy * dy);
                double a = p[i][j] * q;
                pullX += a * dx;
                pullY += a * dy;
                pushX += q * q * dx;
                pushY += q * q * dy;
                sum += q;
              }
              pull[0][i] = pullX;
              pull[1][i] = pullY;
              push[0][i] = pushX;
              push[1][i] = pushY;
              mass[i] = sum;
            });
  }

  /** To a deviation of 1e-4, from which points find their places. */
  private static double[] scaled(double[] start) {
    double deviation = Samples.deviation(start);
    double scale = deviation > 0 ? 1e-4 / deviation : 0;
    // Equal points would stay together for ever.
    return IntStream.range(0, start.length)
        .mapToDouble(i -> start[i] * scale + 1e-6 * Math.sin(78.233 * i))
        .toArray();
  }

  /** The symmetric probabilities of neighbours, each with a bandwidth of the same perplexity. */
  private static float[][] affinities(double[][] points) {
    int n = points.length;
    double wanted = Math.log(Math.max(1.5, Math.min(PERPLEXITY, (n - 1) / 3.0)));
    double[][] p = new double[n][];
    IntStream.range(0, n).parallel().forEach(i -> p[i] = conditional(points, i, wanted));
    float[][] out = new float[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i][j] = (float) Math.max(1e-12, (p[i][j] + p[j][i]) / (2.0 * n));
      }
    }
    return out;
  }

  private static double[] conditional(double[][] points, int i, double wanted) {
    double[] d = new double[points.length];
    double nearest = Double.POSITIVE_INFINITY;
    double mean = 0;
    for (int j = 0; j < d.length; j++) {
      double sum = 0;
      for (int k = 0; k < points[i].length; k++) {
        double difference = points[i][k] - points[j][k];
        sum += difference * difference;
      }
      d[j] = sum;
      nearest = j == i ? nearest : Math.min(nearest, sum);
      mean += sum / d.length;
    }
    double[] p = new double[d.length];
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double beta = 1 / Math.max(1e-12, mean);
    for (int step = 0; step < 60; step++) {
      double sum = 0;
      double weighted = 0;
      for (int j = 0; j < d.length; j++) {
        p[j] = j == i ? 0 : Math.exp(-beta * (d[j] - nearest));
        sum += p[j];
        weighted += p[j] * beta * (d[j] - nearest);
      }
      double entropy = Math.log(sum) + weighted / sum;
      for (int j = 0; j < d.length; j++) {
        p[j] /= sum;
      }
      if (Math.abs(entropy - wanted) < 1e-5) {
        break;
      }
      if (entropy > wanted) {
        low = beta;
        beta = Double.isInfinite(high) ? 2 * beta : (beta + high) / 2;
      } else {
        high = beta;
        beta = (beta + low) / 2;
      }
    }
    return p;
  }
}
