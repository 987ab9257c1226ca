package io.semblance.vector;

import io.semblance.engine.compile.Operation;
import io.semblance.engine.cpu.ScalarLoops;
import io.semblance.engine.graph.Attr;

/**
 * The loops of {@link VectorElements} and {@link VectorMath}. Every loop gives the bits of its
 * scalar twin, which also does the remainder.
 */
abstract class VectorLoops extends ScalarLoops {
  /**
   * Fewer elements are left to the scalar loops: before it is compiled, a vector loop makes boxes.
   */
  private static final int LANES = Tile.LANES;

  @Override
  public Random random(Attr.Random kind, long seed, int threads) {
    return new VectorRandom(kind, seed, threads);
  }

  @Override
  public void sumRows(float[] x, int at, int stride, int rows, float[] y, int to, int n) {
    int done = n < LANES ? 0 : VectorElements.sumRows(x, at, stride, rows, y, to, n);
    if (done < n) {
      super.sumRows(x, at + done, stride, rows, y, to + done, n - done);
    }
  }

  @Override
  public void unary(Operation.Unary op, float[] a, int ao, float[] c, int co, int n) {
    int done =
        n < LANES
            ? 0
            : switch (op) {
              case EXP -> VectorMath.exp(a, ao, c, co, n);
              case LOG -> VectorMath.log(a, ao, c, co, n);
              case TANH -> VectorMath.tanh(a, ao, c, co, n);
              case SQRT -> VectorElements.sqrt(a, ao, c, co, n);
            };
    if (done < n) {
      super.unary(op, a, ao + done, c, co + done, n - done);
    }
  }

  @Override
  public void binary(
      Operation.Binary op, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
    int done =
        n < LANES
            ? 0
            : switch (op) {
              case ADD -> VectorElements.add(a, ao, b, bo, c, co, n);
              case MUL -> VectorElements.mul(a, ao, b, bo, c, co, n);
              case DIV -> VectorElements.div(a, ao, b, bo, c, co, n);
              case MAX -> VectorElements.max(a, ao, b, bo, c, co, n);
              case GREATER -> VectorElements.greater(a, ao, b, bo, c, co, n);
            };
    if (done < n) {
      super.binary(op, a, ao + done, b, bo + done, c, co + done, n - done);
    }
  }

  @Override
  public void binary(Operation.Binary op, float[] a, int ao, float b, float[] c, int co, int n) {
    int done =
        n < LANES
            ? 0
            : switch (op) {
              case ADD -> VectorElements.add(a, ao, b, c, co, n);
              case MUL -> VectorElements.mul(a, ao, b, c, co, n);
              case DIV -> VectorElements.div(a, ao, b, c, co, n);
              case MAX -> VectorElements.max(a, ao, b, c, co, n);
              case GREATER -> VectorElements.greater(a, ao, b, c, co, n);
            };
    if (done < n) {
      super.binary(op, a, ao + done, b, c, co + done, n - done);
    }
  }

  @Override
  public void binary(Operation.Binary op, float a, float[] b, int bo, float[] c, int co, int n) {
    int done =
        n < LANES
            ? 0
            : switch (op) {
              case ADD -> VectorElements.add(b, bo, a, c, co, n);
              case MUL -> VectorElements.mul(b, bo, a, c, co, n);
              case DIV -> VectorElements.div(a, b, bo, c, co, n);
              case MAX -> VectorElements.max(a, b, bo, c, co, n);
              case GREATER -> VectorElements.greater(a, b, bo, c, co, n);
            };
    if (done < n) {
      super.binary(op, a, b, bo + done, c, co + done, n - done);
    }
  }

  @Override
  public void ternary(
      Operation.Ternary op,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co,
      float[] d,
      int at,
      int n) {
    int done =
        n < LANES
            ? 0
            : switch (op) {
              case MULTIPLY_ADD -> VectorElements.multiplyAdd(a, ao, b, bo, c, co, d, at, n);
              case GATE -> VectorElements.gate(a, ao, b, bo, c, co, d, at, n);
            };
    if (done < n) {
      super.ternary(op, a, ao + done, b, bo + done, c, co + done, d, at + done, n - done);
    }
  }
}
