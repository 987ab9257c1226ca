package io.semblance.engine.graph;

import java.util.function.DoubleBinaryOperator;

/** What the element-wise primitives compute, in double precision: what every backend rounds. */
public final class Exact {
  private Exact() {}

  /**
   * The function of an element-wise primitive. One of one input leaves the second argument alone.
   *
   * @throws IllegalArgumentException if the primitive is not element-wise
   */
  public static DoubleBinaryOperator of(Primitive p) {
    return switch (p) {
      case ADD -> (a, b) -> a + b;
      case MUL -> (a, b) -> a * b;
      case DIV -> (a, b) -> a / b;
      case MAX -> (a, b) -> a > b ? a : b;
      case GREATER -> (a, b) -> a > b ? 1 : 0;
      case EXP -> (a, b) -> Math.exp(a);
      case LOG -> (a, b) -> Math.log(a);
      case SQRT -> (a, b) -> Math.sqrt(a);
      case TANH -> (a, b) -> Math.tanh(a);
      case STOP_GRADIENT -> (a, b) -> a;
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
          throw new IllegalArgumentException(p + " is not element-wise");
    };
  }
}
