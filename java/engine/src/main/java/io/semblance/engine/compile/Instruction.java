package io.semblance.engine.compile;

import io.semblance.engine.graph.Attr;
import java.util.List;

/** What a backend executes: one operation on buffers of 32-bit floats, row-major and dense. */
public sealed interface Instruction {
  /** Buffers read. */
  List<Buffer> reads();

  /** Buffers written, wholly. */
  List<Buffer> writes();

  /** Calls the method of {@code visitor} for this kind of instruction. */
  <R> R accept(Visitor<R> visitor);

  /**
   * One answer for each kind of instruction: whoever treats them apart implements this, so that a
   * new kind does not compile until it is known everywhere.
   */
  interface Visitor<R> {
    R product(Product p);

    R chain(Chain c);

    R reduce(Reduce r);

    R segment(Segment s);

    R copy(Copy c);

    R stride(Stride s);

    R rows(Rows r);

    R random(Random r);

    R lookup(Lookup l);

    R pick(Pick p);

    R logSumExp(LogSumExp l);

    R choose(Choose c);
  }

  /**
   * out[m, n] = op(a) op(b), the inner extent being k; or, if {@code accumulate}, out[m, n] +=
   * op(a) op(b).
   */
  record Product(
      Buffer a,
      boolean transposeA,
      Buffer b,
      boolean transposeB,
      Buffer out,
      int m,
      int n,
      int k,
      boolean accumulate)
      implements Instruction {
    @Override
    public List<Buffer> reads() {
      return List.of(a, b);
    }

    @Override
    public List<Buffer> writes() {
      return List.of(out);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.product(this);
    }
  }

  /**
   * Element-wise work on a [rows, cols] view, done piece by piece so that intermediate results stay
   * in registers of a few hundred elements and never reach memory.
   */
  record Chain(
      int rows,
      int cols,
      List<Buffer> inputs,
      List<MicroOp> ops,
      List<Buffer> outputs,
      int registers)
      implements Instruction {
    @Override
    public List<Buffer> reads() {
      return inputs;
    }

    @Override
    public List<Buffer> writes() {
      return outputs;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.chain(this);
    }

    /** Whether any operand is repeated along rows or columns, so that the view must be kept. */
    public boolean needsRows() {
      return ops.stream().flatMap(o -> o.operands().stream()).anyMatch(Arg::followsRows);
    }
  }

  /** One element-wise operation of a chain; operands that it does not take are null. */
  record MicroOp(Operation op, Arg a, Arg b, Arg c, Arg out) {
    public MicroOp {
      int given = c != null ? 3 : b != null ? 2 : 1;
      if (given != op.operands()) {
        throw new IllegalArgumentException(
            op + " takes " + op.operands() + " operands, not " + given);
      }
    }

    /** The operands that it takes. */
    public List<Arg> operands() {
      return c != null ? List.of(a, b, c) : b != null ? List.of(a, b) : List.of(a);
    }
  }

  /** Where an operand of a micro-operation is. */
  enum Where {
    /** Element (r, c) of input {@code index}. */
    INPUT,
    /** Element c of input {@code index}. */
    INPUT_ROW,
    /** Element r of input {@code index}. */
    INPUT_COLUMN,
    /** Element 0 of input {@code index}. */
    INPUT_SCALAR,
    /** The constant {@code value}. */
    IMMEDIATE,
    /** Register {@code index} of the chain. */
    REGISTER,
    /** Element (r, c) of output {@code index}. */
    OUTPUT
  }

  /** An operand or result of a micro-operation. */
  record Arg(Where where, int index, float value) {
    boolean followsRows() {
      return where == Where.INPUT_ROW || where == Where.INPUT_COLUMN;
    }
  }

  /** out[outer, inner] = sum over the middle axis of in[outer, middle, inner]. */
  record Reduce(Buffer in, int outer, int middle, int inner, Buffer out) implements Instruction {
    @Override
    public List<Buffer> reads() {
      return List.of(in);
    }

    @Override
    public List<Buffer> writes() {
      return List.of(out);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reduce(this);
    }
  }

  /** Sum or maximum of segments of each row, repeated over the segment. */
  record Segment(Buffer in, boolean max, int rows, int cols, int[] bounds, Buffer out)
      implements Instruction {
    @Override
    public List<Buffer> reads() {
      return List.of(in);
    }

    @Override
    public List<Buffer> writes() {
      return List.of(out);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.segment(this);
    }
  }

  /** {@code count} runs of {@code length} elements copied between two strided places. */
  record Copy(
      Buffer in,
      int inStart,
      int inStride,
      Buffer out,
      int outStart,
      int outStride,
      int count,
      int length)
      implements Instruction {
    @Override
    public List<Buffer> reads() {
      return List.of(in);
    }

    @Override
    public List<Buffer> writes() {
      return List.of(out);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.copy(this);
    }
  }

  /**
   * out[i0, i1, ...] = in[sum of i_d * strides_d]: broadcasting (stride 0) and transposing in
   * memory, where they could not be folded into their users.
   */
  record Stride(Buffer in, int[] extents, int[] strides, Buffer out) implements Instruction {
    @Override
    public List<Buffer> reads() {
      return List.of(in);
    }

    @Override
    public List<Buffer> writes() {
      return List.of(out);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stride(this);
    }
  }

  /** Rows of a table; {@code scatter} adds rows into zeros instead. */
  record Rows(
      Buffer in, Attr.Rows rows, boolean scatter, int count, int cols, int tableRows, Buffer out)
      implements Instruction {
    @Override
    public List<Buffer> reads() {
      return List.of(in);
    }

    @Override
    public List<Buffer> writes() {
      return List.of(out);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.rows(this);
    }
  }

  /** Random numbers; see {@link Attr.Random}. */
  record Random(Attr.Random random, int rows, int cols, Buffer out) implements Instruction {
    @Override
    public List<Buffer> reads() {
      return List.of();
    }

    @Override
    public List<Buffer> writes() {
      return List.of(out);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.random(this);
    }
  }

  /** out[j, b] = in[codes[b], j]; {@code add} adds columns into a table of zeros instead. */
  record Lookup(Buffer in, Buffer codes, boolean add, int rows, int width, int columns, Buffer out)
      implements Instruction {
    @Override
    public List<Buffer> reads() {
      return List.of(in, codes);
    }

    @Override
    public List<Buffer> writes() {
      return List.of(out);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lookup(this);
    }
  }

  /**
   * Of each segment of rows the element that its code names; {@code place} puts it there instead.
   */
  record Pick(Buffer in, Buffer codes, boolean place, int[] bounds, int columns, Buffer out)
      implements Instruction {
    @Override
    public List<Buffer> reads() {
      return List.of(in, codes);
    }

    @Override
    public List<Buffer> writes() {
      return List.of(out);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.pick(this);
    }
  }

  /** log(sum of e^x) over each segment of rows. */
  record LogSumExp(Buffer in, int[] bounds, int columns, Buffer out) implements Instruction {
    @Override
    public List<Buffer> reads() {
      return List.of(in);
    }

    @Override
    public List<Buffer> writes() {
      return List.of(out);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.logSumExp(this);
    }
  }

  /** A row of each column, drawn from the softmax over the rows. */
  record Choose(Buffer in, Buffer uniform, int states, int columns, Buffer out)
      implements Instruction {
    @Override
    public List<Buffer> reads() {
      return List.of(in, uniform);
    }

    @Override
    public List<Buffer> writes() {
      return List.of(out);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.choose(this);
    }
  }
}
