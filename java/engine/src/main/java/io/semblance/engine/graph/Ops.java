package io.semblance.engine.graph;

import io.semblance.engine.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builders of the primitives, with their shape rules. Element-wise operations broadcast as NumPy
 * does: shapes are aligned at their last axis, and an extent of 1 or a missing axis is repeated.
 */
public final class Ops {
  private static final Attr NONE = new Attr.None();

  private Ops() {}

  // ---- leaves

  /** All elements of {@code shape} equal {@code value}. */
  public static Node fill(Shape shape, double value) {
    return node(Primitive.CONSTANT, shape, new Attr.Fill(value));
  }

  /** A scalar constant. */
  public static Node constant(double value) {
    return fill(Shape.scalar(), value);
  }

  /** A constant array, row-major. */
  public static Node constant(Shape shape, double... values) {
    if (values.length != shape.size()) {
      throw new EngineException(values.length + " values do not fill shape " + shape);
    }
    return node(Primitive.CONSTANT, shape, new Attr.Values(values.clone()));
  }

  /** Uniform numbers on (0, 1); see {@link Attr.Random} for what they depend on. */
  public static Node uniform(Shape shape, int stream, Counter counter) {
    return node(
        Primitive.RANDOM, shape, new Attr.Random(Attr.Distribution.UNIFORM, stream, counter));
  }

  /** Uniform numbers of 16 random bits: (h + .5) / 2^16 for h from 0 to 2^16 - 1. */
  public static Node uniform16(Shape shape, int stream, Counter counter) {
    return node(
        Primitive.RANDOM, shape, new Attr.Random(Attr.Distribution.UNIFORM16, stream, counter));
  }

  /** Standard normal numbers; see {@link Attr.Random} for what they depend on. */
  public static Node normal(Shape shape, int stream, Counter counter) {
    return node(
        Primitive.RANDOM, shape, new Attr.Random(Attr.Distribution.NORMAL, stream, counter));
  }

  // ---- element-wise

  /** a + b; shapes broadcast. */
  public static Node add(Node a, Node b) {
    return binary(Primitive.ADD, a, b);
  }

  /** a + b, of the shape of {@code a}. */
  public static Node add(Node a, double b) {
    return add(a, fill(a.shape(), b));
  }

  /** a - b; shapes broadcast. */
  public static Node sub(Node a, Node b) {
    return add(a, neg(b));
  }

  /** a - b, of the shape of {@code a}. */
  public static Node sub(Node a, double b) {
    return add(a, -b);
  }

  /** -a. */
  public static Node neg(Node a) {
    return mul(a, -1);
  }

  /** a b, element by element; shapes broadcast. */
  public static Node mul(Node a, Node b) {
    return binary(Primitive.MUL, a, b);
  }

  /** a b, of the shape of {@code a}. */
  public static Node mul(Node a, double b) {
    return mul(a, fill(a.shape(), b));
  }

  /** a / b, element by element; shapes broadcast. */
  public static Node div(Node a, Node b) {
    return binary(Primitive.DIV, a, b);
  }

  /** a / b, computed as a product with 1 / b. */
  public static Node div(Node a, double b) {
    return mul(a, 1 / b);
  }

  /** The greater of a and b; shapes broadcast. Where they are equal the derivative goes to b. */
  public static Node max(Node a, Node b) {
    return binary(Primitive.MAX, a, b);
  }

  /** The greater of a and b, of the shape of {@code a}. */
  public static Node max(Node a, double b) {
    return max(a, fill(a.shape(), b));
  }

  /** 1 where {@code a > b}, else 0. */
  public static Node greater(Node a, Node b) {
    return binary(Primitive.GREATER, a, b);
  }

  /** 1 where {@code a > b}, else 0, of the shape of {@code a}. */
  public static Node greater(Node a, double b) {
    return greater(a, fill(a.shape(), b));
  }

  /** e^a. */
  public static Node exp(Node a) {
    return unary(Primitive.EXP, a);
  }

  /** The natural logarithm. */
  public static Node log(Node a) {
    return unary(Primitive.LOG, a);
  }

  /** The square root; its derivative at 0 is infinite. */
  public static Node sqrt(Node a) {
    return unary(Primitive.SQRT, a);
  }

  /** The hyperbolic tangent. */
  public static Node tanh(Node a) {
    return unary(Primitive.TANH, a);
  }

  /** The value of {@code a}, treated as a constant by derivatives. */
  public static Node stopGradient(Node a) {
    return unary(Primitive.STOP_GRADIENT, a);
  }

