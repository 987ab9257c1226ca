package io.semblance.engine.graph;

import io.semblance.engine.EngineException;
import java.util.Arrays;

/** The extents of a dense row-major array. Immutable; rank 0 is a scalar. */
public final class Shape {
  private static final Shape SCALAR = new Shape(new int[0]);

  private final int[] dims;
  private final int size;

  private Shape(int[] dims) {
    long product = 1;
    for (int d : dims) {
      if (d < 0) {
        throw new EngineException("A shape has no negative extent: " + Arrays.toString(dims));
      }
      product *= d;
      if (product > Integer.MAX_VALUE - 8) {
        throw new EngineException(
            "Shape " + Arrays.toString(dims) + " has more elements than a Java array holds");
      }
    }
    this.dims = dims;
    this.size = (int) product;
  }

  /** A shape with these extents, none of them negative. */
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /** The shape without axes, of one element. */
  public static Shape scalar() {
    return SCALAR;
  }

  /** The number of axes. */
  public int rank() {
    return dims.length;
  }

  /** Number of elements. */
  public int size() {
    return size;
  }

  /** Extent of {@code axis}; a negative axis counts from the end. */
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /** {@code axis} as a number from 0; a negative one counts from the end. */
  public int axis(int axis) {
    int a = axis < 0 ? axis + dims.length : axis;
    if (a < 0 || a >= dims.length) {
      throw new EngineException("Axis " + axis + " is outside shape " + this);
    }
    return a;
  }

  /** The extents, copied. */
  public int[] dims() {
    return dims.clone();
  }

  /** This shape with the extent of one axis replaced. */
  public Shape with(int axis, int extent) {
    int[] d = dims.clone();
    d[axis(axis)] = extent;
    return of(d);
  }

  /** Product of the extents from {@code from} (inclusive) to {@code to} (exclusive). */
  public int product(int from, int to) {
    int p = 1;
    for (int i = from; i < to; i++) {
      p *= dims[i];
    }
    return p;
  }

  /** The first extent, or 1 for a scalar: what the CPU kernels call rows. */
  public int rows() {
    return dims.length == 0 ? 1 : dims[0];
  }

  /** Elements in one row: the product of all extents but the first. */
  public int cols() {
    return dims.length == 0 ? 1 : product(1, dims.length);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Shape s && Arrays.equals(dims, s.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
