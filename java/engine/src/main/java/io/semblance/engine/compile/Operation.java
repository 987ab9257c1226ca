package io.semblance.engine.compile;

import io.semblance.engine.graph.Primitive;
import java.util.ArrayList;
import java.util.List;

/**
 * What a micro-operation of a chain computes from its operands a, b and c: an element-wise
 * primitive, or two of them in one. By how many operands it takes, so that a backend's tables are
 * switches over one of three enumerations, each with a case for all: who adds a constant is told by
 * the compiler where its formula is missing.
 */
public sealed interface Operation {
  /** Of one operand. */
  enum Unary implements Operation {
    EXP,
    LOG,
    SQRT,
    TANH;

    @Override
    public int operands() {
      return 1;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unary(this);
    }
  }

  /** Of two operands. */
  enum Binary implements Operation {
    ADD,
    MUL,
    DIV,
    MAX,
    /** 1 where a is greater than b, else 0. */
    GREATER;

    @Override
    public int operands() {
      return 2;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.binary(this);
    }
  }

  /** Of three operands: two primitives in one. */
  enum Ternary implements Operation {
    /** a b + c, rounded once. */
    MULTIPLY_ADD,
    /** c where a is greater than b, else 0. */
    GATE;

    @Override
    public int operands() {
      return 3;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ternary(this);
    }
  }

  /** All there are. */
  static List<Operation> all() {
    List<Operation> all = new ArrayList<>(List.of(Unary.values()));
    all.addAll(List.of(Binary.values()));
    all.addAll(List.of(Ternary.values()));
    return all;
  }

  /** The constant's name. */
  String name();

  /** How many operands it takes. */
  int operands();

  /** Calls the method of {@code visitor} for this number of operands. */
  <R> R accept(Visitor<R> visitor);

  /** One answer for each number of operands. */
  interface Visitor<R> {
    /** For an operation of one operand. */
    R unary(Unary op);

    /** For an operation of two operands. */
    R binary(Binary op);

    /** For an operation of three operands. */
    R ternary(Ternary op);
  }

  /**
   * The operation that computes an element-wise primitive.
   *
   * @throws IllegalStateException if no operation does: the primitive is not element-wise, or a
   *     pass removes it before
   */
  static Operation of(Primitive p) {
    return switch (p) {
      case ADD -> Binary.ADD;
      case MUL -> Binary.MUL;
      case DIV -> Binary.DIV;
      case MAX -> Binary.MAX;
      case GREATER -> Binary.GREATER;
      case EXP -> Unary.EXP;
      case LOG -> Unary.LOG;
      case SQRT -> Unary.SQRT;
      case TANH -> Unary.TANH;
      case CONSTANT,
          VARIABLE,
          RANDOM,
          STOP_GRADIENT,
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
          throw new IllegalStateException(p + " is no operation of a chain");
    };
  }
}