  /**
   * Any element-wise primitive: for graph rewriting.
   *
   * @param inputs as many as the primitive takes; they broadcast
   * @throws EngineException if the primitive is not element-wise
   */
  public static Node elementwise(Primitive p, List<Node> inputs) {
    if (!p.elementwise()) {
      throw new EngineException(p + " is not element-wise");
    }
    return inputs.size() == 1 ? unary(p, inputs.get(0)) : binary(p, inputs.get(0), inputs.get(1));
  }

  // ---- shapes

  /** {@code a} repeated to {@code shape} by NumPy's rules. */
  public static Node broadcast(Node a, Shape shape) {
    if (a.shape().equals(shape)) {
      return a;
    }
    if (a.attr() instanceof Attr.Fill f) {
      checkBroadcast(a.shape(), shape);
      return fill(shape, f.value());
    }
    checkBroadcast(a.shape(), shape);
    Node aligned = a;
    if (a.shape().rank() < shape.rank()) {
      int[] dims = new int[shape.rank()];
      int missing = shape.rank() - a.shape().rank();
      Arrays.fill(dims, 0, missing, 1);
      System.arraycopy(a.shape().dims(), 0, dims, missing, a.shape().rank());
      aligned = reshape(a, Shape.of(dims));
    }
    return aligned.shape().equals(shape)
        ? aligned
        : node(Primitive.BROADCAST, shape, NONE, aligned);
  }

  /**
   * Sum over {@code axes}, whose extents become 1; over all elements, to a scalar, without axes.
   */
  public static Node sum(Node a, int... axes) {
    if (axes.length == 0) {
      return sum(reshape(a, Shape.of(a.shape().size())), 0, Shape.scalar());
    }
    int[] sorted = Arrays.stream(axes).map(a.shape()::axis).distinct().sorted().toArray();
    Shape shape = a.shape();
    boolean any = false;
    for (int axis : sorted) {
      any |= shape.dim(axis) != 1;
      shape = shape.with(axis, 1);
    }
    return any ? node(Primitive.SUM, shape, Attr.Axes.of(sorted), a) : a;
  }

  private static Node sum(Node flat, int axis, Shape result) {
    return reshape(sum(flat, axis), result);
  }

  /**
   * The elements of {@code a} in their row-major order under another shape of equal size.
   *
   * @throws EngineException if the sizes differ
   */
  public static Node reshape(Node a, Shape shape) {
    if (a.shape().equals(shape)) {
      return a;
    }
    if (a.shape().size() != shape.size()) {
      throw new EngineException("Cannot reshape " + a.shape() + " to " + shape);
    }
    return node(Primitive.RESHAPE, shape, NONE, a);
  }

  /** Axis i of the result is axis {@code order[i]} of {@code a}. */
  public static Node transpose(Node a, int... order) {
    if (order.length != a.shape().rank()
        || Arrays.stream(order).map(a.shape()::axis).distinct().count() != order.length) {
      throw new EngineException(
          Arrays.toString(order) + " does not order the axes of " + a.shape());
    }
    int[] dims = Arrays.stream(order).map(a.shape()::dim).toArray();
    return node(Primitive.TRANSPOSE, Shape.of(dims), Attr.Axes.of(order), a);
  }

  /** A matrix transposed. */
  public static Node transpose(Node a) {
    return transpose(a, 1, 0);
  }

  /** Elements {@code start} to {@code start + length} along {@code axis}. */
  public static Node slice(Node a, int axis, int start, int length) {
    int ax = a.shape().axis(axis);
    if (start < 0 || length < 0 || start + length > a.shape().dim(ax)) {
      throw new EngineException(
          "Slice ["
              + start
              + ", "
              + (start + length)
              + ") is outside axis "
              + ax
              + " of "
              + a.shape());
    }
    if (length == a.shape().dim(ax)) {
      return a;
    }
    return node(Primitive.SLICE, a.shape().with(ax, length), new Attr.Range(ax, start, length), a);
  }

