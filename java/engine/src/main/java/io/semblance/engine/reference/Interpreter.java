package io.semblance.engine.reference;

import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Exact;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.random.Philox;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** What each primitive means, in the plainest loops over double arrays. */
final class Interpreter {
  private Interpreter() {}

  /** The state that leaves read. */
  interface Leaves {
    double[] value(Variable v);

    int row(Attr.Rows rows, int i);

    long counter(Counter c);

    long seed();
  }

  static double[] evaluate(Node n, double[][] in, Leaves state) {
    return switch (n.primitive()) {
      case CONSTANT -> constant(n);
      case VARIABLE -> state.value(n.attr(Attr.Reads.class).variable());
      case RANDOM -> random(n, state);
      case ADD, MUL, DIV, MAX, GREATER, EXP, LOG, SQRT, TANH -> elementwise(n, in);
      case STOP_GRADIENT, RESHAPE -> in[0];
      case BROADCAST -> broadcast(n, in[0]);
      case SUM -> sum(n, in[0]);
      case TRANSPOSE -> transpose(n, in[0]);
      case SLICE -> slice(n, in[0]);
      case CONCAT -> concat(n, in);
      case MATMUL -> matmul(n, in);
      case SEGMENT_SUM, SEGMENT_MAX -> segments(n, in[0]);
      case GATHER -> gather(n, in[0], state);
      case SCATTER_ADD -> scatterAdd(n, in[0], state);
      case LOOKUP -> Codes.lookup(n, in);
      case LOOKUP_ADD -> Codes.lookupAdd(n, in);
      case PICK -> Codes.pick(n, in);
      case PLACE -> Codes.place(n, in);
      case ROWS_LOG_SUM_EXP -> Codes.logSumExp(n, in[0]);
      case CHOOSE -> Codes.choose(n, in);
    };
  }

  private static double[] constant(Node n) {
    if (n.attr() instanceof Attr.Values v) {
      return v.values();
    }
    double[] out = new double[n.shape().size()];
    Arrays.fill(out, n.attr(Attr.Fill.class).value());
    return out;
  }

  private static double[] random(Node n, Leaves state) {
    Attr.Random r = n.attr(Attr.Random.class);
    int cols = n.shape().cols();
    double[] out = new double[n.shape().size()];
    int[] words = new int[4];
    int perBlock = r.distribution().perBlock();
    double[] block = new double[perBlock];
    for (int i = 0; i < out.length; i++) {
      int col = i % cols;
      if (col % perBlock == 0) {
        long row = state.counter(r.counter()) + i / cols;
        Philox.block(state.seed(), r.stream(), row, col / perBlock, words, 0);
        switch (r.distribution()) {
          case UNIFORM -> Arrays.setAll(block, j -> Philox.uniform(words[j]));
          case UNIFORM16 -> Arrays.setAll(block, j -> Philox.uniform16(words[j / 2], j));
          case NORMAL -> {
            Philox.normals(words[0], words[1], block, 0);
            Philox.normals(words[2], words[3], block, 2);
          }
        }
      }
      out[i] = block[col % perBlock];
    }
    return out;
  }

  private static double[] elementwise(Node n, double[][] in) {
    DoubleBinaryOperator f = Exact.of(n.primitive());
    double[] a = in[0];
    double[] b = in[in.length - 1];
    double[] out = new double[a.length];
    Arrays.setAll(out, i -> f.applyAsDouble(a[i], b[i]));
    return out;
  }

  /**
   * Place in an array of {@code from}'s shape that element {@code flat} of {@code to} belongs to.
   */
  private static int project(int flat, Shape to, Shape from) {
    int rest = flat;
    int at = 0;
    int stride = 1;
    for (int axis = to.rank() - 1; axis >= 0; axis--) {
      int i = rest % to.dim(axis);
      rest /= to.dim(axis);
      at += from.dim(axis) == 1 ? 0 : i * stride;
      stride *= from.dim(axis);
    }
    return at;
  }

  private static double[] broadcast(Node n, double[] a) {
    double[] out = new double[n.shape().size()];
    Arrays.setAll(out, i -> a[project(i, n.shape(), n.input(0).shape())]);
    return out;
  }

  private static double[] sum(Node n, double[] a) {
    double[] out = new double[n.shape().size()];
    for (int i = 0; i < a.length; i++) {
      out[project(i, n.input(0).shape(), n.shape())] += a[i];
    }
    return out;
  }

