package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.compile.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a chain piece by piece: every micro-operation on a few hundred elements before the next
 * piece, so that registers stay in the first-level cache. Where the backend has a compiled loop for
 * the chain, that does whole rows at once, and only what it leaves is done piece by piece.
 *
 * <p>A piece is whole rows while a row is short, else a range of one row. So an operand that is
 * repeated along the rows is the same for every piece of whole rows: it is written out once for a
 * run, and short rows cost no more calls than long ones.
 */
final class ChainWork implements Work {
  /** Elements of a register: 2 KiB, so that a dozen registers fit the first-level cache. */
  static final int PIECE = 512;

  /** In shorter rows, what a loop leaves of each row would cost more than it saves. */
  private static final int LOOP_COLUMNS = 128;

  /** But for rows of whole vectors, where it leaves nothing: two of the widest are enough. */
  private static final int WIDEST_VECTOR = 16;

  /** A repeated operand written out as a register. */
  private record Written(Arg arg, int at) {}

  private final Kernels kernels;
  private final MicroOp[] ops;

  // By index, the operations of one, two and three operands; null where it takes another number.
  private final Operation.Unary[] unary;
  private final Operation.Binary[] binary;
  private final Operation.Ternary[] ternary;

  private final Memory[] inputs;
  private final Memory[] outputs;

  /** For each thread its registers, then the repeated operands written out. */
  private final float[][] scratch;

  private final List<Written> written = new ArrayList<>();

  /** For each operation and operand, where it is written out; -1 if it is read in place. */
  private final int[][] places;

  /** Rows and columns cut into pieces; one long row if no operand is repeated. */
  private final int rows;

  private final int cols;

  /** Rows of a piece, or 0 if a piece is a range of one row. */
  private final int pieceRows;

  /** Null if there is none. */
  private final ChainLoop loop;

  ChainWork(
      Instruction.Chain chain, Kernels kernels, Memory[] inputs, Memory[] outputs, int threads) {
    this.kernels = kernels;
    this.ops = chain.ops().toArray(MicroOp[]::new);
    this.unary = new Operation.Unary[ops.length];
    this.binary = new Operation.Binary[ops.length];
    this.ternary = new Operation.Ternary[ops.length];
    for (int i = 0; i < ops.length; i++) {
      sort(i, ops[i].op());
    }
    this.inputs = inputs;
    this.outputs = outputs;
    boolean flat = !chain.needsRows();
    this.rows = flat ? 1 : chain.rows();
    this.cols = flat ? chain.rows() * chain.cols() : chain.cols();
    this.pieceRows = flat || cols > PIECE ? 0 : PIECE / Math.max(1, cols);
    this.loop = worthLoop(cols) ? ChainLoop.of(chain, kernels, inputs, outputs, threads) : null;
    this.places = new int[ops.length][];
    for (int i = 0; i < ops.length; i++) {
      List<Arg> operands = ops[i].operands();
      boolean ternary = operands.size() == 3;
      places[i] = operands.stream().mapToInt(a -> place(a, ternary, chain.registers())).toArray();
    }
    this.scratch = new float[threads][(chain.registers() + written.size()) * PIECE];
    for (float[] mine : scratch) {
      for (Written w : written) {
        if (w.arg.where() == Where.IMMEDIATE) {
          Arrays.fill(mine, w.at, w.at + PIECE, w.arg.value());
        }
      }
    }
  }

  private void sort(int i, Operation op) {
    op.accept(
        new Operation.Visitor<Operation>() {
          @Override
          public Operation unary(Operation.Unary op) {
            return unary[i] = op;
          }

          @Override
          public Operation binary(Operation.Binary op) {
            return binary[i] = op;
          }

          @Override
          public Operation ternary(Operation.Ternary op) {
            return ternary[i] = op;
          }
        });
  }

  private static boolean worthLoop(int cols) {
    return cols >= LOOP_COLUMNS || cols >= 2 * WIDEST_VECTOR && cols % WIDEST_VECTOR == 0;
  }

