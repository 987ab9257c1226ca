package io.semblance.engine.graph;

import java.util.Arrays;
import java.util.List;

/**
 * What a node carries beside its inputs. Records with value equality, so that common subexpressions
 * meet.
 */
public sealed interface Attr {
  /** Nothing. */
  record None() implements Attr {}

  /** All elements equal. */
  record Fill(double value) implements Attr {}

  /** All elements, row-major; compared by content. */
  record Values(double[] values) implements Attr {
    @Override
    public boolean equals(Object o) {
      return o instanceof Values v && Arrays.equals(values, v.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return "Values[" + values.length + "]";
    }
  }

  /** The state a {@link Primitive#VARIABLE} reads. */
  record Reads(Variable variable) implements Attr {}

  /** How random numbers are distributed. */
  enum Distribution {
    /** Uniform on the open interval (0, 1). */
    UNIFORM(4),
    /** Uniform on the 2^16 midpoints of (0, 1): half the work, where coarse numbers will do. */
    UNIFORM16(8),
    /** Normal with mean 0 and variance 1. */
    NORMAL(4);

    private final int perBlock;

    Distribution(int perBlock) {
      this.perBlock = perBlock;
    }

    /** Neighbouring numbers of a row that come from one block of the generator. */
    public int perBlock() {
      return perBlock;
    }
  }

  /**
   * Element j of row i is a function of (session seed, {@code stream}, counter value + i, j) alone.
   */
  record Random(Distribution distribution, int stream, Counter counter) implements Attr {}

  /** Axes, ascending for a sum; a permutation for a transpose; one axis for a concatenation. */
  record Axes(List<Integer> axes) implements Attr {
    public Axes {
      axes = List.copyOf(axes);
    }

    static Axes of(int... axes) {
      return new Axes(Arrays.stream(axes).boxed().toList());
    }
  }

  /** Elements {@code start} to {@code start + length} of {@code axis}. */
  record Range(int axis, int start, int length) implements Attr {}

  /** Whether the left and right factors of a product are taken transposed. */
  record Transposed(boolean left, boolean right) implements Attr {}

  /**
   * Starts of the segments of an axis, ascending from 0, then its extent: of the last axis, or of
   * the first for the primitives that say so.
   */
  record Segments(List<Integer> bounds) implements Attr {
    public Segments {
      bounds = List.copyOf(bounds);
    }

    public int[] toArray() {
      return bounds.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /**
   * Row i stands at place {@code index[(counter + i) mod length]} of the table; {@code counter} may
   * be null for zero.
   */
  record Rows(IndexVariable index, Counter counter) implements Attr {}
}
