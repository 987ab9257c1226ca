package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction.Operation;
import io.semblance.engine.graph.Attr;
import java.util.Arrays;

/**
 * Element-wise operations as plain loops, simple enough for the JIT compiler to vectorise by
 * itself.
 */
public abstract class ScalarLoops implements Kernels {
  @Override
  public Random random(Attr.Random kind, long seed, int threads) {
    return new ScalarRandom(kind, seed, threads);
  }

  @Override
  public void sumRows(float[] x, int at, int stride, int rows, float[] y, int to, int n) {
    Arrays.fill(y, to, to + n, 0);
    for (int r = 0; r < rows; r++) {
      int from = at + r * stride;
      for (int i = 0; i < n; i++) {
        y[to + i] += x[from + i];
      }
    }
  }

  @Override
  public void unary(Operation op, float[] a, int ao, float[] c, int co, int n) {
    switch (op) {
      case EXP:
        for (int i = 0; i < n; i++) {
          c[co + i] = FloatMath.exp(a[ao + i]);
        }
        break;
      case LOG:
        for (int i = 0; i < n; i++) {
          c[co + i] = FloatMath.log(a[ao + i]);
        }
        break;
      case TANH:
        for (int i = 0; i < n; i++) {
          c[co + i] = FloatMath.tanh(a[ao + i]);
        }
        break;
      case SQRT:
        for (int i = 0; i < n; i++) {
          c[co + i] = (float) Math.sqrt(a[ao + i]);
        }
        break;
      default:
        throw new IllegalArgumentException(op + " is not unary");
    }
  }

  @Override
  public void binary(Operation op, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
    switch (op) {
      case ADD:
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] + b[bo + i];
        }
        break;
      case MUL:
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] * b[bo + i];
        }
        break;
      case DIV:
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] / b[bo + i];
        }
        break;
      case MAX:
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] > b[bo + i] ? a[ao + i] : b[bo + i];
        }
        break;
      case GREATER:
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] > b[bo + i] ? 1f : 0f;
        }
        break;
      default:
        throw new IllegalArgumentException(op + " is not binary");
    }
  }

  @Override
  public void binary(Operation op, float[] a, int ao, float b, float[] c, int co, int n) {
    switch (op) {
      case ADD:
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] + b;
        }
        break;
      case MUL:
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] * b;
        }
        break;
      case DIV:
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] / b;
        }
        break;
      case MAX:
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] > b ? a[ao + i] : b;
        }
        break;
      case GREATER:
        for (int i = 0; i < n; i++) {
          c[co + i] = a[ao + i] > b ? 1f : 0f;
        }
        break;
      default:
        throw new IllegalArgumentException(op + " is not binary");
    }
  }

  @Override
  public void binary(Operation op, float a, float[] b, int bo, float[] c, int co, int n) {
    switch (op) {
      case ADD, MUL:
        binary(op, b, bo, a, c, co, n);
        break;
      case DIV:
        for (int i = 0; i < n; i++) {
          c[co + i] = a / b[bo + i];
        }
        break;
      case MAX:
        for (int i = 0; i < n; i++) {
          c[co + i] = a > b[bo + i] ? a : b[bo + i];
        }
        break;
      case GREATER:
        for (int i = 0; i < n; i++) {
          c[co + i] = a > b[bo + i] ? 1f : 0f;
        }
        break;
      default:
        throw new IllegalArgumentException(op + " is not binary");
    }
  }

  @Override
  public void ternary(
      Operation op,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co,
      float[] d,
      int at,
      int n) {
    switch (op) {
      case MULTIPLY_ADD:
        for (int i = 0; i < n; i++) {
          d[at + i] = Math.fma(a[ao + i], b[bo + i], c[co + i]);
        }
        break;
      case GATE:
        for (int i = 0; i < n; i++) {
          d[at + i] = a[ao + i] > b[bo + i] ? c[co + i] : 0f;
        }
        break;
      default:
        throw new IllegalArgumentException(op + " does not take three operands");
    }
  }
}