  /** Where an operand is written out; operations of three operands take arrays only. */
  private int place(Arg a, boolean ternary, int registers) {
    boolean writeOut =
        switch (a.where()) {
          case INPUT_ROW -> pieceRows > 1;
          case INPUT_COLUMN -> pieceRows > 1 || ternary;
          case INPUT_SCALAR, IMMEDIATE -> ternary;
          case INPUT, REGISTER, OUTPUT -> false;
        };
    if (!writeOut) {
      return -1;
    }
    for (Written w : written) {
      if (w.arg.equals(a)) {
        return w.at;
      }
    }
    Written w = new Written(a, (registers + written.size()) * PIECE);
    written.add(w);
    return w.at;
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
  public int grain(int phase) {
    int operations = (pieceRows == 0 ? PIECE : pieceRows * cols) * ops.length;
    return Math.max(1, 2 * WORTH_SHARING / Math.max(1, operations));
  }

  @Override
  public void begin(int phase, int thread) {
    writeOut(scratch[thread]);
  }

  @Override
  public void run(int phase, int from, int to, int thread) {
    float[] mine = scratch[thread];
    long elements = (long) (to - from) * (pieceRows == 0 ? PIECE : pieceRows * cols);
    if (loop != null && loop.ready(elements)) {
      runLoop(from, to, mine, thread);
      return;
    }
    for (int unit = from; unit < to; unit++) {
      if (pieceRows == 0) {
        int row = unit / piecesOfRow();
        int col = unit % piecesOfRow() * PIECE;
        writeOutColumns(mine, row, 1, Math.min(PIECE, cols));
        piece(row, col, row * cols + col, Math.min(PIECE, cols - col), mine);
      } else {
        int row = unit * pieceRows;
        int count = Math.min(pieceRows, rows - row);
        writeOutColumns(mine, row, count, Math.min(PIECE, cols));
        piece(row, 0, row * cols, count * cols, mine);
      }
    }
  }

  /** The same units, in as long ranges as lie in one row. */
  private void runLoop(int from, int to, float[] mine, int thread) {
    if (pieceRows > 0) {
      int end = Math.min(rows, to * pieceRows);
      for (int row = from * pieceRows; row < end; row++) {
        range(row, 0, cols, mine, thread);
      }
      return;
    }
    int perRow = piecesOfRow();
    for (int unit = from; unit < to; ) {
      int row = unit / perRow;
      int next = Math.min(to, (row + 1) * perRow);
      int end = Math.min(cols, (next - row * perRow) * PIECE);
      range(row, unit % perRow * PIECE, end, mine, thread);
      unit = next;
    }
  }

  private void range(int row, int col, int end, float[] mine, int thread) {
    int flat = row * cols + col;
    int n = end - col;
    int done = loop.run(row, col, flat, n, thread);
    if (done < n) {
      writeOutColumns(mine, row, 1, n - done);
      piece(row, col + done, flat + done, n - done, mine);
    }
  }

  /** Operands that are the same for all pieces. */
  private void writeOut(float[] mine) {
    for (int i = 0; i < written.size(); i++) {
      Written w = written.get(i);
      if (w.arg.where() == Where.INPUT_SCALAR) {
        Memory in = inputs[w.arg.index()];
        Arrays.fill(mine, w.at, w.at + PIECE, in.array()[in.at()]);
      } else if (w.arg.where() == Where.INPUT_ROW) {
        Memory in = inputs[w.arg.index()];
        for (int r = 0; r < pieceRows; r++) {
          System.arraycopy(in.array(), in.at(), mine, w.at + r * cols, cols);
        }
      }
    }
  }

  /** Operands that have one value for a row, from {@code row} on, {@code width} times each. */
  private void writeOutColumns(float[] mine, int row, int count, int width) {
    for (int i = 0; i < written.size(); i++) {
      Written w = written.get(i);
      if (w.arg.where() == Where.INPUT_COLUMN) {
        Memory in = inputs[w.arg.index()];
        for (int r = 0; r < count; r++) {
          int at = w.at + r * width;
          Arrays.fill(mine, at, at + width, in.array()[in.at() + row + r]);
        }
      }
    }
  }

  private void piece(int row, int col, int flat, int n, float[] mine) {
    for (int i = 0; i < ops.length; i++) {
      MicroOp op = ops[i];
      boolean kept = op.out().where() == Where.OUTPUT;
      float[] out = kept ? outputs[op.out().index()].array() : mine;
      int at = kept ? outputs[op.out().index()].at() + flat : op.out().index() * PIECE;
      Arg a = op.a();
      Arg b = op.b();
      Arg c = op.c();
      int[] place = places[i];
      float[] av = vector(a, place[0], mine);
      int ao = offset(a, place[0], col, flat);
      if (unary[i] != null) {
        if (av == null) {
          out[at] = scalar(a, row);
          kernels.unary(unary[i], out, at, out, at, 1);
          Arrays.fill(out, at + 1, at + n, out[at]);
        } else {
          kernels.unary(unary[i], av, ao, out, at, n);
        }
        continue;
      }
      float[] bv = vector(b, place[1], mine);
      int bo = offset(b, place[1], col, flat);
      if (ternary[i] != null) {
        float[] cv = vector(c, place[2], mine);
        kernels.ternary(ternary[i], av, ao, bv, bo, cv, offset(c, place[2], col, flat), out, at, n);
      } else if (av == null && bv == null) {
        // Compute once with the kernels' own arithmetic, then repeat.
        out[at] = scalar(a, row);
        kernels.binary(binary[i], out, at, scalar(b, row), out, at, 1);
        Arrays.fill(out, at + 1, at + n, out[at]);
      } else if (av == null) {
        kernels.binary(binary[i], scalar(a, row), bv, bo, out, at, n);
      } else if (bv == null) {
        kernels.binary(binary[i], av, ao, scalar(b, row), out, at, n);
      } else {
        kernels.binary(binary[i], av, ao, bv, bo, out, at, n);
      }
    }
  }

  /** The array that holds the operand, or null if all elements of the piece share one number. */
  private float[] vector(Arg a, int place, float[] mine) {
    if (place >= 0) {
      return mine;
    }
    return switch (a.where()) {
      case INPUT, INPUT_ROW -> inputs[a.index()].array();
      case OUTPUT -> outputs[a.index()].array();
      case REGISTER -> mine;
      case INPUT_COLUMN, INPUT_SCALAR, IMMEDIATE -> null;
    };
  }

  private int offset(Arg a, int place, int col, int flat) {
    if (place >= 0) {
      return a.where() == Where.INPUT_ROW ? place + col : place;
    }
    return switch (a.where()) {
      case INPUT -> inputs[a.index()].at() + flat;
      case OUTPUT -> outputs[a.index()].at() + flat;
      case INPUT_ROW -> inputs[a.index()].at() + col;
      case REGISTER -> a.index() * PIECE;
      case INPUT_COLUMN, INPUT_SCALAR, IMMEDIATE -> 0;
    };
  }

  private float scalar(Arg a, int row) {
    return switch (a.where()) {
      case INPUT_COLUMN -> inputs[a.index()].array()[inputs[a.index()].at() + row];
      case INPUT_SCALAR -> inputs[a.index()].array()[inputs[a.index()].at()];
      case IMMEDIATE -> a.value();
      case INPUT, INPUT_ROW, REGISTER, OUTPUT ->
          throw new IllegalStateException(a.where() + " is not one number");
    };
  }
}