  private static int[] index(int flat, Shape s) {
    int[] index = new int[s.rank()];
    int rest = flat;
    for (int axis = s.rank() - 1; axis >= 0; axis--) {
      index[axis] = rest % s.dim(axis);
      rest /= s.dim(axis);
    }
    return index;
  }

  private static int flat(int[] index, Shape s) {
    int at = 0;
    for (int axis = 0; axis < s.rank(); axis++) {
      at = at * s.dim(axis) + index[axis];
    }
    return at;
  }

  private static double[] transpose(Node n, double[] a) {
    List<Integer> order = n.attr(Attr.Axes.class).axes();
    double[] out = new double[a.length];
    for (int i = 0; i < out.length; i++) {
      int[] to = index(i, n.shape());
      int[] from = new int[to.length];
      for (int axis = 0; axis < to.length; axis++) {
        from[order.get(axis)] = to[axis];
      }
      out[i] = a[flat(from, n.input(0).shape())];
    }
    return out;
  }

  private static double[] slice(Node n, double[] a) {
    Attr.Range r = n.attr(Attr.Range.class);
    double[] out = new double[n.shape().size()];
    for (int i = 0; i < out.length; i++) {
      int[] at = index(i, n.shape());
      at[r.axis()] += r.start();
      out[i] = a[flat(at, n.input(0).shape())];
    }
    return out;
  }

  private static double[] concat(Node n, double[][] in) {
    int axis = n.attr(Attr.Axes.class).axes().get(0);
    double[] out = new double[n.shape().size()];
    int start = 0;
    for (int p = 0; p < in.length; p++) {
      Shape part = n.input(p).shape();
      for (int i = 0; i < in[p].length; i++) {
        int[] at = index(i, part);
        at[axis] += start;
        out[flat(at, n.shape())] = in[p][i];
      }
      start += part.dim(axis);
    }
    return out;
  }

  private static double[] matmul(Node n, double[][] in) {
    Attr.Transposed t = n.attr(Attr.Transposed.class);
    int rows = n.shape().dim(0);
    int cols = n.shape().dim(1);
    int ac = n.input(0).shape().dim(1);
    int bc = n.input(1).shape().dim(1);
    int inner = t.left() ? n.input(0).shape().dim(0) : ac;
    double[] out = new double[rows * cols];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        double s = in.length > 2 ? in[2][i * cols + j] : 0;
        for (int k = 0; k < inner; k++) {
          double x = t.left() ? in[0][k * ac + i] : in[0][i * ac + k];
          double y = t.right() ? in[1][j * bc + k] : in[1][k * bc + j];
          s += x * y;
        }
        out[i * cols + j] = s;
      }
    }
    return out;
  }

  private static double[] segments(Node n, double[] a) {
    int[] bounds = n.attr(Attr.Segments.class).toArray();
    boolean max = n.is(io.semblance.engine.graph.Primitive.SEGMENT_MAX);
    int last = n.shape().dim(-1);
    double[] out = new double[a.length];
    for (int row = 0; row < a.length; row += last) {
      for (int s = 0; s + 1 < bounds.length; s++) {
        double v = max ? Double.NEGATIVE_INFINITY : 0;
        for (int i = row + bounds[s]; i < row + bounds[s + 1]; i++) {
          v = max ? Math.max(v, a[i]) : v + a[i];
        }
        Arrays.fill(out, row + bounds[s], row + bounds[s + 1], v);
      }
    }
    return out;
  }

  private static double[] gather(Node n, double[] table, Leaves state) {
    Attr.Rows r = n.attr(Attr.Rows.class);
    int cols = n.shape().cols();
    double[] out = new double[n.shape().size()];
    for (int i = 0; i < n.shape().rows(); i++) {
      System.arraycopy(table, state.row(r, i) * cols, out, i * cols, cols);
    }
    return out;
  }

  private static double[] scatterAdd(Node n, double[] rows, Leaves state) {
    Attr.Rows r = n.attr(Attr.Rows.class);
    int cols = n.shape().cols();
    double[] out = new double[n.shape().size()];
    for (int i = 0; i < n.input(0).shape().rows(); i++) {
      int at = state.row(r, i) * cols;
      for (int c = 0; c < cols; c++) {
        out[at + c] += rows[i * cols + c];
      }
    }
    return out;
  }
}
