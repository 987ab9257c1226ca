package io.semblance.engine.graph;

/**
 * Everything a graph is made of. A new primitive needs a builder in {@link Ops}, and a case in each
 * table over the primitives, of which the compiler names those that lack one: {@link Derivatives},
 * the reference interpreter, the compiler's simplification and lowering, and for an element-wise
 * one {@link Exact} and {@code Operation}, over which each backend has tables of its own, with the
 * device's in {@code native/src/chain.h}. Whatever can be composed from these (softmax, norms,
 * losses, recurrent cells) is composed in {@link Functions} or a layer instead.
 */
public enum Primitive {
  // Leaves.
  /**
   * A constant: one value for all elements ({@link Attr.Fill}) or all values ({@link Attr.Values}).
   */
  CONSTANT,
  /** The value of a {@link Variable} at the start of the program. */
  VARIABLE,
  /** Counter-based random numbers ({@link Attr.Random}). */
  RANDOM,

  // Element-wise, on equal shapes.
  ADD,
  MUL,
  DIV,
  MAX,
  /** 1 where the first is greater than the second, else 0; its derivative is zero. */
  GREATER,
  EXP,
  LOG,
  SQRT,
  TANH,
  /** The identity, through which no derivative flows. */
  STOP_GRADIENT,

  // Shapes.
  /** Extents of 1 are repeated up to the shape of the node; ranks are equal. */
  BROADCAST,
  /** Sum over the axes of {@link Attr.Axes}, whose extents become 1. */
  SUM,
  RESHAPE,
  /** Axes in another order ({@link Attr.Axes}). */
  TRANSPOSE,
  /** A range along one axis ({@link Attr.Range}). */
  SLICE,
  /** Inputs side by side along one axis ({@link Attr.Axes}). */
  CONCAT,

  // Products, segments, rows.
  /**
   * Product of two matrices, each possibly transposed ({@link Attr.Transposed}). The compiler gives
   * some a third input, which the product is added to.
   */
  MATMUL,
  /**
   * Each element becomes the sum of the segment of the last axis it stands in ({@link
   * Attr.Segments}). The operator is symmetric, so it is its own derivative.
   */
  SEGMENT_SUM,
  /** Each element becomes the maximum of its segment. Meant for stable softmax; no derivative. */
  SEGMENT_MAX,
  /** Rows of a table chosen by an {@link IndexVariable} ({@link Attr.Rows}). */
  GATHER,
  /**
   * Rows added into a table of zeros at the places of an {@link IndexVariable}: gather's transpose.
   */
  SCATTER_ADD,

  // Codes: whole numbers from 0 on, one for each column of a batch that lies along the last axis.
  // No derivative flows to them.
  /** Column b of the result is the row of a table that code b names: an embedding. */
  LOOKUP,
  /** Columns added into a table of zeros at the rows that codes name: lookup's transpose. */
  LOOKUP_ADD,
  /**
   * From each segment of the first axis the element that its code names ({@link Attr.Segments}):
   * the score of what was seen.
   */
  PICK,
  /** Elements put into zeros where codes name them: pick's transpose. */
  PLACE,
  /** log(sum of e^x) over each segment of the first axis ({@link Attr.Segments}). */
  ROWS_LOG_SUM_EXP,
  /**
   * A code drawn from the softmax over the first axis by the inverse of its distribution function;
   * no derivative.
   */
  CHOOSE;

  /** Whether element i of the result depends on element i of the inputs alone. */
  public boolean elementwise() {
    return switch (this) {
      case ADD, MUL, DIV, MAX, GREATER, EXP, LOG, SQRT, TANH, STOP_GRADIENT -> true;
      case CONSTANT,
          VARIABLE,
          RANDOM,
          BROADCAST,
          SUM,
          RESHAPE,
          TRANSPOSE,
          SLICE,
          CONCAT,
          MATMUL,
          SEGMENT_SUM,
          SEGMENT_MAX,
          GATHER,
          SCATTER_ADD,
          LOOKUP,
          LOOKUP_ADD,
          PICK,
          PLACE,
          ROWS_LOG_SUM_EXP,
          CHOOSE ->
          false;
    };
  }
}