  /**
   * Parts side by side along {@code axis}; their other extents are equal. Empty parts are left out.
   */
  public static Node concat(int axis, List<Node> parts) {
    if (parts.isEmpty()) {
      throw new EngineException("Nothing to concatenate");
    }
    int ax = parts.get(0).shape().axis(axis);
    int extent = 0;
    List<Node> full = new ArrayList<>();
    for (Node p : parts) {
      if (!p.shape().with(ax, 0).equals(parts.get(0).shape().with(ax, 0))) {
        throw new EngineException(
            "Cannot concatenate "
                + parts.get(0).shape()
                + " and "
                + p.shape()
                + " along axis "
                + ax);
      }
      extent += p.shape().dim(ax);
      if (p.shape().dim(ax) > 0) {
        full.add(p);
      }
    }
    if (full.size() == 1) {
      return full.get(0);
    }
    Shape shape = parts.get(0).shape().with(ax, extent);
    if (full.isEmpty()) {
      return fill(shape, 0);
    }
    return node(Primitive.CONCAT, shape, Attr.Axes.of(ax), full.toArray(new Node[0]));
  }

  /** The same for parts given one by one. */
  public static Node concat(int axis, Node... parts) {
    return concat(axis, List.of(parts));
  }

  // ---- products, segments, rows

  /** The product of [m, k] and [k, n], which is [m, n]. */
  public static Node matmul(Node a, Node b) {
    return matmul(a, false, b, false);
  }

  /** {@code op(a) op(b)} of two matrices, where op transposes if the flag beside it is set. */
  public static Node matmul(Node a, boolean transposeA, Node b, boolean transposeB) {
    if (a.shape().rank() != 2 || b.shape().rank() != 2) {
      throw new EngineException("A product takes matrices, not " + a.shape() + " x " + b.shape());
    }
    int m = a.shape().dim(transposeA ? 1 : 0);
    int k = a.shape().dim(transposeA ? 0 : 1);
    int kb = b.shape().dim(transposeB ? 1 : 0);
    int n = b.shape().dim(transposeB ? 0 : 1);
    if (k != kb) {
      throw new EngineException(
          "Inner extents differ: "
              + a.shape()
              + (transposeA ? "^T" : "")
              + " x "
              + b.shape()
              + (transposeB ? "^T" : ""));
    }
    return node(
        Primitive.MATMUL, Shape.of(m, n), new Attr.Transposed(transposeA, transposeB), a, b);
  }

  /** Every element replaced by the sum over its segment; see {@link Primitive#SEGMENT_SUM}. */
  public static Node segmentSum(Node a, List<Integer> bounds) {
    return node(Primitive.SEGMENT_SUM, a.shape(), segments(a, -1, bounds), a);
  }

  /** Every element replaced by the maximum of its segment, as a constant to derivatives. */
  public static Node segmentMax(Node a, List<Integer> bounds) {
    return node(Primitive.SEGMENT_MAX, a.shape(), segments(a, -1, bounds), a);
  }

  private static Attr segments(Node a, int axis, List<Integer> bounds) {
    boolean sound =
        a.shape().rank() > 0
            && bounds.size() > 1
            && bounds.get(0) == 0
            && bounds.get(bounds.size() - 1) == a.shape().dim(axis);
    for (int i = 1; sound && i < bounds.size(); i++) {
      sound = bounds.get(i) > bounds.get(i - 1);
    }
    if (!sound) {
      throw new EngineException(
          "Bounds "
              + bounds
              + " do not cut the "
              + (axis == 0 ? "first" : "last")
              + " axis of "
              + a.shape());
    }
    return new Attr.Segments(bounds);
  }

  /** {@code rows} rows of the matrix {@code table}; see {@link Attr.Rows}. */
  public static Node gather(Node table, IndexVariable index, Counter counter, int rows) {
    if (table.shape().rank() != 2) {
      throw new EngineException("Rows are gathered from a matrix, not " + table.shape());
    }
    return node(
        Primitive.GATHER, table.shape().with(0, rows), new Attr.Rows(index, counter), table);
  }

  /** Rows of {@code rows} added at their places into {@code tableRows} rows of zeros. */
  public static Node scatterAdd(Node rows, IndexVariable index, Counter counter, int tableRows) {
    return node(
        Primitive.SCATTER_ADD,
        rows.shape().with(0, tableRows),
        new Attr.Rows(index, counter),
        rows);
  }

  // ---- codes

  /**
   * Embeddings: column b is row {@code codes[b]} of the table.
   *
   * @param table [rows, width]
   * @param codes [1, n], whole numbers; what lies outside of the table counts as its nearest row
   * @return [width, n]
   */
  public static Node lookup(Node table, Node codes) {
    checkCodes(codes, 1, codes.shape().dim(-1));
    checkMatrix(table);
    Shape shape = Shape.of(table.shape().dim(1), codes.shape().dim(1));
    return node(Primitive.LOOKUP, shape, NONE, table, codes);
  }

