package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.graph.Primitive;
import java.util.Arrays;

/**
 * Runs a chain piece by piece: every micro-operation on a few hundred elements before the next
 * piece, so that registers stay in the first-level cache.
 *
 * <p>A piece is whole rows while a row is short, else a range of one row. So an operand that is
 * repeated along the rows is the same for every piece of whole rows: it is written out once for a
 * run, and short rows cost no more calls than long ones.
 */
final class ChainWork implements Work {
  /** Elements of a register: 2 KiB, so that a dozen registers fit the first-level cache. */
  static final int PIECE = 512;

  private final Kernels kernels;
  private final MicroOp[] ops;
  private final Memory[] inputs;
  private final Memory[] outputs;

  /** For each thread its registers, then the repeated inputs written out. */
  private final float[][] scratch;

  /** Where a repeated input stands in the scratch memory; -1 if it is read in place. */
  private final int[] repeatedRow;

  private final int[] repeatedColumn;

  /** Rows and columns cut into pieces; one long row if no operand is repeated. */
  private final int rows;

  private final int cols;

  /** Rows of a piece, or 0 if a piece is a range of one row. */
  private final int pieceRows;

  ChainWork(
      Instruction.Chain chain, Kernels kernels, Memory[] inputs, Memory[] outputs, int threads) {
    this.kernels = kernels;
    this.ops = chain.ops().toArray(MicroOp[]::new);
    this.inputs = inputs;
    this.outputs = outputs;
    this.repeatedRow = new int[inputs.length];
    this.repeatedColumn = new int[inputs.length];
    boolean flat = !chain.needsRows();
    this.rows = flat ? 1 : chain.rows();
    this.cols = flat ? chain.rows() * chain.cols() : chain.cols();
    this.pieceRows = flat || cols > PIECE ? 0 : PIECE / Math.max(1, cols);
    int size = chain.registers() * PIECE;
    Arrays.fill(repeatedRow, -1);
    Arrays.fill(repeatedColumn, -1);
    if (pieceRows > 1) {
      size = placeRepeated(repeatedRow, Where.INPUT_ROW, size);
      size = placeRepeated(repeatedColumn, Where.INPUT_COLUMN, size);
    }
    this.scratch = new float[threads][size];
  }

  private int placeRepeated(int[] places, Where where, int from) {
    int at = from;
    for (MicroOp op : ops) {
      for (Arg a : op.b() == null ? new Arg[] {op.a()} : new Arg[] {op.a(), op.b()}) {
        if (a.where() == where && places[a.index()] < 0) {
          places[a.index()] = at;
          at += PIECE;
        }
      }
    }
    return at;
  }

  @Override
  public int units(int phase) {
    return pieceRows == 0 ? rows * piecesOfRow() : (rows + pieceRows - 1) / pieceRows;
  }

  private int piecesOfRow() {
    return (cols + PIECE - 1) / PIECE;
  }

  @Override
  public boolean shared(int phase) {
    return (long) rows * cols * ops.length >= WORTH_SHARING;
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    float[] mine = scratch[thread];
    if (pieceRows == 0) {
      for (int unit = from; unit < to; unit++) {
        int row = unit / piecesOfRow();
        int col = unit % piecesOfRow() * PIECE;
        piece(row, col, row * cols + col, Math.min(PIECE, cols - col), mine);
      }
      return;
    }
    writeOutRows(mine);
    for (int unit = from; unit < to; unit++) {
      int row = unit * pieceRows;
      int count = Math.min(pieceRows, rows - row);
      writeOutColumns(mine, row, count);
      piece(row, 0, row * cols, count * cols, mine);
    }
  }

  private void writeOutRows(float[] mine) {
    for (int i = 0; i < inputs.length; i++) {
      if (repeatedRow[i] >= 0) {
        for (int r = 0; r < pieceRows; r++) {
          System.arraycopy(
              inputs[i].array(), inputs[i].at(), mine, repeatedRow[i] + r * cols, cols);
        }
      }
    }
  }

  private void writeOutColumns(float[] mine, int row, int count) {
    for (int i = 0; i < inputs.length; i++) {
      if (repeatedColumn[i] >= 0) {
        for (int r = 0; r < count; r++) {
          int at = repeatedColumn[i] + r * cols;
          Arrays.fill(mine, at, at + cols, inputs[i].array()[inputs[i].at() + row + r]);
        }
      }
    }
  }

  private void piece(int row, int col, int flat, int n, float[] mine) {
    for (MicroOp op : ops) {
      Arg c = op.out();
      boolean kept = c.where() == Where.OUTPUT;
      float[] out = kept ? outputs[c.index()].array() : mine;
      int at = kept ? outputs[c.index()].at() + flat : c.index() * PIECE;
      Arg a = op.a();
      Arg b = op.b();
      float[] av = vector(a, mine);
      if (b == null) {
        if (av == null) {
          fill(op.op(), scalar(a, row), 0, out, at, n);
        } else {
          kernels.unary(op.op(), av, offset(a, col, flat), out, at, n);
        }
        continue;
      }
      float[] bv = vector(b, mine);
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
  private float[] vector(Arg a, float[] mine) {
    return switch (a.where()) {
      case INPUT -> inputs[a.index()].array();
      case INPUT_ROW -> repeatedRow[a.index()] >= 0 ? mine : inputs[a.index()].array();
      case INPUT_COLUMN -> repeatedColumn[a.index()] >= 0 ? mine : null;
      case OUTPUT -> outputs[a.index()].array();
      case REGISTER -> mine;
      case INPUT_SCALAR, IMMEDIATE -> null;
    };
  }

  private int offset(Arg a, int col, int flat) {
    return switch (a.where()) {
      case INPUT -> inputs[a.index()].at() + flat;
      case OUTPUT -> outputs[a.index()].at() + flat;
      case INPUT_ROW ->
          repeatedRow[a.index()] >= 0 ? repeatedRow[a.index()] : inputs[a.index()].at() + col;
      case INPUT_COLUMN -> repeatedColumn[a.index()];
      case REGISTER -> a.index() * PIECE;
      case INPUT_SCALAR, IMMEDIATE -> 0;
    };
  }

  private float scalar(Arg a, int row) {
    return switch (a.where()) {
      case INPUT_COLUMN -> inputs[a.index()].array()[inputs[a.index()].at() + row];
      case INPUT_SCALAR -> inputs[a.index()].array()[inputs[a.index()].at()];
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
