package io.semblance.engine.reference;

import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Node;

/** The primitives that take codes, or draw them, in the plainest loops over double arrays. */
final class Codes {
  private Codes() {}

  /** A code as a place among {@code count}. */
  private static int at(double code, int count) {
    return (int) Math.max(0, Math.min(count - 1, code));
  }

  static double[] lookup(Node n, double[][] in) {
    int rows = n.input(0).shape().dim(0);
    int width = n.shape().dim(0);
    int columns = n.shape().dim(1);
    double[] out = new double[width * columns];
    for (int j = 0; j < width; j++) {
      for (int b = 0; b < columns; b++) {
        out[j * columns + b] = in[0][at(in[1][b], rows) * width + j];
      }
    }
    return out;
  }

  static double[] lookupAdd(Node n, double[][] in) {
    int rows = n.shape().dim(0);
    int width = n.shape().dim(1);
    int columns = n.input(0).shape().dim(1);
    double[] out = new double[rows * width];
    for (int b = 0; b < columns; b++) {
      for (int j = 0; j < width; j++) {
        out[at(in[1][b], rows) * width + j] += in[0][j * columns + b];
      }
    }
    return out;
  }

  static double[] pick(Node n, double[][] in) {
    int[] bounds = n.attr(Attr.Segments.class).toArray();
    int columns = n.shape().dim(1);
    double[] out = new double[n.shape().size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = in[0][place(bounds, i, in[1][i], columns)];
    }
    return out;
  }

  static double[] place(Node n, double[][] in) {
    int[] bounds = n.attr(Attr.Segments.class).toArray();
    int columns = n.shape().dim(1);
    double[] out = new double[n.shape().size()];
    for (int i = 0; i < in[0].length; i++) {
      out[place(bounds, i, in[1][i], columns)] = in[0][i];
    }
    return out;
  }

  /** The element that the code of element {@code i} of [segments, columns] names. */
  private static int place(int[] bounds, int i, double code, int columns) {
    int segment = i / columns;
    int row = bounds[segment] + at(code, bounds[segment + 1] - bounds[segment]);
    return row * columns + i % columns;
  }

  static double[] logSumExp(Node n, double[] x) {
    int[] bounds = n.attr(Attr.Segments.class).toArray();
    int columns = n.shape().dim(1);
    double[] out = new double[n.shape().size()];
    for (int i = 0; i < out.length; i++) {
      int from = bounds[i / columns];
      int to = bounds[i / columns + 1];
      double most = Double.NEGATIVE_INFINITY;
      for (int row = from; row < to; row++) {
        most = Math.max(most, x[row * columns + i % columns]);
      }
      double sum = 0;
      for (int row = from; row < to; row++) {
        sum += Math.exp(x[row * columns + i % columns] - most);
      }
      out[i] = most + Math.log(sum);
    }
    return out;
  }

  static double[] choose(Node n, double[][] in) {
    int states = n.input(0).shape().dim(0);
    int columns = n.shape().dim(1);
    double[] out = new double[columns];
    for (int b = 0; b < columns; b++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < states; k++) {
        most = Math.max(most, in[0][k * columns + b]);
      }
      double[] weights = new double[states];
      double total = 0;
      for (int k = 0; k < states; k++) {
        weights[k] = Math.exp(in[0][k * columns + b] - most);
        total += weights[k];
      }
      double sum = 0;
      int chosen = 0;
      int last = 0;
      for (int k = 0; k < states; k++) {
        sum += weights[k];
        chosen += sum <= in[1][b] * total ? 1 : 0;
        last = weights[k] > 0 ? k : last;
      }
      out[b] = Math.min(chosen, last);
    }
    return out;
  }
}
