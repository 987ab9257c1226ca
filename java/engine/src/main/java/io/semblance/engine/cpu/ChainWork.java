package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.graph.Primitive;
import java.util.Arrays;

/**
 * Runs a chain piece by piece: every micro-operation on a few hundred elements before the next
 * piece, so that registers stay in the first-level cache.
 */
final class ChainWork implements Work {
  /** Elements of a register: 2 KiB, so that a dozen registers fit the first-level cache. */
  static final int PIECE = 512;

  private final Instruction.Chain chain;
  private final Kernels kernels;
  private final MicroOp[] ops;
  private final float[][] inputs;
  private final float[][] outputs;
  private final float[][] registers;
  private final boolean byRows;

  ChainWork(
      Instruction.Chain chain, Kernels kernels, float[][] inputs, float[][] outputs, int threads) {
    this.chain = chain;
    this.kernels = kernels;
    this.ops = chain.ops().toArray(MicroOp[]::new);
    this.inputs = inputs;
    this.outputs = outputs;
    this.registers = new float[threads][chain.registers() * PIECE];
    this.byRows = chain.needsRows();
  }

  @Override
  public int units(int phase) {
    return byRows ? chain.rows() : (elements() + PIECE - 1) / PIECE;
  }

  @Override
  public boolean shared(int phase) {
    return (long) elements() * ops.length >= WORTH_SHARING;
  }

  private int elements() {
    return chain.rows() * chain.cols();
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    float[] scratch = registers[thread];
    if (!byRows) {
      int end = Math.min(to * PIECE, elements());
      for (int at = from * PIECE; at < end; at += PIECE) {
        piece(0, 0, at, Math.min(PIECE, end - at), scratch);
      }
      return;
    }
    int cols = chain.cols();
    for (int row = from; row < to; row++) {
      for (int col = 0; col < cols; col += PIECE) {
        piece(row, col, row * cols + col, Math.min(PIECE, cols - col), scratch);
      }
    }
  }

  private void piece(int row, int col, int flat, int n, float[] scratch) {
    for (MicroOp op : ops) {
      float[] out =
          op.out().where() == Instruction.Where.OUTPUT ? outputs[op.out().index()] : scratch;
      int at = offset(op.out(), col, flat);
      Arg a = op.a();
      Arg b = op.b();
      float[] av = vector(a, scratch);
      if (b == null) {
        if (av == null) {
          fill(op.op(), scalar(a, row), 0, out, at, n);
        } else {
          kernels.unary(op.op(), av, offset(a, col, flat), out, at, n);
        }
        continue;
      }
      float[] bv = vector(b, scratch);
      if (av == null && bv == null) {
        fill(op.op(), scalar(a, row), scalar(b, row), out, at, n);
      } else if (av == null) {
        kernels.binary(op.op(), scalar(a, row), bv, offset(b, col, flat), out, at, n);
      } else if (bv == null) {
        kernels.binary(op.op(), av, offset(a, col, flat), scalar(b, row), out, at, n);
      } else {
        kernels.binary(op.op(), av, offset(a, col, flat), bv, offset(b, col, flat), out, at, n);
      }
    }
  }

  /** The array that holds the operand, or null if all elements of the piece share one number. */
  private float[] vector(Arg a, float[] scratch) {
    return switch (a.where()) {
      case INPUT, INPUT_ROW -> inputs[a.index()];
      case OUTPUT -> outputs[a.index()];
      case REGISTER -> scratch;
      case INPUT_COLUMN, INPUT_SCALAR, IMMEDIATE -> null;
    };
  }

  private static int offset(Arg a, int col, int flat) {
    return switch (a.where()) {
      case INPUT, OUTPUT -> flat;
      case INPUT_ROW -> col;
      case REGISTER -> a.index() * PIECE;
      case INPUT_COLUMN, INPUT_SCALAR, IMMEDIATE -> 0;
    };
  }

  private float scalar(Arg a, int row) {
    return switch (a.where()) {
      case INPUT_COLUMN -> inputs[a.index()][row];
      case INPUT_SCALAR -> inputs[a.index()][0];
      default -> a.value();
    };
  }

  /**
   * Both operands are single numbers: compute once with the kernels' own arithmetic, then repeat.
   */
  private void fill(Primitive op, float a, float b, float[] out, int at, int n) {
    out[at] = a;
    if (op == Primitive.EXP
        || op == Primitive.LOG
        || op == Primitive.SQRT
        || op == Primitive.TANH) {
      kernels.unary(op, out, at, out, at, 1);
    } else {
      kernels.binary(op, out, at, b, out, at, 1);
    }
    Arrays.fill(out, at + 1, at + n, out[at]);
  }
}
