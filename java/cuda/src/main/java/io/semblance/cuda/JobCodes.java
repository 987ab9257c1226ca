package io.semblance.cuda;

import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.compile.Operation;
import io.semblance.engine.graph.Attr.Distribution;

/**
 * The numbers that {@link JobWriter} and the kernels agree on, by the names that {@code
 * native/src/jobs.h} gives them. A test reads that file and compares, so that neither side can
 * change alone; and who adds a constant to one of these enumerations is told here by the compiler.
 */
final class JobCodes {
  // enum JobKind
  static final int CHAIN = 0;
  static final int PRODUCT_SMALL = 1;
  static final int PRODUCT_LARGE = 2;
  static final int REDUCE = 3;
  static final int SEGMENT = 4;
  static final int COPY = 5;
  static final int STRIDE = 6;
  static final int GATHER = 7;
  static final int SCATTER = 8;
  static final int RANDOM = 9;
  static final int ADVANCE = 10;
  static final int PRODUCT_TINY = 11;
  static final int LOOKUP = 12;
  static final int LOOKUP_ADD = 13;
  static final int PICK = 14;
  static final int PLACE = 15;
  static final int LOG_SUM_EXP = 16;
  static final int CHOOSE = 17;

  // enum Flag, and the code of a load
  static final int LOAD = 255;
  static final int CONSTANT_A = 1 << 8;
  static final int CONSTANT_B = 1 << 9;
  static final int CONSTANT_C = 1 << 10;
  static final int AWAITS = 1 << 11;
  static final int AT_ONCE = 1 << 12;

  private static final Operation.Visitor<Integer> OPERATIONS =
      new Operation.Visitor<>() {
        @Override
        public Integer unary(Operation.Unary op) {
          return switch (op) {
            case EXP -> 5;
            case LOG -> 6;
            case SQRT -> 7;
            case TANH -> 8;
          };
        }

        @Override
        public Integer binary(Operation.Binary op) {
          return switch (op) {
            case ADD -> 0;
            case MUL -> 1;
            case DIV -> 2;
            case MAX -> 3;
            case GREATER -> 4;
          };
        }

        @Override
        public Integer ternary(Operation.Ternary op) {
          return switch (op) {
            case MULTIPLY_ADD -> 9;
            case GATE -> 10;
          };
        }
      };

  private JobCodes() {}

  /** {@code enum Operation}. */
  static int of(Operation op) {
    return op.accept(OPERATIONS);
  }

  /**
   * {@code enum Source}: what a thread loads for its element.
   *
   * @throws IllegalArgumentException if the operand is not in an input's memory
   */
  static int of(Where where) {
    return switch (where) {
      case INPUT -> 0;
      case INPUT_ROW -> 1;
      case INPUT_COLUMN -> 2;
      case INPUT_SCALAR -> 3;
      case IMMEDIATE, REGISTER, OUTPUT ->
          throw new IllegalArgumentException(where + " is not loaded");
    };
  }

  /** {@code enum Distribution}. */
  static int of(Distribution distribution) {
    return switch (distribution) {
      case UNIFORM -> 0;
      case UNIFORM16 -> 1;
      case NORMAL -> 2;
    };
  }
}