  /**
   * Columns added up in the rows of a table that their codes name.
   *
   * @param columns [width, n]
   * @param codes [1, n]
   * @return [tableRows, width]
   */
  public static Node lookupAdd(Node columns, Node codes, int tableRows) {
    checkMatrix(columns);
    checkCodes(codes, 1, columns.shape().dim(1));
    Shape shape = Shape.of(tableRows, columns.shape().dim(0));
    return node(Primitive.LOOKUP_ADD, shape, NONE, columns, codes);
  }

  /**
   * Of each segment the element that its code names.
   *
   * @param x [rows, n]
   * @param codes [segments, n], whole numbers counted from the start of the segment
   * @param bounds of the first axis of {@code x}, as in {@link Attr.Segments}
   * @return [segments, n]
   */
  public static Node pick(Node x, Node codes, List<Integer> bounds) {
    Attr segments = rowSegments(x, bounds);
    checkCodes(codes, bounds.size() - 1, x.shape().dim(1));
    return node(Primitive.PICK, codes.shape(), segments, x, codes);
  }

  /**
   * One element in each segment, where its code says, and zeros.
   *
   * @param values [segments, n]
   * @param codes [segments, n]
   * @return [rows, n], the rows being the last of the bounds
   */
  public static Node place(Node values, Node codes, List<Integer> bounds) {
    checkMatrix(values);
    checkCodes(codes, values.shape().dim(0), values.shape().dim(1));
    Shape shape = Shape.of(bounds.get(bounds.size() - 1), values.shape().dim(1));
    Attr segments = rowSegments(fill(shape, 0), bounds);
    if (bounds.size() - 1 != values.shape().dim(0)) {
      throw new EngineException(
          values.shape() + " holds no element for each of " + (bounds.size() - 1) + " segments");
    }
    return node(Primitive.PLACE, shape, segments, values, codes);
  }

  /**
   * log(sum of e^x) over each segment of the first axis, stable for large |x|.
   *
   * @param x [rows, n]
   * @return [segments, n]
   */
  public static Node rowsLogSumExp(Node x, List<Integer> bounds) {
    Attr segments = rowSegments(x, bounds);
    return node(Primitive.ROWS_LOG_SUM_EXP, x.shape().with(0, bounds.size() - 1), segments, x);
  }

  /**
   * Draws codes: the least k at which the softmaxes of rows 0 to k of a column add up to more than
   * u. A row whose score is minus infinity is never drawn unless all are.
   *
   * @param scores [states, n]
   * @param uniform u, [1, n] in (0, 1)
   * @return [1, n], whole numbers
   */
  public static Node choose(Node scores, Node uniform) {
    checkMatrix(scores);
    checkCodes(uniform, 1, scores.shape().dim(1));
    return node(Primitive.CHOOSE, uniform.shape(), NONE, scores, uniform);
  }

  private static void checkMatrix(Node a) {
    if (a.shape().rank() != 2) {
      throw new EngineException("A matrix is needed, not " + a.shape());
    }
  }

  private static void checkCodes(Node codes, int segments, int columns) {
    if (!codes.shape().equals(Shape.of(segments, columns))) {
      throw new EngineException(
          "Codes of shape " + Shape.of(segments, columns) + " are needed, not " + codes.shape());
    }
  }

  private static Attr rowSegments(Node a, List<Integer> bounds) {
    checkMatrix(a);
    return segments(a, 0, bounds);
  }

  // ---- helpers

  private static Node unary(Primitive p, Node a) {
    return node(p, a.shape(), NONE, a);
  }

  private static Node binary(Primitive p, Node a, Node b) {
    Shape shape = a.shape().equals(b.shape()) ? a.shape() : common(a.shape(), b.shape());
    return node(p, shape, NONE, broadcast(a, shape), broadcast(b, shape));
  }

  private static Node node(Primitive p, Shape shape, Attr attr, Node... inputs) {
    return new Node(p, shape, attr, List.of(inputs));
  }

  private static Shape common(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    int[] dims = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int da = i <= a.rank() ? a.dim(-i) : 1;
      int db = i <= b.rank() ? b.dim(-i) : 1;
      if (da != db && da != 1 && db != 1) {
        throw new EngineException("Shapes " + a + " and " + b + " do not broadcast together");
      }
      dims[rank - i] = da == 1 ? db : da;
    }
    return Shape.of(dims);
  }

  private static void checkBroadcast(Shape from, Shape to) {
    if (from.rank() > to.rank() || !common(from, to).equals(to)) {
      throw new EngineException("Shape " + from + " does not broadcast to " + to);
    }
  }
}
